import { randomUUID } from 'node:crypto';
import { test as base, expect, type Page } from '@playwright/test';
import { cloud, stack, type Persona, type Space, type Tenant } from './cloud.ts';
import { agreeForEverybody } from './journey.ts';
import { prepareUpTo, type Step } from './prepared.ts';
import { fillRequest } from './request.ts';

type Fixtures = {
  /** Provisioning cycles as in tenants on the allow-list; the others wait eight times longer. */
  fastCycles: boolean;
  /** An ISV's tenant of this test's own. */
  tenant: Tenant;
  /** The ISV's application: an address and credentials of this test's own. */
  app: Space & { name: string };
  signIn: (userPrincipalName: string, page?: Page) => Promise<void>;
  /**
   * Signs in, by default as the administrator, agrees to every permission at once, and opens the page of a step of a new
   * onboarding. What is ahead of the step is done over the portal's API; `filled` is also the publishing request.
   */
  upTo: (step: Step, options?: { as?: Persona; name?: string; filled?: boolean }) => Promise<void>;
};

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(stack().portalUrl),
  fastCycles: [true, { option: true }],
  tenant: async ({ fastCycles }, use) => use(await cloud.newTenant({ fastCycles })),
  app: async ({}, use) => {
    const name = `t-${randomUUID().slice(0, 8)}`;
    await use({ ...(await cloud.newSpace(name)), name });
  },
  signIn: async ({ page }, use) => {
    await use((userPrincipalName, other = page) => signInAs(other, userPrincipalName));
  },
  upTo: async ({ page, signIn, tenant, app }, use) => {
    await use(async (step, { as = tenant.personas.admin, name = `App ${app.name}`, filled = false } = {}) => {
      await signIn(as.userPrincipalName);
      await agreeForEverybody(page, tenant);
      const id = await prepareUpTo(step, { as, app, name });
      if (filled) await fillRequest(id, { as, app });
      await page.goto(`/onboardings/${id}/${step}`);
    });
  },
  page: async ({ page }, use) => {
    const unexpected: string[] = [];
    page.on('pageerror', (error) => unexpected.push(error.message));
    page.on('console', (message) => {
      // Refusals of the API are part of the tests; everything else in the console is a mistake.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        unexpected.push(message.text());
    });
    await use(page);
    expect(unexpected).toEqual([]);
  },
});
export { expect };

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
