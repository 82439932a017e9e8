import { expect, test } from 'vitest';
import { CURRENT_RULE_SET } from '#lib/rules/requirements.ts';
import { attestationField } from '#lib/rules/request-fields.ts';
import type { RuleAnswer } from '../check-requirements/contract.ts';
import type { PublishableRun } from './contract.ts';
import { FILLED_VALUES } from './filled.fixture.ts';
import { attestationRows, mayHandIn, unmetRules, type GateFacts } from './gate.ts';
import type { AttachmentFacts } from './ports.ts';

const RUN: PublishableRun = {
  ...{ id: '5f0c1f5e-4a53-4c68-9d3e-0f6f3c1f7a11', status: 'succeeded', startedAt: '2026-11-20T10:00:00Z' },
  ...{ startedByName: 'Ann', template: 'own-consumption-1.0', enabledTests: 'All', usable: true },
  counts: { passed: 10, failed: 0, skipped: 0, waiting: 0 },
};
const ATTACHED: AttachmentFacts = {
  ...{ files: [], logos: { large: true, small: true }, documents: [], canConfirm: true },
  links: [{ url: 'https://contoso.example/docs', ok: true, missingTopics: [] }],
  confirmed: ['EVE@contoso.example', 'sam@contoso.example'],
};
const answer = (rule: string, changes: Partial<RuleAnswer> = {}): RuleAnswer => ({
  ...{ rule, group: 'scim-endpoint', title: rule, level: 'required', source: { name: 'x' }, state: 'met' },
  ...{ checks: [], tests: [], ...changes },
});

function facts({ values = {}, ...changes }: Partial<GateFacts> = {}): GateFacts {
  const complete = { ...FILLED_VALUES, run: RUN.id, 'docs.links': ['https://contoso.example/docs'] };
  return {
    ...{ values: { ...complete, ...values }, ruleSet: CURRENT_RULE_SET, answers: [answer('scim.users')] },
    ...{ runs: [RUN], attachments: ATTACHED, findings: [], changesSinceRun: [], now: new Date(), ...changes },
  };
}
const unmet = (changes: Partial<GateFacts>) => unmetRules(facts(changes)).map(({ id, why }) => `${id}: ${why}`);

test('a request with everything may be handed in', () => {
  expect(unmetRules(facts())).toEqual([]);
  expect(mayHandIn([])).toBe(true);
});

test('every missing field is named with its place', () => {
  const [first] = unmetRules(facts({ values: { 'app.name': '' } }));
  expect(first).toMatchObject({
    ...{ title: 'Application name', why: 'Enter the name for the gallery.', kind: 'must' },
    place: { step: 'request-publishing', anchor: 'field-app.name' },
  });
});

const REFUSED = { ...RUN, usable: false, whyNot: 'It is too old. Run the validation again.' };
const attached = (changes: Partial<AttachmentFacts>) => ({ attachments: { ...ATTACHED, ...changes } });
const link = (changes: Partial<AttachmentFacts['links'][number]>) =>
  attached({ links: [{ url: 'https://contoso.example/docs', ok: true, missingTopics: [], ...changes }] });

test.each<[string, Partial<GateFacts>, string]>([
  ['a run past its days', { runs: [REFUSED] }, 'run: It is too old. Run the validation again.'],
  ['a run that is not there', { runs: [] }, 'run: This onboarding has no such run.'],
  [
    'an endpoint that changed',
    { changesSinceRun: ['The endpoint is another.'] },
    'run.changed.0: The endpoint is another.',
  ],
  [
    'a rule that is not met',
    { answers: [answer('scim.users', { state: 'not-met', evidence: 'HTTP 500.', fix: 'Mend it.' })] },
    'scim.users: HTTP 500. Mend it.',
  ],
  ['a logo that is missing', attached({ logos: { large: true, small: false } }), 'logo-small: Upload it as a PNG.'],
  [
    'a contact that has not confirmed',
    attached({ confirmed: ['eve@contoso.example'] }),
    'contacts.support.email.confirmed: Send the mail; its link confirms the address.',
  ],
  [
    'a dead link',
    link({ ok: false, problem: 'It answers 404.' }),
    'docs.https://contoso.example/docs: https://contoso.example/docs: It answers 404.',
  ],
  [
    'a link that nobody looked at',
    attached({ links: [] }),
    'docs.https://contoso.example/docs: https://contoso.example/docs',
  ],
  [
    'no documentation at all',
    { values: { 'docs.links': [''] } },
    'docs: Link to public documentation, or upload it as a PDF or Markdown file.',
  ],
  [
    'a change that was asked for',
    { findings: [{ id: 'f', kind: 'mandatory', state: 'open', words: 'Name the roles.' }] },
    'finding.f: Name the roles.',
  ],
])('%s keeps it back', (_what, changes, said) => {
  expect(unmet(changes)).toEqual([said]);
  expect(mayHandIn(unmetRules(facts(changes)))).toBe(false);
});

