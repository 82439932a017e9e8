'use client';

import { useState, type FormEvent } from 'react';
import type { SettingsView } from '#lib/program/settings/contract.ts';
import { isMovedOn } from '#lib/queries/api.ts';
import { useChangeSettings } from '#lib/queries/program-settings.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Select } from '#components/ui/select.tsx';
import { draftOf, judged, type Draft, type SettingField } from './draft.ts';

const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((id) => ({ id, title: id }));

/** All settings in one form. Only what was changed is sent; what somebody else changed meanwhile is never overwritten. */
export function SettingsForm({ view, onReload }: { view: SettingsView; onReload: () => void }) {
  const save = useChangeSettings();
  const [typed, setTyped] = useState<Partial<Draft>>({});
  const [isTried, setTried] = useState(false);
  const draft = { ...draftOf(view), ...typed };
  const { changes, errors } = judged(draft, view);
  const isWrong = Object.keys(errors).length > 0;
  const set = <Name extends SettingField>(name: Name) => ({
    value: draft[name],
    error: isTried ? errors[name] : undefined,
    onChange: (value: Draft[Name]) => {
      save.reset();
      setTyped((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (!isWrong && changes.length > 0) {
      save.mutate(changes, {
        onSuccess: () => {
          setTyped({});
          setTried(false);
        },
      });
    }
  };
  const retry = () => {
    if (!isMovedOn(save.error)) return submit();
    save.reset();
    onReload();
  };
  return (
    <form noValidate onSubmit={submit} className="flex max-w-3xl flex-col gap-5">
      <Card title="Evidence">
        <TextField
          {...set('validityDays')}
          label="Days that a verified run can be handed in"
          hint={<SetBy {...view.validityDays} />}
          inputMode="numeric"
        />
      </Card>
      <Clock side="operator" set={set} view={view} />
      <Clock side="isv" set={set} view={view} />
      <Card title="Unanswered requests">
        <TextField
          {...set('requestExpiryDays')}
          label="Days until an unanswered request expires"
          hint={
            <SetBy
              {...view.requestExpiryDays}
              words="Counted in calendar days while changes are requested and the ISV does nothing. They are reminded seven days before, or at half of the time where it is shorter than two weeks."
            />
          }
          inputMode="numeric"
        />
      </Card>
      <Card title="Rules and templates">
        <div className="flex flex-col gap-5">
          <Select
            {...set('ruleSet')}
            label="Rule set for new onboardings"
            hint={<SetBy {...view.ruleSet} words="Onboardings that are under way keep theirs." />}
            options={view.choices.ruleSets}
          />
          <Templates {...set('templates')} view={view} />
        </div>
      </Card>
      {save.error && <ProblemCard error={save.error} onRetry={retry} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" isBusy={save.isPending} isDisabled={changes.length === 0 && !isWrong}>
          Save settings
        </Button>
        <p role="status" className="text-ink-soft">
          {save.isSuccess && 'Saved. They count from now on.'}
          {isTried && isWrong && 'Some fields need a look.'}
        </p>
      </div>
    </form>
  );
}

type FieldOf = <Name extends SettingField>(
  name: Name,
) => { value: Draft[Name]; error?: string; onChange: (value: Draft[Name]) => void };

type Side = 'operator' | 'isv';
const SIDES: Record<Side, { title: string; target: string; timeZone: string; holidays: string }> = {
  operator: {
    title: 'Clock of the reviewers',
    target: 'Business days that reviewers have',
    timeZone: 'Time zone of the reviewers',
    holidays: 'Holidays of the reviewers',
  },
  isv: {
    title: 'Clock of the ISVs',
    target: 'Business days that an ISV has',
    timeZone: 'Time zone of the ISVs',
    holidays: 'Holidays of the ISVs',
  },
};

/** How long a side has, and where its business days begin and end. */
function Clock({ side, set, view }: { side: Side; set: FieldOf; view: SettingsView }) {
  const words = SIDES[side];
  return (
    <Card title={words.title}>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          {...set(`${side}TargetDays`)}
          label={words.target}
          hint={<SetBy {...view[`${side}TargetDays`]} words="Counted while it is their turn." />}
          inputMode="numeric"
        />
        <ComboBox
          {...set(`${side}TimeZone`)}
          label={words.timeZone}
          hint={<SetBy {...view[`${side}TimeZone`]} words="Their business days begin at its midnight." />}
          options={ZONES}
        />
        <TextField
          {...set(`${side}Holidays`)}
          label={words.holidays}
          rows={4}
          hint={
            <SetBy
              {...view[`${side}Holidays`]}
              words="One date in each line, like 2026-12-25. This clock stands still then, the other one does not."
            />
          }
        />
      </div>
    </Card>
  );
}

function Templates({
  view,
  value,
  error,
  onChange,
}: {
  view: SettingsView;
  value: string[];
  error?: string;
  onChange: (value: string[]) => void;
}) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-[0.92rem] font-medium">Templates offered for the Logic App</legend>
      {view.choices.templates.map(({ id, title }) => (
        <Checkbox
          key={id}
          isSelected={value.includes(id)}
          onChange={(isChosen) => onChange(isChosen ? [...value, id] : value.filter((one) => one !== id))}
        >
          {title}
        </Checkbox>
      ))}
      <p className="text-[0.87rem] text-ink-faint">
        <SetBy {...view.templates} words="What is deployed already can be deployed again." />
      </p>
      {error && <p className="text-[0.87rem] font-medium text-bad">{error}</p>}
    </fieldset>
  );
}

function SetBy({ byName, at, words }: { byName?: string; at?: string; words?: string }) {
  return (
    <>
      {words && `${words} `}
      {byName && at ? (
        <>
          {`Set by ${byName}, `}
          <Moment at={at} />
        </>
      ) : (
        'As it came with the portal.'
      )}
    </>
  );
}
