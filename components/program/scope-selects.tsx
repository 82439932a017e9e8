'use client';

import { useQuery } from '@tanstack/react-query';
import { TIME_WORDS, TIMES, type ProgramScope } from '#lib/program/contract.ts';
import { cohorts } from '#lib/queries/cohorts.ts';
import { Select } from '#components/ui/select.tsx';

type Choice<Value> = { value: Value; onChange: (value: Value) => void };
type Time = ProgramScope['time'];

const EVERYBODY = { id: 'everybody', title: 'Everybody' };
const CHOICES = TIMES.map((id) => ({ id, title: TIME_WORDS[id] }));

export function CohortSelect({ value, onChange }: Choice<ProgramScope['cohort']>) {
  const { data } = useQuery(cohorts);
  return (
    <Select
      label="Cohort"
      options={[EVERYBODY, ...(data?.cohorts ?? []).map(({ id, name }) => ({ id, title: name }))]}
      value={value ?? EVERYBODY.id}
      onChange={(id) => onChange(id === EVERYBODY.id ? undefined : id)}
    />
  );
}

/** `label` says what of that time, where the page does not. */
export function TimeSelect({ label = 'Time', value, onChange }: Choice<Time> & { label?: string }) {
  return (
    <Select
      label={label}
      options={CHOICES}
      value={value}
      onChange={(id) => onChange(TIMES.find((time) => time === id) ?? value)}
    />
  );
}
