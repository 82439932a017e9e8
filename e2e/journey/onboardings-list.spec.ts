import { expectAccessible } from '../support/accessible.ts';
import { haveMoreOnboardings } from '../support/database.ts';
import { startOnboarding } from '../support/journey.ts';
import { expect, test } from '../support/test.ts';

test('a long list comes in parts and is searched by name; the address keeps the search', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Payroll');
  await haveMoreOnboardings(tenant.tenantId, 30);
  await page.goto('/onboardings');
  const cards = page.getByRole('list', { name: 'Onboardings' }).getByRole('article');
  await expect(cards).toHaveCount(20);
  await expect(cards.first()).toContainText('Payroll');
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(cards).toHaveCount(31);
  await page.getByRole('searchbox', { name: 'Search' }).fill('ledg 17');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(cards).toHaveCount(1);
  await expect(page.getByRole('status').filter({ hasText: 'One onboarding' })).toBeVisible();
  await page.reload();
  await expect(cards).toContainText(['Ledger 17']);
  await page.getByRole('searchbox', { name: 'Search' }).fill('nothing of this name');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No onboarding has such a name')).toBeVisible();
  await expectAccessible(page);
});

test('a start whose answer is lost on its way is sent again and done once', async ({ page, signIn, tenant }) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  const keys: (string | undefined)[] = [];
  await page.route('**/api/onboardings', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    const response = await route.fetch();
    return keys.length === 1 ? route.abort() : route.fulfill({ response });
  });
  await startOnboarding(page, 'Payroll');
  expect(keys).toEqual([expect.any(String), keys[0]]);
  await page.goto('/onboardings');
  await expect(page.getByRole('article')).toHaveCount(1);
});
