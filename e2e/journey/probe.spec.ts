import { expectAccessible } from '../support/accessible.ts';
import { cloud } from '../support/cloud.ts';
import { fillCredential, startOnboarding } from '../support/journey.ts';
import { expect, test } from '../support/test.ts';

test('the endpoint is probed: reads first, then everything; a mistake is named with its cause and fix', async ({
  page,
  signIn,
  tenant,
  app,
}) => {
  test.setTimeout(180_000);
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Probed Cloud');
  await fillCredential(page, app);
  await page.getByRole('radio', { name: /^Everything/ }).check({ force: true });
  await page.getByRole('button', { name: 'Check everything' }).click();
  await expect(page.getByText('Only reads were tried')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('button', { name: 'Try again with test users and groups' }).click();
  await expect(page.getByText('Ready', { exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('button', { name: 'Failed 0' })).toBeVisible();
  await expectAccessible(page);

  await cloud.breakApp(app.name, 'empty-filter-404');
  await page.getByRole('button', { name: 'Check everything' }).click();
  await expect(page.getByText('Not ready', { exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/^Newly broken: .*F02/)).toBeVisible();
  const causes = page.getByRole('region', { name: 'What to mend' });
  await causes.getByRole('button', { name: /answers 404/ }).click();
  await expect(causes.getByText('How to fix')).toBeVisible();
  await expect(causes.getByText('Your developers')).toBeVisible();
  await expectAccessible(page);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Report', exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^scim-probe-.*\.md$/);
});
