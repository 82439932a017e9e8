import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { ANN, fakeAzure, fakeDirectory, fakeScim } from '../fakes.ts';
import { anOnboarding, fakeOnboardings } from '../record/fakes.ts';
import { checkRequirements, readRequirements, type CheckPorts } from './check-requirements.ts';
import { Requirements, type CheckRequirementsInput } from './contract.ts';

const SUBSCRIPTION = { subscriptionId: 's1', name: 'Pay-as-you-go', state: 'Enabled' };
const BEARER = { kind: 'bearer', token: 't' } as const;
const CLIENT = { kind: 'client-credentials', clientId: 'c', clientSecret: 's', tokenUrl: 'https://t.example' } as const;
const NO_CONSENTS = { granted: async (): Promise<string[]> => [] };
const NO_PROBES = { list: async () => [] };
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

async function check(ports: Partial<CheckPorts> = {}, input: CheckRequirementsInput = {}) {
  const record = anOnboarding();
  const all = {
    onboardings: fakeOnboardings([record]),
    directory: fakeDirectory().directory,
    azure: fakeAzure({ subscriptions: [SUBSCRIPTION], allowed: { '/subscriptions/s1': ['*'] } }).azure,
    scim: fakeScim(),
    consents: NO_CONSENTS,
    probes: NO_PROBES,
    ...ports,
  };
  const ask = { person: ANN, onboardingId: record.id };
  const checked = await checkRequirements(all, { ...ask, ...input, expectedRunMinutes: 90 });
  return { checked: Requirements.parse(checked), again: await readRequirements(all, ask), ports: all, ask };
}

const answerIn = (checked: Requirements, rule: string) => checked.answers.find((one) => one.rule === rule);

test('before any check every rule is open, and those of later steps say where they are answered', async () => {
  const record = anOnboarding();
  const ports = { onboardings: fakeOnboardings([record]), directory: fakeDirectory().directory, probes: NO_PROBES };
  const { answers, checkedAt } = await readRequirements(ports, { person: ANN, onboardingId: record.id });
  expect(checkedAt).toBeUndefined();
  expect(answers.filter(({ state }) => state === 'met')).toEqual([]);
  expect(answers.find(({ rule }) => rule === 'isv.contacts')).toMatchObject({ answeredIn: 'request-publishing' });
});

test('a good tenant with a subscription meets its rules; answers and time are kept', async () => {
  const { checked, again } = await check();
  const rules = ['tenant.exists', 'tenant.role', 'tenant.p1.logs', 'tenant.domain', 'azure.subscription'];
  expect(rules.map((rule) => answerIn(checked, rule)?.state)).toEqual(rules.map(() => 'met'));
  expect(answerIn(checked, 'azure.cost')?.state).toBe('information');
  expect(again.answers).toEqual(checked.answers);
  expect(again.checkedAt).toBe(checked.checkedAt);
});

test('a role that must be activated first is told apart from one that is missing', async () => {
  const eligible = fakeDirectory({ activeRoles: [], eligibleRoles: ['application-administrator'] });
  const none = fakeDirectory({ activeRoles: ['other'], eligibleRoles: [] });
  const [pim, missing] = [await check(eligible), await check(none)];
  expect(answerIn(pim.checked, 'tenant.role')).toMatchObject({ state: 'not-met', actor: 'you' });
  expect(answerIn(pim.checked, 'tenant.role')?.fix).toContain('Activate');
  expect(answerIn(missing.checked, 'tenant.role')).toMatchObject({ state: 'not-met', actor: 'directory-admin' });
});

test('what is missing in the tenant is said with who in general can give it', async () => {
  const poor = fakeDirectory({ activeRoles: [], eligibleRoles: 'unknown', licence: 'none', domains: [] });
  const { checked } = await check(poor);
  const rules = ['tenant.role', 'tenant.grantRole', 'tenant.p1', 'tenant.p1.logs', 'tenant.domain'];
  for (const rule of rules) {
    const fix = expect.stringMatching(/Who can (give one|do it): .*Global Administrator/);
    expect(answerIn(checked, rule)).toMatchObject({ state: 'not-met', fix });
  }
  expect(answerIn(checked, 'tenant.role')?.evidence).toContain('cannot be read in this tenant');
});

test('missing consent makes the rule unknown and is collected for the page; the others are still answered', async () => {
  const refused = new AppError('consent-required', 'No.', { scopes: ['https://graph.microsoft.com/Domain.Read.All'] });
  const { checked, again } = await check(fakeDirectory({}, { verifiedDomains: refused }));
  expect(answerIn(checked, 'tenant.domain')).toMatchObject({ state: 'unknown' });
  expect(checked.missingConsent).toEqual(['https://graph.microsoft.com/Domain.Read.All']);
  expect(again.missingConsent).toEqual(checked.missingConsent);
  expect(answerIn(checked, 'tenant.p1')?.state).toBe('met');
});

test('checking another rule does not forget the consent that is missing, agreeing and checking again does', async () => {
  const refused = new AppError('consent-required', 'No.', { scopes: ['https://graph.microsoft.com/Domain.Read.All'] });
  const { ports, ask } = await check(fakeDirectory({}, { verifiedDomains: refused }));
  const recheck = (rule: string, directory = ports.directory) =>
    checkRequirements({ ...ports, directory }, { ...ask, rules: [rule], expectedRunMinutes: 90 });
  expect((await recheck('tenant.p1')).missingConsent).toEqual(['https://graph.microsoft.com/Domain.Read.All']);
  await recheck('tenant.domain', fakeDirectory().directory);
  expect((await readRequirements(ports, ask)).missingConsent).toEqual([]);
});

