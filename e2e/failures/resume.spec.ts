import type { Page } from '@playwright/test';
import { agreeUntil, checkBeforeRun, fillCredential, testConnection } from '../support/journey.ts';
import { cloud, type Fault, type Tenant } from '../support/cloud.ts';
import { expect, kill, startAgain, test } from '../support/own-stack.ts';
import { signInAs } from '../support/sign-in.ts';

// They stop what the others need: one after the other.
test.describe.configure({ mode: 'default' });

/** A killed server is noticed when its lease ends. */
const NOTICED = { timeout: 40_000 };
const FINISHED = { timeout: 60_000 };
/** In the cloud's time: longer than it takes to kill, shorter than the lease. */
const HELD_MS = 240 * 6_000;

type Call = Required<Pick<Fault, 'service' | 'method' | 'path'>>;
const CREATE_APPLICATION = { service: 'graph', method: 'POST', path: '/instantiate$' } as const;
const SAVE_SECRETS = { service: 'graph', method: 'PUT', path: '/synchronization/secrets$' } as const;
const CREATE_JOB = { service: 'graph', method: 'POST', path: '/synchronization/jobs$' } as const;
const WRITE_WORKFLOW = { service: 'arm', method: 'PUT', path: '/workflows/[^/]+$' } as const;
const GRANT_ROLE = { service: 'graph', method: 'POST', path: '/appRoleAssignments$' } as const;
const ASSIGN_READER = { service: 'arm', method: 'PUT', path: '/roleAssignments/[^/]+$' } as const;
const START_RUN = { service: 'arm', method: 'POST', path: '/triggers/[^/]+/run$' } as const;

/** The cloud does what the next such call asks, and keeps its answer back. */
const holdAnswer = (tenant: Tenant, call: Call) =>
  cloud.failNext({ ...call, tenantId: tenant.tenantId, status: 503, afterwards: true, delayMs: HELD_MS });

/** Ends the portal while the answer is kept back: what was done is nowhere recorded. */
async function killPortalMeanwhile({ tenantId }: Tenant): Promise<void> {
  await expect.poll(() => cloud.faultsLeft(tenantId), { timeout: 30_000, intervals: [100] }).toEqual([]);
  await kill('portal');
}

const requests = ({ tenantId }: Tenant, call: Call) => cloud.requests({ tenantId, ...call });
const going = (page: Page, step: string) => page.getByRole('listitem').filter({ hasText: `${step}: running` });
const goOnButton = (page: Page) => page.getByRole('button', { name: 'Go on where it stopped', disabled: false });

test('a portal lost while it creates the application goes on after its return, and there is one application', async ({
  page,
  upTo,
  tenant,
}) => {
  await upTo('create-application');
  await holdAnswer(tenant, CREATE_APPLICATION);
  await page.getByRole('button', { name: 'Create application', exact: true }).click();
  await expect(going(page, 'Create the application in your directory')).toBeVisible();
  await killPortalMeanwhile(tenant);
  await expect(page.getByText('The portal does not answer right now')).toBeVisible();
  await startAgain('portal');
  await expect(page.getByText('It stopped before it was finished')).toBeVisible(NOTICED);
  await goOnButton(page).click();
  await expect(page.getByText('was made by an earlier attempt; it is used')).toBeVisible(FINISHED);
  await expect(page.getByRole('button', { name: 'Continue to configure provisioning' })).toBeEnabled(FINISHED);
  expect(await requests(tenant, CREATE_APPLICATION)).toHaveLength(1);
});

test('a portal lost before and after Entra has the credential asks for it only while Entra lacks it, and there is one job', async ({
  page,
  upTo,
  tenant,
  app,
}) => {
  test.setTimeout(180_000);
  await upTo('configure-provisioning');
  await holdAnswer(tenant, SAVE_SECRETS);
  await testConnection(page, app);
  await page.getByRole('button', { name: 'Save and start provisioning' }).click();
  await agreeUntil(page, going(page, 'Save address and credential in your application'));
  await killPortalMeanwhile(tenant);
  await startAgain('portal');
  await page.reload();
  await expect(page.getByText('Enter the credential again to go on')).toBeVisible(NOTICED);
  await holdAnswer(tenant, CREATE_JOB);
  await resumeWithCredential(page, app);
  await killPortalMeanwhile(tenant);
  await startAgain('portal');
  await page.reload();
  await expect(page.getByText('It stopped before it was finished')).toBeVisible(NOTICED);
  await goOnButton(page).click();
  await expect(page.getByText('is there already and is used')).toBeVisible(FINISHED);
  await expect(page.getByRole('button', { name: 'Continue to deploy logic app' })).toBeEnabled(FINISHED);
  expect(await requests(tenant, CREATE_JOB)).toHaveLength(1);
});

