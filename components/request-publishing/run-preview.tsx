'use client';

import type { RunPreview as Preview } from '#lib/onboarding/preview-run/contract.ts';
import { AcceptanceList } from '#components/run-validation/acceptance-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { DataTable, type Column } from '#components/ui/data-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';

/** What a run proves, as it read at its source: what the reviewers will see with it. */
export function RunPreview({ preview }: { preview: Preview }) {
  const { template, tests, acceptance, mappings, jobSettings, scopes } = preview;
  return (
    <Card title="What this run proves" level={3} aside={<Usable preview={preview} />}>
      <div className="flex flex-col gap-4">
        <Remarks preview={preview} />
        <Facts
          facts={[
            ['Run ID', <CopyableId key="run" kind="Run ID" value={preview.runName} />],
            ['Template', template.known ? `${template.title} ${template.version}` : 'None that we know'],
            [
              'Hash of its definition',
              <CopyableId key="hash" kind="Definition hash" value={template.definitionHash} />,
            ],
            ['Ended', preview.endedAt ? <Moment key="end" at={preview.endedAt} /> : 'Not yet'],
            ['Read at its source', <Moment key="read" at={preview.readAt} />],
          ]}
        />
        <Disclosure title={`Tests: ${passedWords(tests)}`} isOpenAtFirst>
          <DataTable label="Tests and their verdicts" rows={tests} columns={TESTS} rowKey={({ test }) => test} />
        </Disclosure>
        <Disclosure title="Checks at the source">
          <AcceptanceList checks={acceptance} />
        </Disclosure>
        <Disclosure title={`Attribute mappings: ${mappings.length}`}>
          <DataTable
            label="Attribute mappings of the run"
            rows={mappings}
            columns={MAPPINGS}
            rowKey={({ object, target }) => `${object} ${target}`}
          />
        </Disclosure>
        <Disclosure title="Job settings and scope">
          <Facts facts={jobSettings.map(({ name, value }) => [name, value])} />
          <Facts facts={scopes.map((scope) => [scope.object, scopeWords(scope)])} />
        </Disclosure>
      </div>
    </Card>
  );
}

function Usable({ preview: { mayHandIn } }: { preview: Preview }) {
  return mayHandIn ? <Status tone="ok">Can be handed in</Status> : <Status tone="bad">Cannot be handed in</Status>;
}

function Remarks({ preview: { whyNot, warnings } }: { preview: Preview }) {
  return (
    <>
      {whyNot.length > 0 && (
        <Notice tone="bad" title="This run cannot be handed in">
          <Sentences sentences={whyNot} />
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice tone="warn" title="Good to know before you hand it in">
          <Sentences sentences={warnings} />
        </Notice>
      )}
    </>
  );
}

function Sentences({ sentences }: { sentences: string[] }) {
  return (
    <ul className="list-disc pl-5">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function passedWords(tests: Preview['tests']): string {
  const passed = tests.filter(({ verdict }) => verdict === 'passed').length;
  return `${passed} of ${tests.length} passed`;
}

function scopeWords({ enabled, flow, filters }: Preview['scopes'][number]): string {
  if (!enabled) return 'Switched off';
  const narrowed = filters === 0 ? 'no scoping filter' : `${filters} scoping filter${filters === 1 ? '' : 's'}`;
  return `${flow || 'No changes'}; ${narrowed}`;
}

const VERDICTS: Record<Preview['tests'][number]['verdict'], [tone: Tone, word: string]> = {
  passed: ['ok', 'Passed'],
  failed: ['bad', 'Failed'],
  skipped: ['skipped', 'Skipped'],
  'not-proven': ['warn', 'Not proven'],
};

const TESTS: Column<Preview['tests'][number]>[] = [
  { header: 'Test', cell: ({ title }) => title },
  {
    header: 'Verdict',
    cell: ({ verdict }) => <Status tone={VERDICTS[verdict][0]}>{VERDICTS[verdict][1]}</Status>,
  },
  { header: 'Why', cell: ({ reason }) => reason, isWide: true },
];

const MAPPINGS: Column<Preview['mappings'][number]>[] = [
  { header: 'Object', cell: ({ object, enabled }) => (enabled ? object : `${object} (off)`) },
  { header: 'Source', cell: ({ source }) => <code className="[overflow-wrap:anywhere]">{source}</code>, isWide: true },
  { header: 'Target', cell: ({ target }) => <code className="[overflow-wrap:anywhere]">{target}</code>, isWide: true },
  { header: 'Matching', cell: ({ matching }) => (matching > 0 ? String(matching) : '') },
  { header: 'Apply', cell: ({ apply }) => apply },
];
