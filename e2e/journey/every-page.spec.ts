import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  agreeUntil,
  checkRequirements,
  configureProvisioning,
  createApplication,
  deployLogicApp,
  goOn,
  onboardingIn,
  runTests,
  startOnboarding,
} from '../support/journey.ts';
import type { Space, Tenant } from '../support/cloud.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expectGoodAtEveryWidth } from '../support/every-width.ts';
import { fillRequest, handIn } from '../support/request.ts';
import { expect, test } from '../support/test.ts';

const NOBODY_KNOWS = '00000000-0000-4000-8000-000000000000';
const PAGES = globSync('**/page.tsx', { cwd: join(import.meta.dirname, '../../app') }).map(
  (file) => `/${file.replace(/\/?page\.tsx$/, '')}`,
);

/** Looked at without an onboarding: the address, and what tells that the page is there, opened where it opens. */
const WITHOUT: Record<string, { path: string; shows: string; opens?: boolean }> = {
  '/': { path: '/', shows: 'Six steps, one button each' },
  '/confirm-contact': { path: '/confirm-contact#nonsense', shows: 'This link is not valid, or not any more' },
  '/api-docs': { path: '/api-docs', shows: 'Lets a colleague of the same tenant in', opens: true },
  '/auth-redirect': { path: '/auth-redirect', shows: 'There is no sign-in going on here' },
};

/** Looked at by the way to a submitted request. */
const ON_THE_WAY = [
  '/notifications',
  '/onboardings',
  '/onboardings/[onboardingId]/check-requirements',
  '/onboardings/[onboardingId]/create-application',
  '/onboardings/[onboardingId]/configure-provisioning',
  '/onboardings/[onboardingId]/deploy-logic-app',
  '/onboardings/[onboardingId]/run-validation',
  '/onboardings/[onboardingId]/request-publishing',
  '/review',
  '/review/[submissionId]',
  '/program',
  '/program/onboardings',
  '/program/cohorts',
  '/program/allow-list',
  '/program/feedback',
  '/program/settings',
];

test('every page of the portal is looked at here', () => {
  expect([...Object.keys(WITHOUT), ...ON_THE_WAY].sort()).toEqual(PAGES.sort());
});

for (const [route, { path, shows, opens }] of Object.entries(WITHOUT)) {
  test(`${route} is good with nobody signed in`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByText(shows)).toBeVisible();
    if (opens) await page.getByRole('button', { name: shows }).click();
    await expectGoodAtEveryWidth(page, route);
  });
}

for (const route of ON_THE_WAY) {
  test(`${route} with nobody signed in is good and offers the way in`, async ({ page }) => {
    await page.goto(route.replace(/\[\w+\]/, NOBODY_KNOWS));
    await expect(page.getByText('Sign in to go on')).toBeVisible();
    await expect(page.getByRole('main')).toHaveCount(1);
    await expectAccessible(page);
  });
}

test('what does not exist or is not theirs is good for the signed-in person too', async ({ page, signIn, tenant }) => {
  test.setTimeout(180_000);
  await signIn(tenant.personas.admin.userPrincipalName);
  const refused = {
    '/nowhere': 'There is nothing at this address',
    [`/onboardings/${NOBODY_KNOWS}/create-application`]: 'This does not exist, or is not yours',
    '/review': 'This area is for the gallery',
    [`/review/${NOBODY_KNOWS}`]: 'This area is for the gallery',
    '/program': 'This area is for the gallery',
  };
  for (const [path, shows] of Object.entries(refused)) {
    await page.goto(path);
    await expect(page.getByText(shows).first()).toBeVisible();
    await expect(page.getByRole('main')).toHaveCount(1);
    await expectGoodAtEveryWidth(page, path);
  }
});

test('a page that breaks in the browser is good, and is there after loading it again', async ({
  context,
  signIn,
  tenant,
}) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  const page = await context.newPage();
  // The script of the page they go to does not arrive.
  const scripts = '**/_next/static/chunks/*.js';
  await page.route(scripts, async (route) => {
    const response = await route.fetch();
    const isOfPage = (await response.text()).includes('Start your first onboarding');
    await (isOfPage ? route.abort() : route.fulfill({ response }));
  });
  await page.goto('/');
  await page.getByRole('link', { name: 'Go to your work' }).click();
  await expect(page.getByText('This page could not be shown')).toBeVisible();
  await expectGoodAtEveryWidth(page, 'a page that breaks');
  await page.unroute(scripts);
  await page.getByRole('button', { name: 'Load it again' }).click();
  await expect(page.getByRole('heading', { name: 'Start your first onboarding' })).toBeVisible();
});

