'use client';

import { useState } from 'react';
import { ApiError } from '#lib/queries/api.ts';
import { useAddMember } from '#lib/queries/onboardings.ts';
import { CopyAddress } from '#components/layout/copy-address.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/field.tsx';
import { useOnboarding } from './onboarding-frame.tsx';

/** Who may continue this onboarding, and a way to let a colleague in: to hand over the step they have the rights for. */
export function PeopleButton() {
  const { createdByName, members } = useOnboarding();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        Share with a colleague
      </Button>
      <Dialog title="Who can continue this onboarding" isOpen={isOpen} onClose={() => setOpen(false)}>
        <ul aria-label="People" className="list-disc pl-5">
          <li>{`${createdByName}, who started it`}</li>
          {members.map(({ objectId, name }) => (
            <li key={objectId}>{name}</li>
          ))}
          <li>Every Application, Cloud Application and Global Administrator of your tenant</li>
        </ul>
        <AddColleague />
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <CopyAddress />
          <Button onPress={() => setOpen(false)}>Close</Button>
        </div>
      </Dialog>
    </>
  );
}

function AddColleague() {
  const { id } = useOnboarding();
  const [userPrincipalName, setUserPrincipalName] = useState('');
  const add = useAddMember(id);
  const fieldError = add.error instanceof ApiError && add.error.field ? add.error.message : undefined;
  const submit = () => add.mutate({ userPrincipalName }, { onSuccess: () => setUserPrincipalName('') });
  return (
    <form
      className="mt-4 flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label="Colleague’s sign-in name"
        value={userPrincipalName}
        onChange={setUserPrincipalName}
        error={fieldError}
        autoComplete="off"
        spellCheck="false"
        hint="Of your own tenant, like ann@contoso.com. They act with their own rights."
      />
      {add.error && !fieldError && <ProblemCard error={add.error} onRetry={submit} />}
      <Button type="submit" look="primary" isBusy={add.isPending} className="self-start">
        Add colleague
      </Button>
    </form>
  );
}
