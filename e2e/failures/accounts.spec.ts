import { startOnboarding } from '../support/journey.ts';
import { cloud } from '../support/cloud.ts';
import { signInAs } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';

test('another tenant’s onboarding answers as a missing one, and the page offers to switch the account', async ({
  page,
  signIn,
  tenant,
  browser,
  baseURL,
}) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Somebody Else’s');
  const other = await cloud.newTenant();
  const stranger = await (await browser.newContext({ baseURL })).newPage();
  await signInAs(stranger, other.personas.admin.userPrincipalName);
  await stranger.goto(page.url());
  const card = stranger.getByRole('status').filter({ hasText: 'This does not exist, or is not yours' });
  await expect(card).toContainText(`(${other.personas.admin.userPrincipalName})`);
  await expect(stranger.getByText('Somebody Else’s')).toHaveCount(0);
  await card.getByRole('button', { name: 'Use another account' }).click();
  await stranger.getByText('Use another account').click();
  await stranger.getByRole('button', { name: tenant.personas.admin.userPrincipalName }).click();
  await expect(stranger.getByRole('heading', { name: 'Check requirements' })).toBeVisible();
});

test('an address that leads nowhere says so and leads home', async ({ page, signIn, tenant }) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await page.goto('/onboardings/not-an-onboarding/check-requirements');
  await expect(page.getByText('This does not exist, or is not yours').first()).toBeVisible();
  await page.goto('/onboarding');
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to my onboardings' }).click();
  await expect(page.getByRole('heading', { name: 'My onboardings' })).toBeVisible();
});

test('a reviewer in the vendors’ area is shown the way to the review queue', async ({ page, signIn }) => {
  const { operator } = await cloud.seed();
  await signIn(operator.personas.reviewer1.userPrincipalName);
  await page.goto('/onboardings');
  await expect(page.getByText('This area is for software vendors')).toBeVisible();
  await expect(page.getByLabel('Application name')).toHaveCount(0);
  await page.getByRole('link', { name: 'Go to the review queue' }).click();
  await expect(page.getByRole('heading', { name: 'Review' })).toBeVisible();
});

test('a vendor in the review area is shown the way back', async ({ page, signIn, tenant }) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await page.goto('/review');
  const card = page.getByRole('status').filter({ hasText: 'This area is for the gallery’s own team' });
  await expect(card).toContainText(tenant.personas.admin.userPrincipalName);
  await card.getByRole('link', { name: 'Go to my onboardings' }).click();
  await expect(page.getByRole('heading', { name: 'My onboardings' })).toBeVisible();
});

test('a colleague without a role sees an onboarding once it is shared with them', async ({
  page,
  upTo,
  tenant,
  browser,
  baseURL,
}) => {
  await upTo('check-requirements');
  const colleague = await (await browser.newContext({ baseURL })).newPage();
  await signInAs(colleague, tenant.personas.noDirectoryRole.userPrincipalName);
  await colleague.goto(page.url());
  await expect(colleague.getByText('This is not shared with you')).toBeVisible();
  await page.getByRole('button', { name: 'Share with a colleague' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Colleague’s sign-in name').fill('nobody@example.com');
  await dialog.getByRole('button', { name: 'Add colleague' }).click();
  await expect(dialog.getByText('Your directory has nobody with the sign-in name')).toBeVisible();
  await dialog.getByLabel('Colleague’s sign-in name').fill(tenant.personas.noDirectoryRole.userPrincipalName);
  await dialog.getByRole('button', { name: 'Add colleague' }).click();
  await expect(dialog.getByText(tenant.personas.noDirectoryRole.displayName)).toBeVisible();
  await colleague.getByRole('button', { name: 'Look again' }).click();
  await expect(colleague.getByRole('heading', { name: 'Check requirements' })).toBeVisible();
});
