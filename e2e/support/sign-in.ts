import type { Page } from '@playwright/test';

export async function signInAs(page: Page, userPrincipalName: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page.getByRole('button', { name: userPrincipalName }).click();
  const accept = page.getByRole('button', { name: 'Accept' });
  const signedIn = page.getByRole('button', { name: 'Sign out' });
  await accept.or(signedIn).first().waitFor();
  if (await accept.isVisible()) await accept.click();
  await signedIn.waitFor();
}
