import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { pinRuleSet } from '../support/database.ts';
import { onboardingIn, startOnboarding } from '../support/journey.ts';
import { expect, test } from '../support/test.ts';

async function answer(page: Page, question: RegExp, word: 'Yes' | 'No'): Promise<void> {
  await page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: word }).check({ force: true });
}

async function answerAll(page: Page, words: Record<'hr' | 'onPremises' | 'scim', 'Yes' | 'No'>): Promise<void> {
  await answer(page, /as an HR system does/, words.hr);
  await answer(page, /on the customer’s premises/, words.onPremises);
  await answer(page, /speak SCIM 2.0/, words.scim);
  await page.getByRole('button', { name: 'Save the answers' }).click();
}

test('three questions lead a source of people and a target on premises elsewhere, and the others on', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Path Cloud');
  await expect(page.getByRole('button', { name: 'Save the answers' })).toBeDisabled();
  const elsewhere = page.getByRole('status').filter({ hasText: 'This application belongs on another path' });

  await answerAll(page, { hr: 'Yes', onPremises: 'No', scim: 'Yes' });
  await expect(elsewhere.getByRole('link', { name: /API-driven inbound provisioning concepts/ })).toBeVisible();
  await expect(elsewhere.getByRole('link')).toHaveCount(2);
  await expect(page.getByText('By your answers the application belongs on another path.')).toBeVisible();

  await page.getByRole('button', { name: 'Change the answers' }).click();
  await answerAll(page, { hr: 'No', onPremises: 'Yes', scim: 'Yes' });
  await expect(elsewhere.getByRole('link', { name: /on-premises application provisioning arch/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Change the answers' }).click();
  await answerAll(page, { hr: 'No', onPremises: 'No', scim: 'Yes' });
  await expect(page.getByText(/^A SCIM application in reach of the internet/)).toBeVisible();
  await expect(elsewhere).toHaveCount(0);
});

test('an onboarding stays with its rules until it is moved to the newer ones, whose differences are shown', async ({
  page,
  signIn,
  tenant,
}) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Ruled Cloud');
  await expect(page.getByText('There are newer requirements')).toHaveCount(0);
  await pinRuleSet(onboardingIn(page), 'pilot-2026-08');
  await page.reload();
  const newer = page.getByRole('status').filter({ hasText: 'There are newer requirements' });
  await expect(newer.getByText('Weighs differently')).toBeVisible();
  await expect(newer.getByText(/Now advised, before required/).first()).toBeVisible();
  const ownRules = page.getByRole('region', { name: 'Rule set' });
  await expect(ownRules.getByText(/rule set pilot-2026-08/)).toBeVisible();
  await page.getByRole('button', { name: 'SCIM endpoint' }).click();
  const thatGroups = page.getByText(/if it takes groups: one of users and groups is enough/);
  await expect(thatGroups.last()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: /^Move to the rules of/ }).click();
  await expect(newer).toHaveCount(0);
  await expect(ownRules.getByText(/rule set gallery-2026-11/)).toBeVisible();
  await expect(thatGroups).toHaveCount(0);
});
