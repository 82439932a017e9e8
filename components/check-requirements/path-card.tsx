'use client';

import { useState } from 'react';
import type { PathInput, Requirements } from '#lib/onboarding/check-requirements/contract.ts';
import { useAnswerPath } from '#lib/queries/steps.ts';
import { PATH_QUESTIONS, type PathQuestion } from '#lib/rules/application-path.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ChoiceCards } from '#components/ui/choice.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Path = Requirements['path'];

/** Whether the application belongs here at all: asked once, then one line, or where to go instead. */
export function PathCard({ path }: { path: Path }) {
  const [isChanging, setChanging] = useState(false);
  if (!path || isChanging) return <Questions path={path} onDone={() => setChanging(false)} />;
  const change = (look: 'quiet' | 'secondary') => (
    <Button look={look} onPress={() => setChanging(true)}>
      Change the answers
    </Button>
  );
  if (path.elsewhere.length > 0) return <Elsewhere path={path}>{change('secondary')}</Elsewhere>;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-[0.92rem] text-ink-soft">
      <span>
        {`A SCIM application in reach of the internet that takes people from Entra: ${path.byName}, `}
        <Moment at={path.at} />
      </span>
      {change('quiet')}
    </p>
  );
}

function Elsewhere({ path, children }: { path: NonNullable<Path>; children: React.ReactNode }) {
  const questions = PATH_QUESTIONS.filter(({ id }) => path.elsewhere.includes(id));
  return (
    <Notice tone="warn" title="This application belongs on another path" actions={children}>
      <ul className="flex flex-col gap-2">
        {questions.map(({ id, otherwise: { words, paths } }) => (
          <li key={id}>
            <p>{words}</p>
            <ul className="mt-1 flex list-disc flex-col gap-1 pl-5">
              {paths.map(({ title, page }) => (
                <li key={page}>
                  <a href={`https://learn.microsoft.com/${page}`}>{`Microsoft Learn: ${title}`}</a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const YES_NO = [
  { id: 'yes', title: 'Yes' },
  { id: 'no', title: 'No' },
];
const wordOf = (answer: boolean | undefined) => (answer === undefined ? '' : answer ? 'yes' : 'no');

function Questions({ path, onDone }: { path: Path; onDone: () => void }) {
  const { id } = useOnboarding();
  const answer = useAnswerPath(id);
  const [answers, setAnswers] = useState<Partial<PathInput>>(path?.answers ?? {});
  const isComplete = PATH_QUESTIONS.every((question) => answers[question.id] !== undefined);
  return (
    <Card title="Is this the right way for your application?">
      <div className="flex flex-col gap-5">
        {PATH_QUESTIONS.map((question) => (
          <Question
            key={question.id}
            question={question}
            answer={answers[question.id]}
            onChange={(value) => setAnswers({ ...answers, [question.id]: value })}
          />
        ))}
        {answer.error && <ProblemCard error={answer.error} />}
        <div className="flex flex-wrap gap-3">
          <Button
            isDisabled={!isComplete}
            isBusy={answer.isPending}
            onPress={() => answer.mutate(answers as PathInput, { onSuccess: onDone })}
          >
            Save the answers
          </Button>
          {path && (
            <Button look="quiet" onPress={onDone}>
              Leave them as they are
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}

function Question({
  question: { text, detail },
  answer,
  onChange,
}: {
  question: PathQuestion;
  answer: boolean | undefined;
  onChange: (answer: boolean) => void;
}) {
  return (
    <div>
      <ChoiceCards
        isBrief
        label={text}
        choices={YES_NO}
        value={wordOf(answer)}
        onChange={(choice) => onChange(choice === 'yes')}
      />
      <p className="mt-1 text-[0.87rem] text-ink-faint">{detail}</p>
    </div>
  );
}
