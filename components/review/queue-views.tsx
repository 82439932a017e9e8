'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { savedViews, useRemoveView, useSaveView } from '#lib/queries/review-queue.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/field.tsx';
import { canonical, type useQueueAddress } from './queue-address.ts';

const VIEWS = [
  { name: 'Waiting for us', query: '' },
  { name: 'Mine', query: 'assignee=me' },
  { name: 'Not taken yet', query: 'assignee=nobody' },
  { name: 'Late', query: 'late=yes' },
  { name: 'With the ISV', query: 'turn=isv' },
  { name: 'Everything', query: 'order=desc&sort=age&turn=anybody' },
];

/** Views of the queue: those everybody has, those somebody has kept. */
export function QueueViews({ address: { search } }: { address: ReturnType<typeof useQueueAddress> }) {
  const [isSaving, setSaving] = useState(false);
  const kept = useQuery(savedViews).data?.views ?? [];
  const all = [...VIEWS.map((view) => ({ ...view, id: view.name, isShared: false, isOwn: true })), ...kept];
  return (
    <nav aria-label="Views" className="flex flex-wrap items-center gap-1.5">
      {all.map(({ id, name, query, isShared, isOwn }) => {
        const isHere = canonical(query) === search;
        return (
          <Link
            key={id}
            href={query ? `/review?${canonical(query)}` : '/review'}
            aria-current={isHere ? 'page' : undefined}
            className={classNames(
              'rounded-full border px-3 py-1 text-[0.9rem] [overflow-wrap:anywhere] no-underline',
              isHere
                ? 'border-accent bg-accent-soft font-medium text-accent-strong'
                : 'border-line-strong text-ink hover:bg-sunken',
            )}
          >
            {name}
            {isShared && <span className="text-ink-soft">{isOwn ? ' (shared)' : ' (shared by a colleague)'}</span>}
          </Link>
        );
      })}
      <Button look="quiet" onPress={() => setSaving(true)}>
        Keep this view
      </Button>
      <KeepView isOpen={isSaving} onClose={() => setSaving(false)} query={search} />
    </nav>
  );
}

function KeepView({ isOpen, onClose, query }: { isOpen: boolean; onClose: () => void; query: string }) {
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const save = useSaveView();
  const keep = () =>
    save.mutate(
      { name, query, isShared },
      {
        onSuccess: () => {
          setName('');
          setShared(false);
          onClose();
        },
      },
    );
  return (
    <Dialog title="Keep this view" isOpen={isOpen} onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) keep();
        }}
      >
        <p className="text-ink-soft">Search, filters and order stay together under a name.</p>
        <TextField
          label="Name"
          hint="A view that you have under this name is replaced."
          value={name}
          onChange={setName}
          maxLength={60}
          autoFocus
        />
        <Checkbox isSelected={isShared} onChange={setShared} detail="All reviewers see it in their list.">
          Share it
        </Checkbox>
        {save.error && <ProblemCard error={save.error} onRetry={keep} />}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" type="submit" isDisabled={name.trim() === ''} isBusy={save.isPending}>
            Keep it
          </Button>
          <Button look="quiet" onPress={onClose}>
            Close
          </Button>
        </div>
      </form>
      <OwnViews />
    </Dialog>
  );
}

function OwnViews() {
  const own = useQuery(savedViews).data?.views.filter(({ isOwn }) => isOwn) ?? [];
  const remove = useRemoveView();
  if (own.length === 0) return null;
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h3 className="mb-2 text-[1rem]">Views that you have kept</h3>
      <ul className="flex flex-col gap-1">
        {own.map(({ id, name }) => (
          <li key={id} className="flex items-center justify-between gap-3">
            <span className="[overflow-wrap:anywhere]">{name}</span>
            <Button look="quiet" aria-label={`Remove the view ${name}`} onPress={() => remove.mutate(id)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {remove.error && <ProblemCard error={remove.error} />}
    </div>
  );
}
