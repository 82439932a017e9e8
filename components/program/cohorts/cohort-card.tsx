'use client';

import { useState } from 'react';
import type { CohortView } from '#lib/program/cohorts/contract.ts';
import { useChangeCohort, useRemoveCohort } from '#lib/queries/cohorts.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/field.tsx';
import { TenantSearch } from './tenant-search.tsx';

/** One cohort with its tenants. */
export function CohortCard({ cohort }: { cohort: CohortView }) {
  const { id, name, words, version, tenants } = cohort;
  const change = useChangeCohort(id);
  const [isRenaming, setRenaming] = useState(false);
  const [isAsking, setAsking] = useState(false);
  return (
    <Card
      title={name}
      aside={
        <span className="flex flex-wrap gap-2">
          <LinkButton href={`/program?cohort=${id}`}>Figures</LinkButton>
          <Button onPress={() => setRenaming(true)}>Rename</Button>
          <Button look="danger" onPress={() => setAsking(true)}>
            Remove
          </Button>
        </span>
      }
    >
      {words && <p className="mb-3 text-ink-soft">{words}</p>}
      {tenants.length === 0 ? (
        <p className="text-ink-soft">No tenant belongs to it yet.</p>
      ) : (
        <ul aria-label={`Tenants of ${name}`} className="mb-3 flex flex-col divide-y divide-line">
          {tenants.map(({ tenantId, tenantName }) => (
            <li key={tenantId} className="flex flex-wrap items-center justify-between gap-2 py-1.5">
              <span className="min-w-0">
                {tenantName}
                <code className="ml-2 text-[0.8rem] break-all text-ink-faint">{tenantId}</code>
              </span>
              <Button
                look="quiet"
                aria-label={`Take ${tenantName} out of ${name}`}
                isDisabled={change.isPending}
                onPress={() => change.mutate({ version, remove: [tenantId] })}
              >
                Take out
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TenantSearch cohort={cohort} onAdd={(tenantId) => change.mutate({ version, add: [tenantId] })} />
      {change.error && (
        <div className="mt-3">
          <ProblemCard error={change.error} />
        </div>
      )}
      <RenameDialog key={version} cohort={cohort} isOpen={isRenaming} onClose={() => setRenaming(false)} />
      <RemoveDialog cohort={cohort} isOpen={isAsking} onClose={() => setAsking(false)} />
    </Card>
  );
}

type DialogProps = { cohort: CohortView; isOpen: boolean; onClose: () => void };

function RenameDialog({ cohort, isOpen, onClose }: DialogProps) {
  const change = useChangeCohort(cohort.id);
  const [name, setName] = useState(cohort.name);
  const [words, setWords] = useState(cohort.words);
  return (
    <Dialog title={`Rename ${cohort.name}`} isOpen={isOpen} onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ version: cohort.version, name, words }, { onSuccess: onClose });
        }}
      >
        <TextField label="Name" value={name} onChange={setName} maxLength={80} autoComplete="off" />
        <TextField label="What it is (optional)" rows={2} value={words} onChange={setWords} maxLength={500} />
        {change.error && <ProblemCard error={change.error} />}
        <div className="flex gap-2">
          <Button type="submit" look="primary" isBusy={change.isPending} isDisabled={name.trim() === ''}>
            Save the name
          </Button>
          <Button onPress={onClose}>Leave it</Button>
        </div>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ cohort, isOpen, onClose }: DialogProps) {
  const remove = useRemoveCohort(cohort.id);
  return (
    <Dialog title={`Remove ${cohort.name}?`} isOpen={isOpen} onClose={onClose}>
      <p>The set is gone for everybody. Its tenants and their onboardings stay as they are.</p>
      {remove.error && <ProblemCard error={remove.error} />}
      <div className="mt-4 flex gap-2">
        <Button
          look="danger"
          isBusy={remove.isPending}
          onPress={() => remove.mutate(undefined, { onSuccess: onClose })}
        >
          Remove cohort
        </Button>
        <Button onPress={onClose}>Keep it</Button>
      </div>
    </Dialog>
  );
}
