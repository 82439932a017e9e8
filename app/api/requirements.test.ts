import { beforeAll, expect, test, vi } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { Requirements } from '#lib/onboarding/check-requirements/contract.ts';
import * as checkRoute from './onboardings/[onboardingId]/check-requirements/route.ts';
import * as pathRoute from './onboardings/[onboardingId]/check-requirements/path/route.ts';
import * as ruleSetRoute from './onboardings/[onboardingId]/check-requirements/rule-set/route.ts';
import * as probeRoute from './onboardings/[onboardingId]/probes/[probeId]/route.ts';
import * as probesRoute from './onboardings/[onboardingId]/probes/route.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import { graph, portal } from './portal.fixture.ts';

const { emulator, call, consent } = await portal();
const { admin } = SEED.contoso.personas;
const TODAY = 'gallery-2026-11';
const space = emulator.sampleApp.createSpace('by-probe');
const credential = { kind: 'bearer', token: space.bearerToken };
let params: { onboardingId: string };

beforeAll(async () => {
  await consent(admin, graph('User.Read'));
  const started = await call(onboardingsRoute.POST, { as: admin, body: { name: 'Payroll' } });
  params = { onboardingId: String(started.body.id) };
});

const read = async () => Requirements.parse((await call(checkRoute.GET, { as: admin, params })).body);
async function probed(choices: { mayWrite: boolean }): Promise<Map<string, Requirements['answers'][number]>> {
  const body = { scimEndpoint: space.scimEndpoint, credential, tags: [], ...choices };
  const started = await call(probesRoute.POST, { as: admin, params, body });
  const one = { ...params, probeId: String(started.body.id) };
  const state = async () => (await call(probeRoute.GET, { as: admin, params: one })).body.state;
  await vi.waitFor(async () => expect(await state()).toBe('ended'), { timeout: 60_000, interval: 200 });
  return new Map((await read()).answers.map((answer) => [answer.rule, answer]));
}
const WRITTEN = ['scim.users', 'scim.groups', 'scim.delete', 'scim.multiMemberPatch'];

test('a probe answers the rules of the endpoint: reads some, writes the rest, and its answers outlive a lesser one', async () => {
  const reads = await probed({ mayWrite: false });
  expect(reads.get('scim.emptyFilter')).toMatchObject({
    ...{ state: 'met', isFromProbe: true },
    evidence: 'A filter that matches nobody answered 200 with totalResults 0.',
  });
  expect(reads.get('scim.schemas')?.state).toBe('met');
  expect(WRITTEN.map((rule) => reads.get(rule)?.state)).toEqual(WRITTEN.map(() => 'unknown'));
  const writes = await probed({ mayWrite: true });
  expect(WRITTEN.map((rule) => [rule, writes.get(rule)?.state])).toEqual(WRITTEN.map((rule) => [rule, 'met']));
  const lesser = await probed({ mayWrite: false });
  expect(WRITTEN.map((rule) => lesser.get(rule)?.state)).toEqual(WRITTEN.map(() => 'met'));
}, 120_000);

test('the kind of application is kept, and where it leads is told', async () => {
  const body = { isHrSource: true, isOnPremises: false, speaksScim: true };
  const answered = await call(pathRoute.POST, { as: admin, params, body });
  expect(answered.body.path).toMatchObject({ answers: body, elsewhere: ['isHrSource'], byName: admin.displayName });
  expect((await read()).path).toEqual(answered.body.path);
});

test('an onboarding with the pilot’s rules moves to today’s when asked to', async () => {
  const { foundation } = await import('#lib/services/foundation.ts');
  const change = foundation().onboardings.change;
  await change(admin.tenantId, params.onboardingId, { ruleSet: 'pilot-2026-08' });
  expect((await read()).newer?.changes.removed).toMatchObject([{ rule: 'scim.noSpecialNeeds' }]);
  const refused = await call(ruleSetRoute.POST, { as: admin, params, body: { ruleSet: 'made-up' } });
  expect(refused).toMatchObject({ status: 409 });
  const moved = await call(ruleSetRoute.POST, { as: admin, params, body: { ruleSet: TODAY } });
  expect(moved.body).toMatchObject({ ruleSet: TODAY });
  expect(moved.body.newer).toBeUndefined();
});
