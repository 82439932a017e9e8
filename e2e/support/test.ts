import { randomUUID } from 'node:crypto';
import { test as base, expect, type Page } from '@playwright/test';
import { cloud, stack, type Persona, type Space, type Tenant } from './cloud.ts';
import { agreeForEverybody, onboardingIn } from './journey.ts';
import { prepareUpTo, type Step } from './prepared.ts';
import { fillRequest, handIn } from './request.ts';
import { openSubmission } from './review.ts';
import { signInAs } from './sign-in.ts';

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
   * onboarding. What is ahead of the step is done over the portal's API.
   */
  upTo: (step: Step, options?: { as?: Persona; name?: string }) => Promise<void>;
  /** The same up to a whole request, which is handed in on its page. */
  handedIn: () => Promise<void>;
  /** One of the operator's people, signed in, in a window of their own. */
  asOperator: (who: Operator) => Promise<Page>;
  /** A reviewer in a window of their own, with the submission of the application open. */
  asReviewer: (who?: Operator) => Promise<Page>;
};
type Operator = 'reviewer1' | 'reviewer2' | 'programManager';

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
    await use(async (step, { as = tenant.personas.admin, name = `App ${app.name}` } = {}) => {
      await signIn(as.userPrincipalName);
      await agreeForEverybody(page, tenant);
      const id = await prepareUpTo(step, { as, app, name });
      await page.goto(`/onboardings/${id}/${step}`);
    });
  },
  handedIn: async ({ page, upTo, tenant, app }, use) => {
    await use(async () => {
      await upTo('request-publishing');
      await fillRequest(onboardingIn(page), { as: tenant.personas.admin, app });
      await page.reload();
      await handIn(page);
    });
  },
  asOperator: async ({ browser, baseURL }, use) => {
    const { operator } = await cloud.seed();
    await use(async (who) => {
      const page = await (await browser.newContext({ baseURL })).newPage();
      await signInAs(page, operator.personas[who].userPrincipalName);
      return page;
    });
  },
  asReviewer: async ({ asOperator, app }, use) => {
    await use(async (who = 'reviewer1') => {
      const page = await asOperator(who);
      await openSubmission(page, `App ${app.name}`);
      return page;
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
