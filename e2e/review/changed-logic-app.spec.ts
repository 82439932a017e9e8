import { changeLogicApp } from '../support/by-hand.ts';
import { cloud } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

test('a reviewer who reads a run again sees that its Logic App was changed since, and the history holds', async ({
  handedIn,
  asReviewer,
  tenant,
  app,
}) => {
  test.slow();
  await handedIn();
  const reviewer = await asReviewer();
  // The checklist says the same in its own place.
  const evidence = reviewer.locator('#evidence');
  await reviewer.getByRole('button', { name: 'Verify again' }).click();
  await expect(evidence.getByText('Nothing has changed', { exact: true })).toBeVisible();
  const asked = { tenantId: tenant.tenantId, service: 'arm', method: 'PUT', path: 'workflows/[^/]+$' };
  const [logicApp] = await cloud.requests(asked);
  await changeLogicApp(tenant, logicApp!.path, app);
  await reviewer.getByRole('button', { name: 'Verify again' }).click();
  await expect(evidence.getByText('The Logic App’s definition is another one now.')).toBeVisible();
  await expect(evidence.getByText('It no longer reads the same')).toHaveCount(1);
  await expect(evidence.getByText('Nothing has changed', { exact: true })).toHaveCount(1);
  await expect(reviewer.getByText(/each chained to the one before. Nothing was changed, removed/)).toBeVisible();
});
