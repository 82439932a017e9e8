'use client';

import { useState } from 'react';
import { LEVEL_WORDS, VERDICT_WORDS, type CheckResult, type CheckWords } from '#lib/onboarding/probe/contract.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Status, StatusIcon, type Tone } from '#components/ui/status.tsx';
import { ProbeExchanges } from './probe-exchanges.tsx';

const TONES: Record<CheckResult['verdict'], Tone> = {
  passed: 'ok',
  failed: 'bad',
  'not-verifiable': 'unknown',
  blocked: 'skipped',
  untried: 'waiting',
};

/** One check: its verdict and reason; its exchanges on demand. */
export function ProbeCheck({ probeId, words, result }: { probeId: string; words: CheckWords; result?: CheckResult }) {
  const [isOpen, setOpen] = useState(false);
  const tone = result ? TONES[result.verdict] : 'busy';
  const word = result ? VERDICT_WORDS[result.verdict] : 'Waiting';
  return (
    <Disclosure
      onOpen={() => setOpen(true)}
      title={
        <span className="flex items-start gap-3">
          <span className="mt-0.5">
            <StatusIcon tone={tone} />
          </span>
          <span className="min-w-0 flex-1">
            <span className="sr-only">{`${word}: `}</span>
            <code className="mr-2 text-ink-faint">{words.id}</code>
            {words.title}
            {result && result.verdict !== 'passed' && (
              <span className="block text-[0.92rem] [overflow-wrap:anywhere] text-ink-soft">{result.got}</span>
            )}
          </span>
          <span className="hidden shrink-0 text-[0.85rem] text-ink-faint sm:block">{LEVEL_WORDS[words.level]}</span>
        </span>
      }
    >
      <div className="flex flex-col gap-4 pb-3">
        <Facts
          facts={[
            [
              'Verdict',
              result ? (
                <Status key="v" tone={tone}>
                  {word}
                </Status>
              ) : (
                'Not there yet'
              ),
            ],
            ['Expected', result?.expected ?? words.expected],
            ...(result ? [['Got', result.got] as [string, string]] : []),
            ...(result && result.blockedBy.length > 0
              ? [['Blocked by', result.blockedBy.join(', ')] as [string, string]]
              : []),
            ['Weight', LEVEL_WORDS[words.level]],
            ['Asked by', words.reference],
          ]}
        />
        {isOpen && result && <ProbeExchanges probeId={probeId} checkId={words.id} />}
      </div>
    </Disclosure>
  );
}
