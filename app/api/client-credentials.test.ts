import { decodeJwt } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import type { RunView } from '#lib/onboarding/run-validation/contract.ts';
import { readyForJourneys, startJourney } from './journey.fixture.ts';
import * as validationRoute from './onboardings/[onboardingId]/run-validation/route.ts';
import { portal } from './portal.fixture.ts';
import { tablesHolding } from './whole-onboarding.fixture.ts';

const cloud = await portal();
const { emulator } = cloud;
/** The portal of these tests predicts a run of ten minutes. */
const [TOO_SHORT_S, LONG_ENOUGH_S] = [300, 3_600];

beforeAll(() => readyForJourneys(cloud));

/** An application that hands out tokens of its own, and nothing else: the pasted bearer token of its space is not used. */
function journey(name: string, tokenLifetimeSeconds: number) {
  const space = emulator.sampleApp.createSpace(name.toLowerCase(), { tokenLifetimeSeconds });
  const { scimEndpoint, clientId, clientSecret, tokenUrl } = space;
  const credential = { kind: 'client-credentials', clientId, clientSecret, tokenUrl, scope: 'run' } as const;
  return startJourney(cloud, name, { scimEndpoint, credential });
}

/** The secure parameter that the run's version of the Logic App was written with: no answer of Azure shows it. */
function tokenOf({ parameters }: RunView): string {
  const { servicePrincipalId } = parameters;
  const { versions } = emulator.arm.state;
  const written = versions.find((row) => row.parameters.servicePrincipalId?.value === servicePrincipalId);
  return String(written.at(-1)?.parameters.scimBearerToken?.value);
}

test('with client credentials the run gets a token minted for it, and is ready', async () => {
  const minted = await journey('minted', LONG_ENOUGH_S);
  await minted.toDeployed();
  const before = await minted.preflight();
  expect(before.checks.find(({ id }) => id === 'token-outlives-run')).toMatchObject({ state: 'ok' });
  const startingAt = Math.floor(Date.now() / 1_000);
  const run = await minted.readyRun();
  const token = tokenOf(run);
  expect(decodeJwt(token)).toMatchObject({ use: 'run', space: 'minted' });
  expect(decodeJwt(token).iat).toBeGreaterThanOrEqual(startingAt);
  const { clientSecret } = emulator.sampleApp.createSpace('minted');
  expect(await tablesHolding(token)).toEqual([]);
  expect(await tablesHolding(clientSecret)).toEqual([]);
}, 180_000);

test('a minted token that would end before the run does is refused, and nothing is started', async () => {
  const brief = await journey('brief', TOO_SHORT_S);
  await brief.toDeployed();
  const { checks, mayRun } = await brief.preflight();
  const found = checks.find(({ id }) => id === 'token-outlives-run');
  expect([mayRun, found?.state]).toEqual([false, 'blocked']);
  expect(found?.evidence).toMatch(/It ends in 5 minutes .* a run takes about 10 minutes/);
  const started = await brief.start();
  expect(started).toMatchObject({ state: 'failed', problem: { code: 'run-not-possible' } });
  expect((await brief.get(validationRoute.GET)).runs).toEqual([]);
}, 180_000);
