import { expect, type Locator, type Page } from '@playwright/test';
import { cloud, type Space, type Tenant } from './cloud.ts';

/** The ways through the pages that several tests share, in a person's words. */

const GRAPH = 'https://graph.microsoft.com';
const AZURE = 'https://management.azure.com';
/** What the steps ask for, one after the other, if nobody has agreed before. */
const PERMISSIONS = [
  'User.Read',
  'RoleManagement.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'Domain.Read.All',
  'LicenseAssignment.Read.All',
  'User.ReadBasic.All',
  'Application.ReadWrite.All',
  'Application.Read.All',
  'Synchronization.ReadWrite.All',
  'ProvisioningLog.Read.All',
  'AppRoleAssignment.ReadWrite.All',
  'User.ReadWrite.All',
  'Group.ReadWrite.All',
];
const SLOW = { timeout: 60_000 };
const SHORT = { timeout: 5_000 };

/** What an administrator does once for everybody, so that no step asks: Entra's own page for it. */
export async function agreeForEverybody(page: Page, { tenantId }: Pick<Tenant, 'tenantId'>): Promise<void> {
  const portal = new URL('/', page.url()).href;
  const { clientId } = await (await page.request.get(new URL('/api/settings', portal).href)).json();
  const { entra } = await cloud.addresses();
  const scopes = [...PERMISSIONS.map((name) => `${GRAPH}/${name}`), `${AZURE}/user_impersonation`];
  const asked = new URLSearchParams({ client_id: clientId, redirect_uri: portal, scope: scopes.join(' ') });
  await page.goto(`${entra}/${tenantId}/v2.0/adminconsent?${asked}`);
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

export async function startOnboarding(page: Page, name: string): Promise<void> {
  await page.goto('/onboardings');
  await page.getByLabel('Application name').fill(name);
  await page.getByRole('button', { name: 'Start onboarding' }).click();
  await expect(page.getByRole('heading', { name: 'Check requirements' })).toBeVisible();
}

/** Of the onboarding whose page is open. */
export function onboardingIn(page: Page): string {
  return new URL(page.url()).pathname.split('/')[2]!;
}

/** Agrees in the pop-up as often as the page asks, until `done` shows. */
export async function agreeUntil(page: Page, done: Locator): Promise<void> {
  // Busy right after an answer: pressing it then does nothing.
  const ask = page.getByRole('button', { name: 'Review and agree', disabled: false });
  await expect(async () => {
    await ask.or(done).first().waitFor(SLOW);
    if (!(await done.first().isVisible())) await agree(page);
    await expect(done.first()).toBeVisible({ timeout: 500 });
  }).toPass(SLOW);
}

export async function agree(page: Page): Promise<void> {
  const ask = page.getByRole('button', { name: 'Review and agree', disabled: false }).first();
  const [popup] = await Promise.all([page.waitForEvent('popup', SHORT), ask.click(SHORT)]);
  const accept = popup.getByRole('button', { name: 'Accept' });
  // What was agreed to in another pop-up meanwhile closes this one by itself.
  await Promise.race([accept.click(), popup.waitForEvent('close')]).catch(() => undefined);
  if (!popup.isClosed()) await popup.waitForEvent('close');
}

export async function fillCredential(page: Page, app: Pick<Space, 'scimEndpoint' | 'bearerToken'>): Promise<void> {
  const endpoint = page.getByRole('textbox', { name: 'SCIM endpoint' });
  if (await endpoint.isEditable()) await endpoint.fill(app.scimEndpoint);
  await page.getByRole('textbox', { name: 'Bearer token' }).fill(app.bearerToken);
}

export async function checkRequirements(page: Page, app: Space): Promise<void> {
  await fillCredential(page, app);
  await page.getByRole('button', { name: 'Check everything' }).click();
  await expect(page.getByText('A filter that matches nobody answered 200')).toBeVisible(SLOW);
}

export async function goOn(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: `Continue to ${to}` }).click(SLOW);
  await expect(page.getByRole('heading', { level: 1, name: to })).toBeVisible();
}

export async function createApplication(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create application', exact: true }).click();
  await agreeUntil(page, page.getByText('Service principal object id'));
}

export async function testConnection(page: Page, app: Space): Promise<void> {
  await fillCredential(page, app);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await agreeUntil(page, page.getByText('Entra reached your endpoint'));
}

export async function configureProvisioning(page: Page, app: Space): Promise<void> {
  await testConnection(page, app);
  await page.getByRole('button', { name: 'Save and start provisioning' }).click();
  await agreeUntil(page, page.getByRole('button', { name: 'Continue to deploy logic app', disabled: false }));
}

export async function deployLogicApp(page: Page, app: Space, template = /^This portal/): Promise<void> {
  await agreeUntil(page, page.getByRole('button', { name: 'Deploy Logic App', exact: true }));
  await page.getByRole('radio', { name: template }).check({ force: true });
  await fillCredential(page, app);
  await page.getByRole('button', { name: 'Deploy Logic App', exact: true }).click();
  await agreeUntil(page, page.getByRole('button', { name: 'Continue to run validation', disabled: false }));
}

export async function checkBeforeRun(page: Page, app: Space): Promise<void> {
  await fillCredential(page, app);
  await page.getByRole('button', { name: 'Check before the run' }).click();
  await agreeUntil(page, page.getByRole('list', { name: 'Pre-flight' }));
}

export async function runTests(page: Page, app: Space, verdict: string): Promise<void> {
  await checkBeforeRun(page, app);
  await page.getByRole('button', { name: 'Run all tests' }).click();
  await expect(page.getByText(verdict, { exact: true }).first()).toBeVisible({ timeout: 150_000 });
}
