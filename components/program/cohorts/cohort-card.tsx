'use client';

import { useState } from 'react';
import type { CohortView } from '#lib/program/cohorts/contract.ts';
import { useChangeCohort, useRemoveCohort } from '#lib/queries/cohorts.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useBeginning } from '#components/ui/beginning.tsx';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/field.tsx';
import { TenantSearch } from './tenant-search.tsx';

/** More of them would hide the next cohort. */
const TENANTS_AT_FIRST = 8;

/** One cohort with its tenants. */
export function CohortCard({ cohort }: { cohort: CohortView }) {
  const { id, name, words, version } = cohort;
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
      <Tenants
        cohort={cohort}
        isBusy={change.isPending}
        onTakeOut={(tenantId) => change.mutate({ version, remove: [tenantId] })}
      />
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

type TenantsProps = { cohort: CohortView; isBusy: boolean; onTakeOut: (tenantId: string) => void };

function Tenants({ cohort: { name, tenants }, isBusy, onTakeOut }: TenantsProps) {
  const label = `Tenants of ${name}`;
  const { shown, rest } = useBeginning(tenants, { atFirst: TENANTS_AT_FIRST, label });
  if (tenants.length === 0) return <p className="text-ink-soft">No tenant belongs to it yet.</p>;
  return (
    <div className="mb-3">
      <ul aria-label={label} className="flex flex-col divide-y divide-line">
        {shown.map(({ tenantId, tenantName }) => (
          <li key={tenantId} className="flex items-center justify-between gap-2 py-1.5">
            <span className="min-w-0">
              <span className="mr-2 [overflow-wrap:anywhere]">{tenantName}</span>
              <code className="text-[0.8rem] break-all text-ink-faint">{tenantId}</code>
            </span>
            <Button
              look="quiet"
              className="shrink-0"
              aria-label={`Take out ${tenantName} from ${name}`}
              isDisabled={isBusy}
              onPress={() => onTakeOut(tenantId)}
            >
              Take out
            </Button>
          </li>
        ))}
      </ul>
      {rest}
    </div>
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
