import { agreeUntil, checkRequirements, createApplication, goOn, startOnboarding } from '../support/journey.ts';
import { cloud } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

test('someone without a directory role is told which role is missing, and consent leads back to the page', async ({
  page,
  signIn,
  tenant,
  app,
}) => {
  await signIn(tenant.personas.noDirectoryRole.userPrincipalName);
  await startOnboarding(page, 'Rights Missing');
  await checkRequirements(page, app);
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Review and agree' }).click();
  const popup = await opened;
  await expect(popup.getByRole('heading', { name: 'Need admin approval' })).toBeVisible();
  await popup.getByRole('button', { name: 'Return to the application without granting consent' }).click();
  await expect(page.getByText('Nothing was agreed to')).toBeVisible();
});

test('a claims challenge asks for one more check, and the operation goes on after it', async ({
  page,
  signIn,
  tenant,
  app,
}) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Second Factor');
  await checkRequirements(page, app);
  await goOn(page, 'create application');
  await createApplication(page);
  await cloud.challenge({ tenantId: tenant.tenantId, resource: 'graph', at: 'token' });
  await page.reload();
  await goOn(page, 'configure provisioning');
  await page.getByLabel('SCIM endpoint').fill(app.scimEndpoint);
  await page.getByRole('textbox', { name: 'Bearer token' }).fill(app.bearerToken);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await agreeUntil(page, page.getByRole('button', { name: 'Confirm who you are' }));
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Confirm who you are' }).click();
  const popup = await opened;
  await popup.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Entra reached your endpoint')).toBeVisible({ timeout: 30_000 });
});

test('pressed in two tabs at once, one application is created', async ({ page, context, signIn, tenant, app }) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Twice');
  await checkRequirements(page, app);
  await goOn(page, 'create application');
  await createApplication(page);
  // The permissions are agreed to now: a second onboarding is created in two tabs at the very same time.
  await startOnboarding(page, 'Twice Again');
  await checkRequirements(page, app);
  await goOn(page, 'create application');
  const other = await context.newPage();
  await other.goto(page.url());
  const create = (tab: typeof page) => tab.getByRole('button', { name: 'Create application', exact: true });
  await create(other).waitFor();
  await Promise.all([create(page).click(), create(other).click()]);
  await expect(page.getByText('Service principal object id')).toBeVisible();
  await expect(other.getByText('Service principal object id')).toBeVisible();
  const made = await cloud.requests({
    tenantId: tenant.tenantId,
    service: 'graph',
    method: 'POST',
    path: 'instantiate',
  });
  expect(made).toHaveLength(2);
});

test('a busy directory is waited for, and an unreachable one is said so and tried again', async ({
  page,
  signIn,
  tenant,
  app,
}) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Busy Cloud');
  await checkRequirements(page, app);
  await goOn(page, 'create application');
  await createApplication(page);
  await startOnboarding(page, 'Busy Cloud Two');
  await checkRequirements(page, app);
  await goOn(page, 'create application');
  await cloud.failNext({
    service: 'graph',
    method: 'POST',
    path: 'instantiate',
    status: 500,
    tenantId: tenant.tenantId,
    times: 20,
  });
  await page.getByRole('button', { name: 'Create application', exact: true }).click();
  await expect(page.getByText('Microsoft Graph has a problem right now').first()).toBeVisible({ timeout: 30_000 });
});

test('a wrong token is refused by Entra’s own test, with cause and fix', async ({ page, signIn, tenant, app }) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Wrong Token');
  await checkRequirements(page, app);
  await goOn(page, 'create application');
  await createApplication(page);
  await goOn(page, 'configure provisioning');
  await page.getByRole('textbox', { name: 'Bearer token' }).fill('not-the-token');
  await page.getByRole('button', { name: 'Test connection' }).click();
  const agree = page.getByRole('button', { name: 'Review and agree' });
  const opened = page.waitForEvent('popup');
  await agree.click();
  await (await opened).getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByText('Entra could not use your endpoint')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('How to fix')).toBeVisible();
  await expect(page.getByText('not-the-token')).toHaveCount(0);
});
