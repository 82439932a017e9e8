import { expectAccessible } from '../support/accessible.ts';
import { cloud, type Space } from '../support/cloud.ts';
import { interruptProbe, listLeftover } from '../support/database.ts';
import { fillCredential, onboardingIn, startOnboarding } from '../support/journey.ts';
import { expect, test } from '../support/test.ts';

const scim = ({ scimEndpoint, bearerToken }: Space, path: string, body?: object) =>
  fetch(`${scimEndpoint}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${bearerToken}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify(body),
  });

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

test('a probe that was interrupted says so, and what it left is removed from the page', async ({
  page,
  signIn,
  tenant,
  app,
}) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Interrupted Cloud');
  await fillCredential(page, app);
  await page.getByRole('button', { name: 'Check everything' }).click();
  await expect(page.getByText('Only reads were tried')).toBeVisible({ timeout: 60_000 });
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  const { id } = await (
    await scim(app, '/Users', { schemas, userName: 'probe-left@example.com', active: true })
  ).json();
  await interruptProbe(onboardingIn(page));
  await listLeftover(onboardingIn(page), { name: 'probe-left@example.com', id });

  await page.reload();
  await expect(page.getByText('The probe was interrupted')).toBeVisible();
  const left = page.getByRole('region', { name: 'Left in your application' });
  await expect(left.getByText('1 test resource is still in your application')).toBeVisible();
  await expect(left.getByText('User probe-left@example.com')).toBeVisible();
  await expectAccessible(page, 'section[aria-label="Left in your application"]');
  await left.getByRole('textbox', { name: 'Bearer token' }).fill(app.bearerToken);
  await left.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('Everything was removed.')).toBeVisible();
  await expect(left).toHaveCount(0);
  expect((await scim(app, `/Users/${id}`)).status).toBe(404);
});

test('the throughput is checked with consent, shows how it goes, and ends with numbers, a chart and a table', async ({
  page,
  signIn,
  tenant,
  app,
}) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Loaded Cloud');
  await fillCredential(page, app);
  await page.getByRole('checkbox', { name: /^Check the throughput/ }).check({ force: true });
  await page.getByRole('button', { name: 'Check everything' }).click();
  const throughput = page.getByRole('region', { name: 'Throughput' });
  // On a busy machine it may stop at a sign of harm before anybody has looked.
  const going = throughput.getByText(/^Second \d+ of 25$/);
  await expect(going.or(throughput.getByText('It stopped at a sign of harm')).first()).toBeVisible({ timeout: 60_000 });

  await expect(throughput.getByText('Right answers a second', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(throughput.locator('svg.recharts-surface')).toBeVisible();
  await throughput.getByRole('button', { name: 'Second by second' }).click();
  const table = throughput.getByRole('region', { name: 'Throughput second by second' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  await expectAccessible(page, 'section[aria-label="Throughput"]');
});
