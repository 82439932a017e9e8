import { beforeAll, expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { SubmissionView } from '#lib/review/contract.ts';
import { fillRequest } from './filled-request.fixture.ts';
import { readyForJourneys, startJourney, type Journey } from './journey.fixture.ts';
import * as actionRoute from './onboardings/[onboardingId]/run-validation/runs/[runId]/actions/[action]/route.ts';
import * as onboardingRoute from './onboardings/[onboardingId]/route.ts';
import * as programRoute from './program/onboardings/route.ts';
import * as publishingRoute from './onboardings/[onboardingId]/request-publishing/route.ts';
import * as revokeRoute from './onboardings/[onboardingId]/deploy-logic-app/revoke/route.ts';
import * as submissionsRoute from './review/submissions/route.ts';
import * as verifyRoute from './review/submissions/[submissionId]/verify/route.ts';
import { portal } from './portal.fixture.ts';

const cloud = await portal();
const { emulator, call } = cloud;
const { reviewer1, programManager } = SEED.operator.personas;

beforeAll(() => readyForJourneys(cloud));

function journey(name: string): Promise<Journey> {
  const { scimEndpoint, bearerToken: token } = emulator.sampleApp.createSpace(name.toLowerCase());
  return startJourney(cloud, name, { scimEndpoint, credential: { kind: 'bearer', token } });
}

test('an ISV admin gets from a healthy job to a submission that a reviewer verifies again', async () => {
  const payroll = await journey('Payroll');
  await payroll.toDeployed();
  const { id: runId, tests } = await payroll.readyRun();
  const content = await payroll.get(actionRoute.GET, { runId, action: tests[0]!.phases[0]!.actions[0]! });
  expect(JSON.stringify(content)).not.toContain(emulator.sampleApp.createSpace('payroll').bearerToken);
  await submit(payroll, runId);
  await reviewed(payroll);
  await revoked(payroll);
}, 180_000);

test.skipIf(!process.env.OFFICIAL_TEMPLATE_FILE)(
  'needs OFFICIAL_TEMPLATE_FILE: Microsoft’s template, unmodified, gives a ready run that may be handed in',
  async () => {
    const benefits = await journey('Benefits');
    await benefits.toDeployed('official-consumption-3.1');
    await submit(benefits, (await benefits.readyRun()).id);
  },
  180_000,
);

async function submit(journey: Journey, runId: string): Promise<void> {
  const { get, post, operation } = journey;
  expect((await fillRequest(journey, runId)).unmet.filter(({ kind }) => kind === 'must')).toEqual([]);
  await post(publishingRoute.POST, {});
  expect(await operation('request-publishing')).toMatchObject({ state: 'done' });
  expect(await get(onboardingRoute.GET)).toMatchObject({ submission: { status: 'submitted' } });
}

async function reviewed({ get }: Journey): Promise<void> {
  const { submissionId, body } = await verifiedAgain();
  expect(submissionId).toBe(((await get(onboardingRoute.GET)) as { submission: { id: string } }).submission.id);
  const { reverifications } = SubmissionView.parse(body);
  expect(reverifications).toMatchObject([{ differences: [] }]);
  expect(reverifications[0]?.problem).toBeUndefined();
  const table = await call(programRoute.GET, { as: programManager });
  expect(table.body.rows).toMatchObject([{ standing: 'submitted', lastVerdict: 'ready' }]);
}

/** Roles that are taken back are gone for the portal too, and the reviewer sees it. */
async function revoked({ post, operation }: Journey): Promise<void> {
  await post(revokeRoute.POST, {});
  expect(await operation('revoke-roles')).toMatchObject({ state: 'done' });
  const { body } = await verifiedAgain();
  expect(SubmissionView.parse(body).reverifications[0]?.problem).toContain('Reader');
}

async function verifiedAgain() {
  const listed = await call(submissionsRoute.GET, { as: reviewer1 });
  const [{ id: submissionId }] = listed.body.submissions as [{ id: string }];
  const { body } = await call(verifyRoute.POST, { as: reviewer1, params: { submissionId }, body: {} });
  return { submissionId, body };
}