const SSO = {
  ...{ capabilities: 'sso', 'sso.protocol': 'oidc', 'sso.testId': 'T1' },
  ...{ 'sso.testedOn': '2026-11-10', 'sso.expiresOn': '2026-11-24' },
};
test.each([
  ['is over', '2026-11-25T13:00:00Z', {}, 'sso.expiresOn: It ended on 2026-11-24. Validate single sign-on again.'],
  [
    'is dated in the future',
    '2026-11-21T00:00:00Z',
    { 'sso.testedOn': '2026-11-25' },
    'sso.testedOn: It is dated in the future.',
  ],
  ['is on its last day somewhere', '2026-11-25T11:00:00Z', {}, undefined],
  ['is not asked for', '2026-12-25T00:00:00Z', { capabilities: 'provisioning' }, undefined],
])('a validation of single sign-on that %s', (_what, now, values, said) => {
  expect(unmet({ values: { ...SSO, ...values }, now: new Date(now) })).toEqual(said ? [said] : []);
});

test('topics that no document covers are advice; what one of them covers is not missing', () => {
  const two = attached({
    links: [{ url: 'https://contoso.example/docs', ok: true, missingTopics: ['licensing', 'support'] }],
    documents: [{ fileName: 'a.pdf', missingTopics: ['support'] }],
  });
  const [advice, ...others] = unmetRules(facts(two));
  expect(advice).toMatchObject({
    id: 'docs.topics',
    kind: 'advice',
    why: expect.stringContaining('support') as string,
  });
  expect(advice?.why).not.toContain('licensing');
  expect(others).toEqual([]);
});

test('questions and answered changes keep nothing back, and without mail nobody has to confirm', () => {
  const words = 'Why?';
  const findings = [
    { id: 'a', kind: 'question', state: 'open', words } as const,
    { id: 'b', kind: 'mandatory', state: 'answered', words } as const,
  ];
  expect(unmet({ findings, ...attached({ canConfirm: false, confirmed: [] }) })).toEqual([]);
});

const STATED = answer('auth.rotation', { group: 'authentication', state: 'later' });
const UNCHECKED = answer('scim.rate', { state: 'unknown' });
const said = (rule: string, value: unknown) => ({ values: { [attestationField(rule)]: value } });

test.each([
  [STATED, {}, ['auth.rotation: State whether it holds.']],
  [STATED, said('auth.rotation', { answer: 'no' }), ['auth.rotation: You stated that it does not hold.']],
  [STATED, said('auth.rotation', { answer: 'yes' }), []],
  [UNCHECKED, said('scim.rate', { answer: 'yes' }), ['scim.rate: Say how you know, or link to proof.']],
  [UNCHECKED, said('scim.rate', { answer: 'yes', proof: 'Load test of March.' }), []],
  [answer('isv.clouds', { group: 'publisher', level: 'advised', state: 'later' }), {}, []],
  [answer('token.life', { group: 'authentication' }), {}, []],
])('a statement on %j', (rule, changes, expected) => {
  expect(unmet({ answers: [rule], ...changes })).toEqual(expected);
});

test('who asks for single sign-on alone is not held to the rules of provisioning', () => {
  const answers = [
    STATED,
    UNCHECKED,
    answer('isv.customers', { group: 'publisher', level: 'advised', state: 'later' }),
  ];
  const values = { capabilities: 'sso' };
  expect(attestationRows({ values, answers, ruleSet: CURRENT_RULE_SET }).map(({ rule }) => rule)).toEqual([
    'isv.customers',
  ]);
  expect(unmet({ values, answers }).every((one) => one.startsWith('sso.'))).toBe(true);
});
