import { beforeAll, expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { LogicAppStep } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { ValidationStep } from '#lib/onboarding/run-validation/contract.ts';
import { readyForJourneys, startJourney } from './journey.fixture.ts';
import * as deployRoute from './onboardings/[onboardingId]/deploy-logic-app/route.ts';
import * as validationRoute from './onboardings/[onboardingId]/run-validation/route.ts';
import { portal } from './portal.fixture.ts';

const cloud = await portal();
const { emulator } = cloud;

beforeAll(() => readyForJourneys(cloud));

/** As somebody does in the Azure portal. */
async function deleteInAzure(resourceId: string): Promise<void> {
  const { objectId: userId } = SEED.contoso.personas.admin;
  const wanted = { userId, audience: 'arm' as const, scopes: ['user_impersonation'] };
  const { accessToken } = await emulator.entra.userToken(wanted);
  const answer = await fetch(`${emulator.addresses.arm}${resourceId}?api-version=2019-05-01`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(answer.status).toBe(200);
}

test('a Logic App that was deleted in Azure is missed in steps 4 and 5, and deploying it again leads to a ready run', async () => {
  const { scimEndpoint, bearerToken: token } = emulator.sampleApp.createSpace('deleted');
  const deleted = await startJourney(cloud, 'Deleted', { scimEndpoint, credential: { kind: 'bearer', token } });
  const step4 = async () => LogicAppStep.parse(await deleted.get(deployRoute.GET));
  const step5 = async () => ValidationStep.parse(await deleted.get(validationRoute.GET));
  await deleted.toDeployed();
  const { logicApp } = await step4();
  expect([logicApp?.inAzure, (await step5()).logicApp?.inAzure]).toEqual(['there', 'there']);

  await deleteInAzure(logicApp!.resourceId);
  expect((await step4()).logicApp?.inAzure).toBe('gone');
  expect((await step5()).logicApp).toMatchObject({ name: logicApp?.name, inAzure: 'gone' });
  const { checks, mayRun } = await deleted.preflight();
  const missed = checks.find(({ id }) => id === 'logic-app-present');
  expect([mayRun, missed?.state, missed?.fix]).toEqual([false, 'blocked', 'Deploy it again in step 4.']);
  const refused = await deleted.start();
  expect(refused).toMatchObject({ state: 'failed', problem: { code: 'run-not-possible' } });
  expect(JSON.stringify(refused)).toContain('Deploy it again in step 4.');

  expect(await deleted.deploy('own-consumption-1.0')).toMatchObject({ state: 'done' });
  const again = await step4();
  expect(again.logicApp).toMatchObject({ resourceId: logicApp?.resourceId, inAzure: 'there' });
  expect(again.logicApp?.identityPrincipalId).not.toBe(logicApp?.identityPrincipalId);
  expect(again.permissions.every(({ state }) => state === 'read-back')).toBe(true);
  await deleted.readyRun();
}, 180_000);
