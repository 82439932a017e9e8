import { expectAccessible } from '../support/accessible.ts';
import { cloud } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

test('what the portal does can be read without signing in', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Entra app gallery');
  await expect(page.getByRole('listitem').filter({ hasText: 'Run validation' })).toBeVisible();
  await expectAccessible(page);
});

test('an ISV administrator signs in and out', async ({ page, signIn, tenant }) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await expect(page.getByRole('heading', { name: 'My onboardings' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible();
});

test('a personal account is told what to use instead', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page.getByText('Use another account').click();
  const { consumers } = await cloud.seed();
  await page.getByRole('button', { name: consumers.personas.personal.userPrincipalName }).click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByText('Personal accounts cannot be used here')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use another account' })).toBeVisible();
});

test('an operator without a role sees that the review area is not theirs', async ({ page, signIn }) => {
  const { operator } = await cloud.seed();
  await signIn(operator.personas.noRole.userPrincipalName);
  await page.goto('/review');
  await expect(page.getByText(/This area is for the gallery.s own team/)).toBeVisible();
});

test('a role of the same name in a vendor’s tenant opens nothing', async ({ page, signIn, tenant }) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await page.goto('/program');
  await expect(page.getByText(/This area is for the gallery.s own team/)).toBeVisible();
});
