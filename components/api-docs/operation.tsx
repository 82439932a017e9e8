import type { ApiDocument, ApiOperation } from '#lib/queries/api-docs.ts';
import { Facts, type Fact } from '#components/ui/facts.tsx';
import { JsonView } from '#components/ui/json-view.tsx';

type Content = Record<string, { schema: { $ref?: string } }>;

/** What a request takes and what it answers. */
export function Operation({
  operation,
  document: { schemas, headers },
}: {
  operation: ApiOperation;
  document: Pick<ApiDocument, 'schemas' | 'headers'>;
}) {
  const { security, description, parameters, requestBody, responses } = operation;
  const who = security.length === 0 ? 'Everybody' : (description ?? 'Whoever is signed in, for what is theirs');
  const facts: Fact[] = [
    ['Who', who],
    ...parameters.map((one): Fact => [
      one.name,
      `${PLACES[one.in] ?? one.in}${one.required ? '' : ', optional'}${one.description ? `. ${one.description}` : ''}`,
    ]),
  ];
  const answers = Object.entries(responses).filter(([status]) => status !== 'default');
  const told = [...new Set(answers.flatMap(([, answer]) => Object.keys(answer.headers ?? {})))];
  return (
    <div className="flex flex-col gap-4">
      <Facts facts={facts} />
      {requestBody && <Shape title="Takes" content={requestBody.content} schemas={schemas} />}
      {answers.map(([status, answer]) =>
        answer.content && status.startsWith('2') ? (
          <Shape key={status} title={`Answers ${status}`} content={answer.content} schemas={schemas} />
        ) : (
          <p key={status} className="text-ink-soft">{`Answers ${status}: ${answer.description}.`}</p>
        ),
      )}
      {told.length > 0 && <Facts facts={told.map((name): Fact => [name, headers[name] ?? 'Seconds to wait.'])} />}
    </div>
  );
}

const PLACES: Record<string, string> = { path: 'In the path', query: 'In the query', header: 'A header' };

function Shape({ title, content, schemas }: { title: string; content: Content; schemas: ApiDocument['schemas'] }) {
  const [type, one] = Object.entries(content)[0] ?? [];
  if (!type || !one) return null;
  const name = one.schema.$ref?.split('/').at(-1);
  const words = [title, name, type === '*/*' ? 'a file' : type].filter(Boolean).join(' · ');
  return (
    <div>
      <p className="mb-1 text-[0.92rem] text-ink-soft">{words}</p>
      {type !== '*/*' && <JsonView label={words} value={name ? schemas[name] : one.schema} />}
    </div>
  );
}
