'use client';

import { useQuery } from '@tanstack/react-query';
import type { Choices, KindChoice } from '#lib/notifications/contract.ts';
import { notificationChoices, useChoose } from '#lib/queries/notifications.ts';
import { KIND_FACTS } from '#lib/rules/notification-kinds.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Card } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export function ChoicesCard() {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(notificationChoices);
  if (isPending) return <Skeleton label="Reading what you have chosen" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <Card title="What you want to be told">
      <div className="flex flex-col gap-4">
        <WhereMailGoes {...data} />
        <ChoiceTable choices={data.choices} />
      </div>
    </Card>
  );
}

function WhereMailGoes({ isMailSetUp, mailTo }: Choices) {
  if (isMailSetUp) {
    return (
      <p className="text-ink-soft">
        {'Mail goes to '}
        <span className="[overflow-wrap:anywhere]">{mailTo}</span>
        {'. Every mail has its copy here.'}
      </p>
    );
  }
  return (
    <Notice tone="warn" title="Mail is not set up in this portal">
      Nothing is mailed, whatever you choose. You are told here.
    </Notice>
  );
}

function ChoiceTable({ choices }: { choices: KindChoice[] }) {
  const save = useChoose();
  // What was chosen last stands before the server has answered.
  const pending = save.isPending ? save.variables : undefined;
  const change = (choice: KindChoice) => save.mutate(choice);
  return (
    <>
      <table className="w-full border-collapse text-left">
        <thead className="text-[0.85rem] text-ink-soft">
          <tr>
            <th scope="col" className="py-2 pr-3 font-medium">
              Kind
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              Portal
            </th>
            <th scope="col" className="py-2 pl-3 font-medium">
              Mail
            </th>
          </tr>
        </thead>
        <tbody>
          {choices.map((kept) => (
            <ChoiceRow key={kept.kind} choice={pending?.kind === kept.kind ? pending : kept} onChange={change} />
          ))}
        </tbody>
      </table>
      <p role="status" className="text-ink-soft">
        {save.isSuccess && 'Saved. It counts from now on.'}
      </p>
      {save.error && save.variables && (
        <ProblemCard error={save.error} onRetry={() => save.variables && save.mutate(save.variables)} />
      )}
    </>
  );
}

/** No mail without its copy: the mail brings it along, and without the copy the mail goes, too. */
function ChoiceRow({ choice, onChange }: { choice: KindChoice; onChange: (choice: KindChoice) => void }) {
  const { kind, portal, mail } = choice;
  const { title, words } = KIND_FACTS[kind];
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-3 pr-3 font-medium">
        {title}
        <span className="block text-[0.87rem] font-normal text-ink-soft">{words}</span>
      </th>
      <td className="px-3 py-3">
        <Checkbox
          isSelected={portal}
          onChange={(isChosen) => onChange({ kind, portal: isChosen, mail: isChosen && mail })}
        >
          <span className="sr-only">{title} in the portal</span>
        </Checkbox>
      </td>
      <td className="py-3 pl-3">
        <Checkbox
          isSelected={mail}
          onChange={(isChosen) => onChange({ kind, portal: portal || isChosen, mail: isChosen })}
        >
          <span className="sr-only">{title} by mail</span>
        </Checkbox>
      </td>
    </tr>
  );
}