test('a portal lost twice while it deploys goes on each time: one Logic App, each role granted once', async ({
  page,
  upTo,
  tenant,
  app,
}) => {
  test.setTimeout(240_000);
  await upTo('deploy-logic-app');
  await agreeUntil(page, page.getByRole('button', { name: 'Deploy Logic App', exact: true }));
  await holdAnswer(tenant, WRITE_WORKFLOW);
  await fillCredential(page, app);
  await page.getByRole('button', { name: 'Deploy Logic App', exact: true }).click();
  await agreeUntil(page, going(page, 'Write the Logic App, switched off, with its identity'));
  await killPortalMeanwhile(tenant);
  await startAgain('portal');
  await page.reload();
  await expect(page.getByText('Enter the credential again to go on')).toBeVisible(NOTICED);
  await holdAnswer(tenant, GRANT_ROLE);
  await resumeWithCredential(page, app);
  await agreeUntil(page, page.getByRole('listitem').filter({ hasText: /Grant .+ to the identity: running/ }));
  await killPortalMeanwhile(tenant);
  await startAgain('portal');
  await expect(page.getByText('It stopped before it was finished')).toBeVisible(NOTICED);
  await goOnButton(page).click();
  await expect(page.getByRole('button', { name: 'Continue to run validation' })).toBeEnabled(FINISHED);

  const written = await requests(tenant, WRITE_WORKFLOW);
  expect(new Set(written.map(({ path }) => path)).size).toBe(1);
  const roles = page.getByRole('row').filter({ hasText: 'for the Logic App’s identity' });
  await expect(roles.filter({ hasText: 'Granted, read back' })).toHaveCount(await roles.count());
  expect(await requests(tenant, GRANT_ROLE)).toHaveLength(await roles.count());
  expect((await requests(tenant, ASSIGN_READER)).filter(({ status }) => status === 201)).toHaveLength(1);
});

test('a run is judged with nobody signed in although its worker was lost, and the next visit shows the verdict', async ({
  page,
  browser,
  baseURL,
  upTo,
  tenant,
  app,
}) => {
  test.setTimeout(300_000);
  const visit = async (person: string) => {
    const visited = await (await browser.newContext({ baseURL })).newPage();
    await signInAs(visited, person);
    return visited;
  };
  await upTo('run-validation');
  const address = page.url();
  await checkBeforeRun(page, app);
  await page.getByRole('button', { name: 'Run all tests' }).click();
  await expect(page.getByRole('button', { name: 'Cancel the run' })).toBeVisible(FINISHED);
  await kill('worker');
  await page.close();

  const { operator } = await cloud.seed();
  const manager = await visit(operator.personas.programManager.userPrincipalName);
  await manager.goto('/program/onboardings');
  const row = manager.getByRole('row').filter({ hasText: app.name });
  await expect(row).toContainText('None yet');
  await startAgain('worker');
  await expect(async () => {
    await manager.reload();
    await expect(row).toContainText('Ready', { timeout: 3_000 });
  }).toPass({ timeout: 120_000 });

  const later = await visit(tenant.personas.admin.userPrincipalName);
  await later.goto(address);
  await expect(later.getByText('Ready, verified', { exact: true }).first()).toBeVisible();
  await expect(later.getByText('Passed', { exact: true })).toHaveCount(10);
  expect(await requests(tenant, START_RUN)).toHaveLength(1);
});

async function resumeWithCredential(page: Page, app: { bearerToken: string }): Promise<void> {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Go on where it stopped' }) });
  await form.getByRole('textbox', { name: 'Bearer token' }).fill(app.bearerToken);
  await goOnButton(page).click();
}
