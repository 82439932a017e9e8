import { DOCUMENTATION_TOPICS, TOPIC_TITLES, type DocumentationTopic } from '#lib/rules/documentation-topics.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { StatusIcon } from '#components/ui/status.tsx';

/** Which topics a page or a document covers, as far as its words tell. */
export function TopicList({ covered }: { covered: readonly DocumentationTopic[] }) {
  const count = `Covers ${covered.length} of ${DOCUMENTATION_TOPICS.length} topics`;
  return (
    <Disclosure title={count} level={3}>
      <ul className="flex flex-col gap-1">
        {DOCUMENTATION_TOPICS.map((topic) => {
          const isCovered = covered.includes(topic);
          return (
            <li key={topic} className="flex items-center gap-2">
              <StatusIcon tone={isCovered ? 'ok' : 'waiting'} />
              <span>
                {TOPIC_TITLES[topic]}
                <span className="sr-only">{isCovered ? ', covered' : ', not found'}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Disclosure>
  );
}
