import { addHours } from 'date-fns';
import { inSentence } from '#lib/journey/step-words.ts';
import {
  asksFor,
  Attestation,
  attestationField,
  fieldProblems,
  type RequestValues,
} from '#lib/rules/request-fields.ts';
import type { RuleSet } from '#lib/rules/requirements.ts';
import type { RuleAnswer } from '../check-requirements/contract.ts';
import type { AttestationRow, PublishableRun, Unmet } from './contract.ts';
import type { AttachmentFacts, FindingRecord } from './ports.ts';

/** Everything that the gate judges by. */
export type GateFacts = {
  values: RequestValues;
  ruleSet: RuleSet;
  answers: RuleAnswer[];
  runs: PublishableRun[];
  attachments: AttachmentFacts;
  findings: Pick<FindingRecord, 'id' | 'kind' | 'state' | 'words'>[];
  /** What was changed since the chosen run, in sentences; each asks for a new one. */
  changesSinceRun: string[];
  now: Date;
};
/** Every rule that keeps the request from being handed in, and what is advised, each with its place. Empty: hand it in. */
export function unmetRules(facts: GateFacts): Unmet[] {
  return [
    ...findings(facts),
    ...fields(facts),
    ...runRules(facts),
    ...ssoRules(facts),
    ...requirements(facts),
    ...attestations(facts),
    ...contacts(facts),
    ...documentation(facts),
    ...logos(facts),
  ];
}

export const mayHandIn = (unmet: Unmet[]): boolean => !unmet.some(({ kind }) => kind === 'must');

const here = (anchor: string) => ({ step: 'request-publishing' as const, anchor });
const must = (id: string, title: string, why: string, place: Unmet['place']): Unmet => ({
  ...{ id, title, why, place },
  kind: 'must',
});

function findings({ findings: asked }: GateFacts): Unmet[] {
  return asked
    .filter(({ kind, state }) => kind === 'mandatory' && state === 'open')
    .map(({ id, words }) => must(`finding.${id}`, 'A change was asked for', words, here(`finding-${id}`)));
}

function fields({ values }: GateFacts): Unmet[] {
  return fieldProblems(values).map(({ field, label, problem }) => must(field, label, problem, here(`field-${field}`)));
}

function runRules({ values, runs, changesSinceRun }: GateFacts): Unmet[] {
  const chosen = runs.find(({ id }) => id === values['run']);
  if (!asksFor(values, 'provisioning') || !values['run']) return [];
  const why = chosen ? chosen.whyNot : 'This onboarding has no such run.';
  const refused = why ? [must('run', 'The chosen run cannot be handed in', why, here('evidence'))] : [];
  const changed = changesSinceRun.map((one, index) =>
    must(`run.changed.${index}`, 'The integration has changed since the run', one, here('evidence')),
  );
  return [...refused, ...changed];
}

/** Recorded as it was stated, so its dates are all that can be judged. A day counts until its end. */
function ssoRules({ values, now }: GateFacts): Unmet[] {
  if (!asksFor(values, 'sso')) return [];
  const dayIn = (hours: number) => addHours(now, hours).toISOString().slice(0, 10);
  // Wherever in the world the person is: some are fourteen hours ahead, some twelve behind.
  const [latest, earliest] = [dayIn(14), dayIn(-12)];
  const [testedOn, expiresOn] = ['sso.testedOn', 'sso.expiresOn'].map((field) => String(values[field] ?? ''));
  const title = 'The validation of single sign-on';
  const refused = (field: string, why: string) => [must(field, title, why, here(`field-${field}`))];
  if (testedOn && testedOn > latest) return refused('sso.testedOn', 'It is dated in the future.');
  if (!expiresOn || expiresOn >= earliest) return [];
  return refused('sso.expiresOn', `It ended on ${expiresOn}. Validate single sign-on again.`);
}

/** Rules about the endpoint, the tenant and Azure hold for provisioning; those about the publisher hold for all. */
function requirements(facts: GateFacts): Unmet[] {
  return asked(facts)
    .filter(({ level, state }) => level === 'required' && state === 'not-met')
    .map(({ rule, title, evidence, fix }) =>
      must(rule, title, [evidence, fix].filter(Boolean).join(' ') || 'It is not met.', {
        step: 'check-requirements',
        anchor: `rule-${rule}`,
      }),
    );
}

function asked({ values, answers }: GateFacts): RuleAnswer[] {
  return answers.filter(({ group }) => group === 'publisher' || asksFor(values, 'provisioning'));
}

