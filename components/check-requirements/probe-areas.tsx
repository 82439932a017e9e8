'use client';

import { useState } from 'react';
import {
  AREA_WORDS,
  LEVEL_WORDS,
  VERDICT_WORDS,
  type CheckResult,
  type CheckWords,
  type ProbeView,
} from '#lib/onboarding/probe/contract.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Select } from '#components/ui/select.tsx';
import { ToggleFilter } from '#components/ui/toggle-filter.tsx';
import { ProbeCheck } from './probe-check.tsx';

type VerdictName = CheckResult['verdict'];
const VERDICTS = Object.keys(VERDICT_WORDS) as VerdictName[];
const EVERY_LEVEL = 'every';

/** All checks by area, filtered by verdict and weight. What failed is open at once. */
export function ProbeAreas({ view }: { view: ProbeView }) {
  const [verdicts, setVerdicts] = useState<ReadonlySet<VerdictName>>(new Set());
  const [level, setLevel] = useState(EVERY_LEVEL);
  const resultOf = new Map(view.results.map((result) => [result.id, result]));
  const isShown = (words: CheckWords) => {
    const verdict = resultOf.get(words.id)?.verdict;
    const fits = verdicts.size === 0 || (verdict !== undefined && verdicts.has(verdict));
    return fits && (level === EVERY_LEVEL || words.level === level);
  };
  const shown = view.catalogue.filter(isShown);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <ToggleFilter
          label="Show only these verdicts"
          options={VERDICTS.map((id) => ({ id, title: `${VERDICT_WORDS[id]} ${view.counts[id] ?? 0}` }))}
          chosen={verdicts}
          onChange={setVerdicts}
        />
        <div className="w-52">
          <Select
            label="Weight"
            value={level}
            onChange={setLevel}
            options={[
              { id: EVERY_LEVEL, title: 'Every weight' },
              ...Object.entries(LEVEL_WORDS).map(([id, title]) => ({ id, title })),
            ]}
          />
        </div>
      </div>
      <p
        aria-live="polite"
        className="text-[0.9rem] text-ink-faint"
      >{`${shown.length} of ${view.catalogue.length} checks`}</p>
      {shown.length === 0 && <p>No check has this verdict and weight.</p>}
      <ul className="flex flex-col gap-2">
        {Object.entries(AREA_WORDS).map(([area, title]) => {
          const own = shown.filter((words) => words.area === area);
          return (
            own.length > 0 && (
              <li key={area} className="rounded-lg border border-line px-3 py-2">
                <Area title={title} view={view} checks={own} resultOf={resultOf} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function Area({
  title,
  view,
  checks,
  resultOf,
}: {
  title: string;
  view: ProbeView;
  checks: CheckWords[];
  resultOf: Map<string, CheckResult>;
}) {
  const failed = checks.filter(({ id }) => resultOf.get(id)?.verdict === 'failed').length;
  const passed = checks.filter(({ id }) => resultOf.get(id)?.verdict === 'passed').length;
  return (
    <Disclosure
      title={
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">{title}</span>
          <span className="text-[0.87rem] text-ink-faint">
            {failed > 0 && <span className="font-medium text-bad">{`${failed} failed · `}</span>}
            {`${passed} of ${checks.length} passed`}
          </span>
        </span>
      }
    >
      <ul className="divide-y divide-line">
        {checks.map((words) => (
          <li key={words.id} className="py-1.5">
            <ProbeCheck probeId={view.id} words={words} result={resultOf.get(words.id)} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
