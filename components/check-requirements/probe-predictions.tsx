'use client';

import type { Prediction, ProbeView } from '#lib/onboarding/probe/contract.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Status, StatusIcon, type Tone } from '#components/ui/status.tsx';

type Foretold = Prediction['tests'][number];
const WORDS: Record<Foretold['prediction'], { tone: Tone; word: string }> = {
  pass: { tone: 'ok', word: 'will pass' },
  fail: { tone: 'bad', word: 'will fail' },
  unknown: { tone: 'unknown', word: 'cannot be told' },
  skipped: { tone: 'skipped', word: 'will be skipped' },
};

/** What a validation run would find, template by template, before there is one. */
export function ProbePredictions({ view }: { view: ProbeView }) {
  if (view.predictions.length === 0) return null;
  return (
    <section aria-label="What a run would find">
      <h3 className="mb-2 text-[1rem]">What a validation run would find</h3>
      <ul className="flex flex-col gap-2">
        {view.predictions.map((prediction) => (
          <li key={prediction.template} className="rounded-lg border border-line px-3 py-2">
            <OneTemplate prediction={prediction} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneTemplate({ prediction: { title, isForecast, tests } }: { prediction: Prediction }) {
  const counts = Object.entries(WORDS).flatMap(([foretold, { word }]) => {
    const count = tests.filter(({ prediction }) => prediction === foretold).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return (
    <Disclosure
      title={
        <span className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <span className="font-medium">
            {title}
            {isForecast && (
              <span className="ml-2">
                <Status tone="info">Forecast</Status>
              </span>
            )}
          </span>
          <span className="text-[0.87rem] text-ink-faint">{counts.join(' · ')}</span>
        </span>
      }
    >
      {isForecast && (
        <p className="mb-2 text-ink-soft">
          This template cannot be run here yet: nothing has held these words against a run.
        </p>
      )}
      <ul className="divide-y divide-line">
        {tests.map((test) => (
          <li key={test.test} className="flex items-start gap-3 py-1.5">
            <span className="mt-0.5">
              <StatusIcon tone={WORDS[test.prediction].tone} />
            </span>
            <span className="min-w-0">
              <span>{`${test.title} ${WORDS[test.prediction].word}`}</span>
              <span className="block text-[0.92rem] text-ink-soft">{test.words}</span>
              {test.templateSays && (
                <span className="block text-[0.92rem] text-ink-soft">
                  {`The template itself would say that it ${test.templateSays === 'pass' ? 'passed' : 'failed'}.`}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
