import { expect, test } from 'vitest';
import { ANN } from '../fakes.ts';
import { RESOURCE_ID } from '../run-validation/fakes.ts';
import { verifiedWorld } from '../run-validation/world.ts';
import { adoptRun } from './adopt-run.ts';
import { AzureRuns } from './contract.ts';
import { listAzureRuns } from './list-azure-runs.ts';

const RUN = '08584241990693220123474542218CU00';

/** A good run that somebody started in Azure, beside the one that the portal started. */
async function world() {
  const verified = await verifiedWorld();
  const { cloud, onboarding, ports } = verified;
  const endedAt = new Date().toISOString();
  cloud.runs.unshift({ ...cloud.runs[0]!, runName: RUN, startedAt: '2026-11-20T08:00:00.000Z', endedAt });
  const ask = { person: ANN, onboardingId: onboarding.id };
  return { ...verified, ask, adopt: (pasted: string) => adoptRun(ports, { ...ask, pasted }) };
}

test('a run that was started by hand is judged like any other, and a repeat finds it', async () => {
  const { adopt, rows } = await world();
  const view = await adopt(RUN);
  expect(view).toMatchObject({ runName: RUN, ready: true, verified: true, startedAt: '2026-11-20T08:00:00.000Z' });
  expect(
    (await adopt(`https://portal.azure.com/#x/runid/${encodeURIComponent(`${RESOURCE_ID}/runs/${RUN}`)}`)).id,
  ).toBe(view.id);
  expect(rows).toHaveLength(2);
});

test.each([
  ['of another Logic App', `${RESOURCE_ID}-other/runs/${RUN}`, 'This is of another Logic App (validation-other).'],
  ['that Azure does not know', RUN.replace('0858', '0857'), 'Azure knows no such run in the Logic App validation.'],
  ['the tenant id', 'contoso', 'This is the tenant id. A Run ID looks like'],
  ['the service principal’s id', 'sp', 'This is the service principal’s object id.'],
])('%s is refused by its kind, and nothing is kept', async (_what, pasted, words) => {
  const { adopt, rows } = await world();
  await expect(adopt(pasted)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(words) as string,
  });
  expect(rows).toHaveLength(1);
});

test('its test domain is held against the directory, not against itself', async () => {
  const { adopt, cloud, directory } = await world();
  const version = cloud.versions.get(cloud.runs[0]!.versionId)!;
  version.parameters = { ...version.parameters, testUserDomain: { value: 'elsewhere.example' } };
  const view = await adopt(RUN);
  expect(view.verified).toBe(false);
  expect(view.acceptance.filter(({ ok }) => !ok).map(({ id }) => id)).toEqual(['test-domain']);
  expect([directory.domains?.length, view.parameters.testUserDomain]).not.toContain('elsewhere.example');
});

test('the picker lists what Azure has, with what the portal knows of each', async () => {
  const { ports, ask } = await world();
  const { runs } = AzureRuns.parse(await listAzureRuns(ports, ask));
  expect(runs).toMatchObject([
    { runName: RUN, startedBy: 'by-hand', validUntil: expect.any(String) as string },
    { startedBy: 'portal', known: { ready: true } },
  ]);
  expect(runs[0]?.known).toBeUndefined();
});
