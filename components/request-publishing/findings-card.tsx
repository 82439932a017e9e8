'use client';

import { useState } from 'react';
import type { FindingView } from '#lib/onboarding/request-publishing/contract.ts';
import { useAnswerFinding } from '#lib/queries/publishing.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TextField } from '#components/ui/field.tsx';
import { FindingThread } from './finding-thread.tsx';

/** What the reviewers asked for, as a list to work through. */
export function FindingsCard({ findings, mayAnswer }: { findings: FindingView[]; mayAnswer: boolean }) {
  if (findings.length === 0) return null;
  const open = findings.filter(({ state }) => state === 'open').length;
  return (
    <Card
      title="What the reviewers ask"
      aside={<span className="text-ink-faint">{`${open} of ${findings.length} open`}</span>}
    >
      <ul aria-label="Findings" className="flex flex-col gap-5">
        {findings.map((finding) => (
          <li key={finding.id} id={`finding-${finding.id}`} className="scroll-mt-24">
            <FindingThread
              finding={finding}
              place={finding.anchor.kind === 'field' ? `#field-${finding.anchor.name}` : undefined}
            >
              {mayAnswer && finding.state !== 'resolved' && <Answer finding={finding} />}
            </FindingThread>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Answer({ finding }: { finding: FindingView }) {
  const { id } = useOnboarding();
  const [words, setWords] = useState('');
  const answer = useAnswerFinding(id, finding.id);
  const send = () => answer.mutate({ version: finding.version, words }, { onSuccess: () => setWords('') });
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full max-w-xl">
        <TextField label="Your answer" value={words} onChange={setWords} rows={2} />
      </div>
      {answer.error && <ProblemCard error={answer.error} onRetry={send} />}
      <Button isDisabled={words.trim() === ''} isBusy={answer.isPending} onPress={send}>
        {finding.state === 'open' ? 'Answer' : 'Add to your answer'}
      </Button>
    </div>
  );
}
