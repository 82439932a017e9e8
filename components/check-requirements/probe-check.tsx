'use client';

import { useState } from 'react';
import type { CheckResult, CheckWords } from '#lib/onboarding/probe/contract.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Status, StatusIcon, type Tone } from '#components/ui/status.tsx';
import { ProbeExchanges } from './probe-exchanges.tsx';

export const VERDICTS: Record<CheckResult['verdict'], { tone: Tone; word: string }> = {
  passed: { tone: 'ok', word: 'Passed' },
  failed: { tone: 'bad', word: 'Failed' },
  'not-verifiable': { tone: 'unknown', word: 'Not verifiable' },
  blocked: { tone: 'skipped', word: 'Blocked' },
  untried: { tone: 'waiting', word: 'Not tried' },
};
export const LEVELS: Record<CheckWords['level'], string> = {
  'entra-required': 'required by Entra',
  must: 'MUST of the RFC',
  entra: 'advised by Entra',
  should: 'SHOULD of the RFC',
  information: 'for information',
};

/** One check: its verdict and reason; its exchanges on demand. */
export function ProbeCheck({ probeId, words, result }: { probeId: string; words: CheckWords; result?: CheckResult }) {
  const [isOpen, setOpen] = useState(false);
  const { tone, word } = result ? VERDICTS[result.verdict] : { tone: 'busy' as const, word: 'Waiting' };
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
          <span className="hidden shrink-0 text-[0.85rem] text-ink-faint sm:block">{LEVELS[words.level]}</span>
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
            ['Weight', LEVELS[words.level]],
            ['Asked by', words.reference],
          ]}
        />
        {isOpen && result && <ProbeExchanges probeId={probeId} checkId={words.id} />}
      </div>
    </Disclosure>
  );
}