/** Rules that no machine can answer, and required ones that could not be checked. */
export function attestationRows(facts: Pick<GateFacts, 'values' | 'answers' | 'ruleSet'>): AttestationRow[] {
  const rules = new Map(facts.ruleSet.rules.map((rule) => [rule.id, rule]));
  return asked(facts as GateFacts).flatMap(({ rule: id, title, level, state }) => {
    const answeredBy = rules.get(id)?.answeredBy ?? [];
    const isRequired = level === 'required';
    const isStated = answeredBy.includes('attest') && state !== 'met' && state !== 'not-met';
    const isUnchecked = !answeredBy.includes('attest') && isRequired && state === 'unknown';
    return isStated || isUnchecked ? [{ rule: id, text: title, isRequired, isUnchecked }] : [];
  });
}

function attestations(facts: GateFacts): Unmet[] {
  return attestationRows(facts).flatMap(({ rule, text, isRequired, isUnchecked }) => {
    if (!isRequired) return [];
    const said = Attestation.safeParse(facts.values[attestationField(rule)]).data;
    const place = here(`field-${attestationField(rule)}`);
    if (said?.answer === 'no') return [must(rule, text, 'You stated that it does not hold.', place)];
    if (!said) return [must(rule, text, isUnchecked ? UNCHECKED : 'State whether it holds.', place)];
    if (isUnchecked && !said.proof) return [must(rule, text, 'Say how you know, or link to proof.', place)];
    return [];
  });
}

const UNCHECKED = `The portal has not been able to check this. Have it checked in “${inSentence('check-requirements')}”, or state it yourself.`;

function contacts({ values, attachments: { canConfirm, confirmed } }: GateFacts): Unmet[] {
  if (!canConfirm) return [];
  const known = new Set(confirmed.map((email) => email.toLowerCase()));
  return ['engineering', 'support'].flatMap((who) => {
    const field = `contacts.${who}.email`;
    const email = String(values[field] ?? '').trim();
    if (email === '' || known.has(email.toLowerCase())) return [];
    const title = `${email} has not confirmed to be the ${who} contact`;
    return [must(`${field}.confirmed`, title, 'Send the mail; its link confirms the address.', here(`field-${field}`))];
  });
}

function documentation({ values, attachments: { documents, links } }: GateFacts): Unmet[] {
  const given = linksGiven(values);
  const looked = new Map(links.map((link) => [link.url, link]));
  const place = here('documentation');
  const problems = given.flatMap((url) => {
    const link = looked.get(url);
    if (!link) return [must(`docs.${url}`, 'A link has not been checked', url, place)];
    return link.ok ? [] : [must(`docs.${url}`, 'A link does not do', `${url}: ${link.problem ?? 'not public'}`, place)];
  });
  if (given.length === 0 && documents.length === 0) {
    const why = 'Link to public documentation, or upload it as a PDF or Markdown file.';
    problems.push(must('docs', 'Documentation is missing', why, place));
  }
  return [...problems, ...missingTopics({ documents, links: links.filter(({ url }) => given.includes(url)) })];
}

const linksGiven = (values: RequestValues): string[] =>
  [...((values['docs.links'] as string[] | undefined) ?? []), String(values['docs.microsoftLearn'] ?? '')]
    .map((url) => url.trim())
    .filter((url) => url !== '');

/** A topic is covered when any one of the documents does. */
function missingTopics({ documents, links }: Pick<AttachmentFacts, 'documents' | 'links'>): Unmet[] {
  const lists = [...documents, ...links.filter(({ ok }) => ok)].map((one) => one.missingTopics);
  const [first = [], ...others] = lists;
  const missing = first.filter((topic) => others.every((list) => list.includes(topic)));
  if (missing.length === 0) return [];
  const why = `Not found in it: ${missing.join(', ')}. Reviewers look for these.`;
  return [
    {
      id: 'docs.topics',
      title: 'The documentation may not be complete',
      why,
      kind: 'advice',
      place: here('documentation'),
    },
  ];
}

function logos({ attachments: { logos: there } }: GateFacts): Unmet[] {
  const sizes = [
    ['large', '215 × 215'],
    ['small', '150 × 122'],
  ] as const;
  return sizes
    .filter(([size]) => !there[size])
    .map(([size, pixels]) =>
      must(`logo-${size}`, `The logo of ${pixels} pixels is missing`, 'Upload it as a PNG.', here('logos')),
    );
}
