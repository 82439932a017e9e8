import type { BrowserContext } from '@playwright/test';
import { agreeUntil } from '../support/journey.ts';
import { cloud } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

/** The refresh token is used up, and Entra does not remember the person: only they can help. */
async function endSession(context: BrowserContext): Promise<void> {
  const { entra } = await cloud.addresses();
  const cookies = await context.cookies(entra);
  for (const { name } of cookies.filter((cookie) => !cookie.name.startsWith('msal')))
    await context.clearCookies({ name });
}

test('a session that has ended is said, and signing in again leads back with nothing typed lost', async ({
  page,
  context,
  upTo,
  tenant,
}) => {
  await page.clock.install();
  await upTo('create-application');
  await page.getByLabel('Application name').fill('Typed Before');
  await endSession(context);
  await cloud.failNext({
    service: 'entra',
    path: 'oauth2/v2.0/token',
    tenantId: tenant.tenantId,
    status: 400,
    body: { error: 'invalid_grant', error_description: 'AADSTS700082: The refresh token has expired.' },
  });
  await page.clock.fastForward('26:00:00');
  await page.getByRole('button', { name: 'Create application', exact: true }).click();
  const card = page
    .getByRole('alert')
    .or(page.getByRole('status'))
    .filter({ hasText: 'Your sign-in has ended' })
    .last();
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    card.getByRole('button', { name: 'Sign in again' }).click(),
  ]);
  await popup.getByRole('button', { name: tenant.personas.admin.userPrincipalName }).first().click();
  await expect(page.getByText('Service principal object id')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Typed Before' })).toBeVisible();
});

test('work that outlives the sign-in waits for the person and goes on after it', async ({ page, upTo, tenant }) => {
  await upTo('create-application');
  await cloud.failNext({
    service: 'graph',
    method: 'POST',
    path: 'instantiate',
    tenantId: tenant.tenantId,
    status: 401,
    body: {
      error: { code: 'InvalidAuthenticationToken', message: 'Lifetime validation failed, the token is expired.' },
    },
  });
  await page.getByRole('button', { name: 'Create application', exact: true }).click();
  await expect(page.getByText('Waiting for you')).toBeVisible();
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await expect(page.getByText('Service principal object id')).toBeVisible();
  await expect(page.getByText('Waiting for you')).toHaveCount(0);
});

test('a pop-up closed by hand is noticed at once, and a second try works', async ({ page, signIn, tenant }) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await page.getByLabel('Application name').fill('Closed By Hand');
  await page.getByRole('button', { name: 'Start onboarding' }).click();
  await page.getByRole('button', { name: 'Share with a colleague' }).click();
  await page.getByLabel('Colleague’s sign-in name').fill(tenant.personas.noAzure.userPrincipalName);
  await page.getByRole('button', { name: 'Add colleague' }).click();
  const ask = page.getByRole('button', { name: 'Review and agree', disabled: false });
  const [popup] = await Promise.all([page.waitForEvent('popup'), ask.click()]);
  await popup.getByRole('button', { name: 'Accept' }).waitFor();
  await popup.close();
  await expect(page.getByText('Nothing was agreed to')).toBeVisible({ timeout: 5_000 });
  await agreeUntil(page, page.getByRole('listitem').filter({ hasText: tenant.personas.noAzure.displayName }));
});
