import { expect, test } from 'vitest';
import type { CheckResult } from '#lib/probe/contract.ts';
import { CURRENT_RULE_SET } from '#lib/rules/requirements.ts';
import { ANN, fakeAzure, fakeDirectory, fakeScim } from '../fakes.ts';
import type { ProbeRecord } from '../probe/ports.ts';
import { anOnboarding, fakeOnboardings } from '../record/fakes.ts';
import { checkRequirements, readRequirements } from './check-requirements.ts';
import { endedProbes, probedAnswer, probeFinding, type EndedProbe } from './probe-answers.ts';

const ENDPOINT = 'https://scim.example';
const ruleOf = (id: string) => CURRENT_RULE_SET.rules.find((rule) => rule.id === id)!;

function result(id: string, verdict: CheckResult['verdict'], got = 'Something came.'): CheckResult {
  return { id, verdict, got, blockedBy: verdict === 'blocked' ? ['G01'] : [], exchanges: [], durationMs: 1 };
}

function aProbe(results: CheckResult[], changes: Partial<ProbeRecord> = {}): ProbeRecord {
  const now = new Date();
  return {
    ...{ id: 'p', tenantId: 'contoso', onboardingId: 'o', endpoint: ENDPOINT, tags: [], mayWrite: true },
    ...{ cleanUpOnly: false, startedById: 'ann', startedByName: 'Ann', requests: 1, leftovers: [] },
    ...{ startedAt: now, aliveAt: now, endedAt: now, results },
    ...changes,
  };
}

test.each([
  ['scim.users', ['passed', 'passed', 'passed'], 'met'],
  ['scim.users', ['passed', 'failed', 'passed'], 'not-met'],
  ['scim.users', ['passed', 'failed', 'blocked'], 'not-met'],
  ['scim.users', ['passed', 'untried', 'blocked'], 'unknown'],
  ['scim.users', ['passed', 'not-verifiable', 'passed'], 'unknown'],
  ['scim.delete', ['failed', 'passed'], 'met'],
  ['scim.delete', ['failed', 'untried'], 'unknown'],
  ['scim.delete', ['failed', 'failed'], 'not-met'],
] as const)('%s with checks that ended %j is %s', (rule, verdicts, state) => {
  const results = ruleOf(rule).checks.map((id, index) => result(id, verdicts[index]!));
  expect(probeFinding(ruleOf(rule), { results })?.state).toBe(state);
});

test('a rule that is not met names the check, what came and what was expected', () => {
  const results = [{ ...result('F02', 'failed', 'It answered 404'), expected: '200 with totalResults 0' }];
  expect(probeFinding(ruleOf('scim.emptyFilter'), { results })).toEqual({
    state: 'not-met',
    evidence: 'F02 failed: It answered 404.',
    fix: 'Expected: F02: 200 with totalResults 0.',
    actor: 'isv-developer',
  });
});

test.each([
  [[result('G10', 'passed'), result('G11', 'untried', 'no writes'), result('G15', 'blocked')], undefined, /G11 was not tried: no writes\. G15 was blocked by G01/], // prettier-ignore
  [[result('G10', 'not-verifiable', 'members are never returned')], undefined, /G10 cannot be verified: members are never returned\. G11 was not part of the newest probe\./], // prettier-ignore
  [[result('G10', 'passed')], 'Somebody stopped it.', /G11 was not reached: Somebody stopped it\./],
])('an unknown says why', (results, stopped, words) => {
  const finding = probeFinding(ruleOf('scim.multiMemberPatch'), { results, ...(stopped ? { stopped } : {}) });
  expect(finding?.state).toBe('unknown');
  expect(finding?.evidence).toMatch(words);
});

test('a probe says nothing about rules that it does not answer, nor about checks that it had not', () => {
  expect(probeFinding(ruleOf('auth.secretLife'), { results: [result('A07', 'passed')] })).toBeUndefined();
  expect(probeFinding(ruleOf('scim.rate'), { results: [result('F02', 'passed')] })).toBeUndefined();
});

test('ended probes of this endpoint count; running ones and mere clean-ups do not', () => {
  const probes = [
    aProbe([], { id: 'running', endedAt: undefined }),
    aProbe([], { id: 'clean-up', cleanUpOnly: true }),
    aProbe([], { id: 'elsewhere', endpoint: 'https://other.example' }),
    aProbe([], { id: 'newest' }),
    aProbe([], { id: 'older' }),
  ];
  expect(endedProbes(probes, ENDPOINT).map(({ id }) => id)).toEqual(['newest', 'older']);
  expect(endedProbes(probes, undefined)).toEqual([]);
});

test.each([
  ['only reads were tried: the earlier answer stays', ['passed', 'untried', 'untried'], 'met'],
  ['a read failed: that counts', ['failed', 'untried', 'untried'], 'not-met'],
  ['all were tried and one is blocked: that counts', ['passed', 'blocked', 'blocked'], 'unknown'],
] as const)('after a probe with a full answer, one where %s', (_title, verdicts, state) => {
  const rule = ruleOf('scim.users');
  const withVerdicts = (all: readonly CheckResult['verdict'][]) =>
    aProbe(rule.checks.map((id, index) => result(id, all[index]!))) as EndedProbe;
  const ended = [withVerdicts(verdicts), withVerdicts(['passed', 'passed', 'passed'])];
  expect(probedAnswer(rule, ended)?.finding.state).toBe(state);
  expect(probedAnswer(rule, ended.slice(0, 1))?.finding.state).toBe(state === 'met' ? 'unknown' : state);
});

test('in the requirements the probe’s answers replace those of the small requests, which are not repeated', async () => {
  const record = anOnboarding({ scimEndpoint: ENDPOINT });
  const found: ProbeRecord[] = [];
  const ports = {
    onboardings: fakeOnboardings([record]),
    directory: fakeDirectory().directory,
    azure: fakeAzure().azure,
    scim: fakeScim(),
    consents: { granted: async () => [] },
    probes: { list: async () => found },
  };
  const ask = { person: ANN, onboardingId: record.id };
  const credential = { kind: 'bearer', token: 't' } as const;
  const again = { ...ask, scimEndpoint: ENDPOINT, credential, expectedRunMinutes: 90 };
  await checkRequirements(ports, again);
  found.push(aProbe([result('F02', 'failed', 'It answered 404.')]));
  await checkRequirements(ports, again);
  const { answers } = await readRequirements(ports, ask);
  expect(answers.find(({ rule }) => rule === 'scim.emptyFilter')).toMatchObject({
    state: 'not-met',
    isFromProbe: true,
    checkedAt: found[0]?.endedAt?.toISOString(),
  });
  expect(answers.find(({ rule }) => rule === 'scim.users')).toMatchObject({ state: 'met' });
  const [stored] = (await ports.onboardings.answers('contoso', record.id)).filter(
    ({ rule }) => rule === 'scim.emptyFilter',
  );
  expect(stored?.state).toBe('met');
});
