import { expect, test } from 'vitest';
import { asksFor, draftSchema, fieldProblems, TERMS_VERSION } from './request-fields.ts';

const COMPLETE = {
  capabilities: 'provisioning',
  run: '5f0c1f5e-4a53-4c68-9d3e-0f6f3c1f7a11',
  'app.name': 'Payroll',
  'app.description': 'Pays people.',
  'app.homepage': 'https://contoso.example',
  'app.privacy': 'https://contoso.example/privacy',
  'app.termsOfUse': 'https://contoso.example/terms',
  'app.support': 'https://contoso.example/support',
  'publisher.name': 'Contoso',
  'publisher.partnerOneId': '1234567',
  'contacts.engineering.name': 'Eve',
  'contacts.engineering.email': 'eve@contoso.example',
  'contacts.support.name': 'Sam',
  'contacts.support.email': 'sam@contoso.example',
  'contacts.public.name': 'Contoso support',
  'contacts.public.email': 'help@contoso.example',
  terms: TERMS_VERSION,
};

test('a complete request has no problem, and an empty one names every field that is asked for', () => {
  expect(fieldProblems(COMPLETE)).toEqual([]);
  const asked = Object.keys(COMPLETE).filter((field) => field !== 'run');
  expect(fieldProblems({}).map(({ field }) => field)).toEqual(asked);
});

test.each([
  ['sso', false, true],
  ['provisioning', true, false],
  ['sso-and-provisioning', true, true],
  ['', false, false],
])('%s asks for provisioning: %s, for single sign-on: %s', (capabilities, provisioning, sso) => {
  expect(asksFor({ capabilities }, 'provisioning')).toBe(provisioning);
  expect(asksFor({ capabilities }, 'sso')).toBe(sso);
  const named = fieldProblems({ capabilities }).map(({ field }) => field);
  expect(named.includes('run')).toBe(provisioning);
  expect(named.includes('sso.testId')).toBe(sso);
});

test.each([
  ['contacts.support.email', 'sam@', 'Enter an e-mail address, like ann@contoso.com.'],
  ['publisher.partnerOneId', '12', 'A Partner One ID is a number of 4 to 12 digits.'],
  ['app.homepage', 'contoso', 'Enter a full link, like https://contoso.com/page.'],
  ['app.homepage', 'javascript:alert(1)', 'Enter a full link, like https://contoso.com/page.'],
  ['docs.links', ['https://a.example', ''], 'Enter a link, or remove the line.'],
  ['previewTenants', ['x'], 'A tenant id looks like 11111111-2222-3333-4444-555555555555.'],
  ['terms', '', 'Agree to the terms.'],
])('%s does not take %j', (field, value, problem) => {
  expect(fieldProblems({ ...COMPLETE, [field]: value })).toMatchObject([{ field, problem }]);
});

test('a draft takes what is half typed, and nothing that is no field', () => {
  expect(draftSchema('contacts.support.email')?.safeParse('sam@').success).toBe(true);
  expect(draftSchema('attest.auth.rotation')?.safeParse({ answer: 'yes' }).success).toBe(true);
  expect(draftSchema('constructor')).toBeUndefined();
  expect(draftSchema('attest.')).toBeUndefined();
});
