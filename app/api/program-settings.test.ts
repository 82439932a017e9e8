import { expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { graph, portal } from './portal.fixture.ts';
import { aWholeOnboarding } from './whole-onboarding.fixture.ts';

const { call, consent } = await portal();
const { admin } = SEED.contoso.personas;
const { programManager } = SEED.operator.personas;
const settings = await import('./program/settings/route.ts');
const onboardings = await import('./onboardings/route.ts');
const one = await import('./onboardings/[onboardingId]/route.ts');
const change = (name: string, value: unknown, base = 0) =>
  call(settings.PATCH, { as: programManager, method: 'PATCH', body: { changes: [{ name, value, base }] } });

test('new onboardings are held to the rule set that a program manager chose', async () => {
  await consent(admin, graph('User.Read'));
  expect(await change('ruleSet', 'pilot-2026-08')).toMatchObject({ status: 200 });
  const started = await call(onboardings.POST, { as: admin, method: 'POST', body: { name: 'Payroll' } });
  const { foundation } = await import('#lib/services/foundation.ts');
  const kept = await foundation().onboardings.get(admin.tenantId, String(started.body.id));
  expect(kept?.ruleSet).toBe('pilot-2026-08');
});

test('a change of the validity counts for what was verified before', async () => {
  const { onboardingId } = await aWholeOnboarding(admin);
  const days = async () => {
    const { body } = await call(one.GET, { as: admin, params: { onboardingId } });
    const { endedAt, validUntil } = body.evidence as Record<string, string>;
    return Math.round((Date.parse(validUntil!) - Date.parse(endedAt!)) / 86_400_000);
  };
  expect(await days()).toBe(14);
  await change('validityDays', 30);
  expect(await days()).toBe(30);
});

test('whoever changes a setting that was changed meanwhile is told', async () => {
  await change('isvTimeZone', 'Europe/Berlin');
  expect(await change('isvTimeZone', 'UTC')).toMatchObject({ status: 409, body: { code: 'version-conflict' } });
  const { body } = await call(settings.GET, { as: programManager });
  expect(body.isvTimeZone).toMatchObject({ value: 'Europe/Berlin', version: 1 });
});