test('every step, open and finished, and what the operator sees of it', async ({
  page,
  signIn,
  asOperator,
  tenant,
  app,
}) => {
  test.setTimeout(900_000);
  const name = `Every Page ${app.clientId}`;
  await signIn(tenant.personas.admin.userPrincipalName);
  await expectGoodAtEveryWidth(page, 'no onboarding yet');
  await everyStep(page, { tenant, app }, name);
  await page.goto('/onboardings');
  await expect(page.getByRole('link', { name })).toBeVisible();
  await expectGoodAtEveryWidth(page, 'a list of onboardings');
  await page.goto('/notifications');
  await expect(page.getByRole('link', { name: `${name}: the run is ready` })).toBeVisible();
  await expectGoodAtEveryWidth(page, 'what they were told');
  await everyReviewPage(await asOperator('reviewer1'), name);
  await everyProgramPage(await asOperator('programManager'), name);
});

/** Each step before and after its work, and one that is not open yet. */
async function everyStep(page: Page, { tenant, app }: { tenant: Tenant; app: Space }, name: string): Promise<void> {
  const look = (at: string) => expectGoodAtEveryWidth(page, at);
  await startOnboarding(page, name);
  await look('requirements, not checked');
  await page.goto(page.url().replace('check-requirements', 'request-publishing'));
  await expect(page.getByText('First: Check requirements')).toBeVisible();
  await look('a step that is not open');
  await page.getByRole('link', { name: 'Go to check requirements' }).click();
  await checkRequirements(page, app);
  await look('requirements, checked');
  await goOn(page, 'create application');
  await look('application, to be created');
  await createApplication(page);
  await look('application, created');
  await goOn(page, 'configure provisioning');
  await look('provisioning, open');
  await configureProvisioning(page, app);
  await look('provisioning, running');
  await goOn(page, 'deploy logic app');
  await agreeUntil(page, page.getByRole('button', { name: 'Deploy Logic App', exact: true }));
  await look('Logic App, to be deployed');
  await deployLogicApp(page, app);
  await look('Logic App, deployed');
  await goOn(page, 'run validation');
  await look('no run yet');
  await runTests(page, app, 'Ready, verified');
  await page.getByRole('button', { name: 'Add a member to a group' }).click();
  await look('a run with its verdict');
  await goOn(page, 'request publishing');
  await look('the request');
  await fillRequest(onboardingIn(page), { as: tenant.personas.admin, app });
  await page.reload();
  await expect(page.getByText('Nothing is missing', { exact: true })).toBeVisible();
  await look('the request, filled in');
  await handIn(page);
  await look('the request, submitted');
}

async function everyReviewPage(reviewer: Page, name: string): Promise<void> {
  await reviewer.goto('/review');
  await reviewer.getByRole('link', { name }).waitFor();
  await expectGoodAtEveryWidth(reviewer, 'submissions');
  await reviewer.getByRole('link', { name }).click();
  await expect(reviewer.getByRole('button', { name: 'Verify again' })).toBeVisible();
  await expectGoodAtEveryWidth(reviewer, 'a submission');
  await reviewer.goto(`/review/${NOBODY_KNOWS}`);
  await expect(reviewer.getByText('This does not exist, or is not yours')).toBeVisible();
  await expectGoodAtEveryWidth(reviewer, 'no such submission');
}

async function everyProgramPage(manager: Page, name: string): Promise<void> {
  await manager.goto('/program');
  await expect(manager.getByRole('heading', { name: 'How far onboardings came', exact: true })).toBeVisible();
  await expectGoodAtEveryWidth(manager, 'the figures of the program');
  await manager.goto('/program/onboardings');
  await expect(manager.getByRole('row').filter({ hasText: name })).toBeVisible();
  await expectGoodAtEveryWidth(manager, 'the onboardings of the program');
  await manager.goto('/program/cohorts');
  await manager.getByLabel('Name').fill(`Cohort of ${name}`);
  await manager.getByRole('button', { name: 'Create cohort' }).click();
  await expect(manager.getByRole('heading', { name: `Cohort of ${name}` })).toBeVisible();
  await expectGoodAtEveryWidth(manager, 'the cohorts of the program');
  await manager.goto('/program/allow-list');
  await expect(manager.getByRole('heading', { name: 'Faster cycles', level: 1 })).toBeVisible();
  await expectGoodAtEveryWidth(manager, 'the requests for faster cycles');
  await manager.goto('/program/feedback');
  await expect(manager.getByRole('heading', { name: 'Feedback', level: 1 })).toBeVisible();
  await expectGoodAtEveryWidth(manager, 'the feedback of the program');
  await manager.goto('/program/settings');
  await expect(manager.getByRole('button', { name: 'Save settings' })).toBeVisible();
  await expectGoodAtEveryWidth(manager, 'the settings of the program');
}
