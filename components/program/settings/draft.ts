import { SettingChangeInput, type SettingsView } from '#lib/program/settings/contract.ts';

/** What is typed, each as the field shows it. */
export type Draft = {
  validityDays: string;
  operatorTargetDays: string;
  operatorTimeZone: string;
  operatorHolidays: string;
  isvTargetDays: string;
  isvTimeZone: string;
  isvHolidays: string;
  requestExpiryDays: string;
  ruleSet: string;
  templates: string[];
};
export type SettingField = keyof Draft;

export function draftOf(view: SettingsView): Draft {
  const { choices, templates } = view;
  return {
    validityDays: String(view.validityDays.value),
    operatorTargetDays: String(view.operatorTargetDays.value),
    operatorTimeZone: view.operatorTimeZone.value,
    operatorHolidays: view.operatorHolidays.value.join('\n'),
    isvTargetDays: String(view.isvTargetDays.value),
    isvTimeZone: view.isvTimeZone.value,
    isvHolidays: view.isvHolidays.value.join('\n'),
    requestExpiryDays: String(view.requestExpiryDays.value),
    ruleSet: view.ruleSet.value,
    // None chosen means all: the page shows all as chosen.
    templates: templates.value.length > 0 ? templates.value : choices.templates.map(({ id }) => id),
  };
}

const NUMBERS = ['validityDays', 'operatorTargetDays', 'isvTargetDays', 'requestExpiryDays'] as const;
const isNumber = (name: SettingField): name is (typeof NUMBERS)[number] => NUMBERS.some((one) => one === name);

function valueOf(name: SettingField, draft: Draft, { choices }: SettingsView): unknown {
  if (isNumber(name)) return draft[name].trim() === '' ? Number.NaN : Number(draft[name]);
  if (name === 'operatorHolidays' || name === 'isvHolidays') return draft[name].split(/[\s,;]+/).filter(Boolean);
  if (name === 'templates') return draft.templates.length === choices.templates.length ? [] : draft.templates;
  return draft[name];
}

export type Judged = { changes: SettingChangeInput[]; errors: Partial<Record<SettingField, string>> };

/** What differs from what counts, and what of it cannot be. */
export function judged(draft: Draft, view: SettingsView): Judged {
  const before = draftOf(view);
  const result: Judged = { changes: [], errors: {} };
  for (const name of Object.keys(draft) as SettingField[]) {
    if (String(draft[name]) === String(before[name])) continue;
    const change = SettingChangeInput.safeParse({
      name,
      value: valueOf(name, draft, view),
      base: view[name].version,
    });
    if (change.success) result.changes.push(change.data);
    else result.errors[name] = WORDS[name] ?? change.error.issues[0]?.message;
  }
  if (draft.templates.length === 0) result.errors.templates = 'Offer at least one template.';
  return result;
}

const ONE_DATE_A_LINE = 'Enter one date in each line, like 2026-12-25.';
const WORDS: Partial<Record<SettingField, string>> = {
  validityDays: 'Enter whole days, from 1 to 365.',
  operatorTargetDays: 'Enter whole business days, from 1 to 60.',
  isvTargetDays: 'Enter whole business days, from 1 to 60.',
  requestExpiryDays: 'Enter whole days, from 1 to 365.',
  operatorHolidays: ONE_DATE_A_LINE,
  isvHolidays: ONE_DATE_A_LINE,
};
