import { deployLogicApp, fillCredential, goOn } from '../support/journey.ts';
import { cloud } from '../support/cloud.ts';
import { deleteLogicApp, makeApplication } from '../support/by-hand.ts';
import { signInAs } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';

test('who may not grant Graph roles is told who may, and that colleague goes on where it stopped', async ({
  page,
  upTo,
  tenant,
  app,
  browser,
  baseURL,
}) => {
  await upTo('deploy-logic-app', { as: tenant.personas.noGraphGrants });
  await fillCredential(page, app);
  await page.getByRole('button', { name: 'Deploy Logic App', exact: true }).click();
  const card = page.getByRole('alert').filter({ hasText: 'This needs a role' });
  await expect(card).toContainText('Only a Privileged Role Administrator or a Global Administrator', {
    timeout: 30_000,
  });
  await expect(card.getByRole('button', { name: 'Copy this page’s address' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue to run validation' })).toBeDisabled();

  const colleague = await (await browser.newContext({ baseURL })).newPage();
  await signInAs(colleague, tenant.personas.admin.userPrincipalName);
  await colleague.goto(page.url());
  await colleague.getByRole('button', { name: 'Try again' }).click();
  await expect(colleague.getByRole('button', { name: 'Continue to run validation', disabled: false })).toBeVisible({
    timeout: 30_000,
  });
  const written = await cloud.requests({
    tenantId: tenant.tenantId,
    service: 'arm',
    method: 'PUT',
    path: 'workflows/[^/]+$',
  });
  expect(written).toHaveLength(1);
});

test('who has no role in any subscription is told what to ask for, and a colleague can do the step', async ({
  page,
  upTo,
  tenant,
  app,
  browser,
  baseURL,
}) => {
  await upTo('deploy-logic-app', { as: tenant.personas.noAzure });
  const card = page.getByRole('status').filter({ hasText: 'You have no Azure subscription in this tenant' });
  await expect(card).toContainText('Logic App Contributor');
  await expect(page.getByRole('button', { name: 'Deploy Logic App', exact: true })).toHaveCount(0);
  const colleague = await (await browser.newContext({ baseURL })).newPage();
  await signInAs(colleague, tenant.personas.admin.userPrincipalName);
  await colleague.goto(page.url());
  await deployLogicApp(colleague, app);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Continue to run validation', disabled: false })).toBeVisible();
});

test('a Logic App that was deleted in Azure is deployed again from its page', async ({ page, upTo, tenant, app }) => {
  await upTo('run-validation');
  const [logicApp] = await cloud.requests({
    tenantId: tenant.tenantId,
    service: 'arm',
    method: 'PUT',
    path: 'workflows/[^/]+$',
  });
  await deleteLogicApp(tenant, logicApp?.path ?? '');
  await page.getByRole('link', { name: 'Deploy Logic App' }).click();
  await expect(page.getByText('is no longer in Azure as it was deployed')).toBeVisible();
  await fillCredential(page, app);
  await page.getByRole('button', { name: 'Deploy Logic App', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Deploy again' })).toBeVisible({ timeout: 30_000 });
  await goOn(page, 'run validation');
  await fillCredential(page, app);
  await page.getByRole('button', { name: 'Check before the run' }).click();
  await expect(page.getByRole('button', { name: 'Run all tests' })).toBeVisible();
});

test('an application that exists already is chosen instead of making one', async ({ page, upTo, tenant }) => {
  await makeApplication(tenant, 'Made Before');
  await upTo('create-application');
  await page.getByRole('radio', { name: /^Use one I have/ }).check({ force: true });
  await page.getByRole('button', { name: /Application$/ }).click();
  await page.getByRole('option', { name: /Made Before/ }).click();
  await page.getByRole('button', { name: 'Use this application' }).click();
  await expect(page.getByRole('heading', { name: 'Made Before' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue to configure provisioning', disabled: false })).toBeVisible();
  const made = await cloud.requests({
    tenantId: tenant.tenantId,
    service: 'graph',
    method: 'POST',
    path: 'instantiate',
  });
  expect(made).toHaveLength(1);
});
