'use client';

import type { TestResult } from '#lib/onboarding/run-validation/contract.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import { Status, StatusIcon, type Tone } from '#components/ui/status.tsx';
import { PhaseActions } from './phase-actions.tsx';

const VERDICTS: Record<TestResult['verdict'], { tone: Tone; word: string }> = {
  waiting: { tone: 'waiting', word: 'Waiting' },
  running: { tone: 'busy', word: 'Running' },
  passed: { tone: 'ok', word: 'Passed' },
  failed: { tone: 'bad', word: 'Failed' },
  skipped: { tone: 'skipped', word: 'Skipped' },
  'not-proven': { tone: 'bad', word: 'Not proven' },
};

/** One test: our verdict, the reason, what was proven, cause and fix, and the actions behind it. */
export function TestCard({ test }: { test: TestResult }) {
  const { tone, word } = VERDICTS[test.verdict];
  return (
    <div className="px-4 py-2.5">
      <Disclosure
        title={
          <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="font-medium">{test.title}</span>
            <Status tone={tone}>{word}</Status>
          </span>
        }
      >
        <div className="flex flex-col gap-4 pb-2">
          <p className="[overflow-wrap:anywhere]">{test.reason}</p>
          {test.diagnosis && <Diagnosis diagnosis={test.diagnosis} />}
          {test.proofs.length > 0 && <Proofs proofs={test.proofs} />}
          <Facts
            facts={[
              ['Test name', <code key="name">{test.test}</code>],
              ['The template says', test.templateResult ?? 'nothing'],
            ]}
          />
          <PhaseActions phases={test.phases} />
          {test.errorDetails !== undefined && test.errorDetails !== null && (
            <Disclosure title="Error details">
              <JsonView label="Error details" value={test.errorDetails} />
            </Disclosure>
          )}
        </div>
      </Disclosure>
    </div>
  );
}

function Diagnosis({ diagnosis }: { diagnosis: NonNullable<TestResult['diagnosis']> }) {
  return (
    <div className="rounded-lg border border-bad/35 bg-bad-soft p-4">
      <Facts
        facts={[
          ['Expected', diagnosis.expected],
          ['Got', diagnosis.got],
          ['Why it matters', diagnosis.why],
          ['How to fix', diagnosis.fix],
          ['Who acts', diagnosis.actor],
        ]}
      />
    </div>
  );
}

function Proofs({ proofs }: { proofs: TestResult['proofs'] }) {
  return (
    <section aria-label="What it proved">
      <h4 className="mb-1 text-[0.9rem] text-ink-soft">What it proved</h4>
      <ul className="flex flex-col gap-1.5">
        {proofs.map((proof) => (
          <li key={`${proof.phase} ${proof.what} ${proof.evidence}`} className="flex gap-2.5">
            <StatusIcon tone={proof.ok ? 'ok' : 'bad'} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {`${proof.what === 'scim-state' ? 'Your endpoint' : 'Provisioning log'} · ${proof.phase}: `}
              <span className="text-ink-soft">{proof.evidence}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