test('a claims challenge goes to the person at once', async () => {
  const challenge = new AppError('claims-challenge', 'Confirm who you are.', { claims: '{}' });
  await expect(check(fakeDirectory({}, { licence: challenge }))).rejects.toMatchObject({ code: 'claims-challenge' });
});

test('an outage is an unknown with its reason, not a verdict', async () => {
  const outage = new AppError('upstream-unavailable', 'Azure has a problem right now.');
  const { checked } = await check(fakeAzure({}, { subscriptions: outage }));
  expect(answerIn(checked, 'azure.subscription')).toMatchObject({ state: 'unknown', evidence: outage.message });
});

test('rights in one resource group are enough to deploy; missing ones are named by what they are for', async () => {
  const groups = { s1: [{ name: 'rg', location: 'westeurope' }] };
  const inGroup = fakeAzure({
    subscriptions: [SUBSCRIPTION],
    groups,
    allowed: { '/subscriptions/s1/resourceGroups/rg': ['*'] },
  });
  const reader = fakeAzure({
    subscriptions: [SUBSCRIPTION],
    allowed: { '/subscriptions/s1': ['Microsoft.Logic/workflows/read'] },
  });
  expect(answerIn((await check(inGroup)).checked, 'azure.subscription')?.evidence).toContain('resource group rg');
  const refused = answerIn((await check(reader)).checked, 'azure.subscription');
  expect(refused).toMatchObject({ state: 'not-met', actor: 'azure-admin' });
  expect(refused?.evidence).toContain('deploy the Logic App');
  expect(refused?.evidence).not.toContain('read it back');
});

test('an endpoint that answers an empty filter with 404 is told so; a good one meets the rule', async () => {
  const answers = (path: string) => (path.includes('filter') ? { status: 404, body: undefined } : undefined);
  const input = { scimEndpoint: 'https://scim.example', credential: BEARER };
  const bad = await check({ scim: fakeScim(answers) }, input);
  const good = await check({}, input);
  expect(answerIn(bad.checked, 'scim.emptyFilter')).toMatchObject({ state: 'not-met', actor: 'isv-developer' });
  expect(answerIn(good.checked, 'scim.emptyFilter')?.state).toBe('met');
  expect(good.checked.scimEndpoint).toBe('https://scim.example');
});

test('a refused credential leaves the endpoint’s rules unknown; an unreachable endpoint does not meet them', async () => {
  const input = { scimEndpoint: 'https://scim.example', credential: BEARER };
  const refused = await check({ scim: fakeScim(() => ({ status: 401 })) }, input);
  const failure = new AppError('upstream-unavailable', 'scim.example could not be reached.');
  const gone = await check({ scim: fakeScim(undefined, { failure }) }, input);
  expect(answerIn(refused.checked, 'scim.users')?.state).toBe('unknown');
  expect(answerIn(gone.checked, 'scim.users')).toMatchObject({ state: 'not-met', evidence: failure.message });
});

test.each([
  [30, 'not-met', 'not-met'],
  [60, 'met', 'not-met'],
  [120, 'met', 'met'],
  [600, 'not-met', 'met'],
])('a minted token of %i minutes: its life is %s, for the run %s', async (minutes, life, run) => {
  const scim = fakeScim(undefined, { expiresAt: inMinutes(minutes) });
  const { checked } = await check({ scim }, { scimEndpoint: 'https://scim.example', credential: CLIENT });
  expect([answerIn(checked, 'auth.tokenLife')?.state, answerIn(checked, 'token.life')?.state]).toEqual([life, run]);
  expect(answerIn(checked, 'auth.method')?.state).toBe('met');
});

test('re-checking one rule leaves the others as they were, and is no full check', async () => {
  const record = anOnboarding();
  const { directory, state } = fakeDirectory();
  const clouds = { directory, consents: NO_CONSENTS, azure: fakeAzure().azure, scim: fakeScim() };
  const ports = { onboardings: fakeOnboardings([record]), ...clouds, probes: NO_PROBES };
  const input = { person: ANN, onboardingId: record.id, expectedRunMinutes: 90 };
  const first = await checkRequirements(ports, { ...input, rules: ['tenant.p1'] });
  state.licence = 'none';
  const second = await checkRequirements(ports, { ...input, rules: ['tenant.domain'] });
  expect(answerIn(second, 'tenant.p1')).toEqual(answerIn(first, 'tenant.p1'));
  expect(second.checkedAt).toBeUndefined();
});

test('no credential is in anything that is kept or shown', async () => {
  const secret = { kind: 'bearer', token: 'planted-token-value' } as const;
  const { checked, ports, ask } = await check({}, { scimEndpoint: 'https://scim.example', credential: secret });
  const kept = [
    await ports.onboardings.get('contoso', ask.onboardingId),
    await ports.onboardings.answers('contoso', ask.onboardingId),
  ];
  expect(JSON.stringify([checked, kept])).not.toContain('planted-token-value');
});
