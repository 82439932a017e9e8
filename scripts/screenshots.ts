import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright';
import { cloud, type Space } from '../e2e/support/cloud.ts';
import {
  agree,
  checkRequirements,
  configureProvisioning,
  createApplication,
  deployLogicApp,
  goOn,
  runTests,
  startOnboarding,
} from '../e2e/support/journey.ts';
import { fillRequestByHand, handIn } from '../e2e/support/request.ts';
import { signInAs } from '../e2e/support/sign-in.ts';
import { findBrowser } from './test/browser.ts';

const USAGE = `Goes through the journey on a running demo, in a tenant of its own, and renews docs/screenshots.

  npm run screenshots -- [PORTAL_URL [CONTROL_URL]]`;
const [portalUrl = 'http://localhost:3000', controlUrl = 'http://localhost:4405'] = process.argv.slice(2);
const folder = join(import.meta.dirname, '../docs/screenshots');
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

if (portalUrl === '--help') {
  console.log(USAGE);
} else {
  mkdirSync(folder, { recursive: true });
  process.env.E2E_STACK = JSON.stringify({ portalUrl, controlUrl });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--disable-gpu'] });
  try {
    await takeAll(browser);
  } finally {
    await browser.close();
  }
}

async function takeAll(browser: Browser): Promise<void> {
  const context = await browser.newContext({ baseURL: portalUrl, viewport: DESKTOP, colorScheme: 'light' });
  const page = await context.newPage();
  await landing(page);
  await shoot(page, 'landing');
  await phoneLanding(browser);

  const { personas } = await cloud.newTenant({ displayName: 'Northwind Software' });
  const app = await cloud.newSpace('payroll-cloud');
  await signInAs(page, personas.admin.userPrincipalName);
  try {
    await journey(page, app);
    await fillRequestByHand(page, app);
    await shoot(page, 'request', page.getByRole('heading', { name: 'Application and publisher' }));
    await handIn(page);
    await shoot(page, 'request-handed-in');
  } catch (error) {
    await page.screenshot({ path: 'test-results/screenshots-failed.png', fullPage: true });
    throw error;
  }
  const { operator } = await cloud.seed();
  await review(await browser.newContext({ baseURL: portalUrl, viewport: DESKTOP }), operator.personas.reviewer1);
  await program(await browser.newContext({ baseURL: portalUrl, viewport: DESKTOP }), operator.personas.programManager);
}

async function journey(page: Page, app: Space): Promise<void> {
  await startOnboarding(page, 'Payroll Cloud');
  await checkRequirements(page, app);
  await agree(page);
  await page.getByText('Some answers need your agreement').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Check everything', disabled: false }).waitFor();
  await shoot(page, 'requirements', page.getByRole('heading', { name: 'SCIM endpoint' }));
  await goOn(page, 'create application');
  await createApplication(page);
  await goOn(page, 'configure provisioning');
  await configureProvisioning(page, app);
  await shoot(page, 'provisioning');
  await goOn(page, 'deploy logic app');
  await deployLogicApp(page, app);
  await shoot(page, 'deploy');
  await goOn(page, 'run validation');
  await runTests(page, app, 'Ready, verified');
  const run = page.getByRole('heading', { name: 'Run', exact: true });
  await shoot(page, 'run', run);
  await dark(page, 'run-dark-phone', run);
  await goOn(page, 'request publishing');
}

async function landing(page: Page): Promise<void> {
  const styles = page.waitForResponse((response) => response.url().endsWith('.css'));
  await page.goto('/');
  if (!(await styles).ok()) throw new Error('The portal was built anew since the demo started: start it again.');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).first().waitFor();
}

async function phoneLanding(browser: Browser): Promise<void> {
  const context = await browser.newContext({ baseURL: portalUrl, viewport: PHONE, colorScheme: 'dark' });
  const page = await context.newPage();
  await landing(page);
  await shoot(page, 'landing-dark-phone');
  await context.close();
}

/** The same page on a dark phone, and back. */
async function dark(page: Page, name: string, from: Locator): Promise<void> {
  const theme = (value: string) => page.evaluate((to) => (document.documentElement.dataset.theme = to), value);
  await theme('dark');
  await page.setViewportSize(PHONE);
  await shoot(page, name, from);
  await theme('light');
  await page.setViewportSize(DESKTOP);
}

async function review(context: BrowserContext, reviewer: { userPrincipalName: string }): Promise<void> {
  const page = await context.newPage();
  await signInAs(page, reviewer.userPrincipalName);
  await page.goto('/review?turn=anybody&sort=age&order=desc');
  await page.getByRole('region', { name: 'Submissions' }).waitFor();
  await shoot(page, 'queue');
  await page.goto('/review?sort=age&order=desc');
  await page.getByRole('link', { name: 'Payroll Cloud' }).first().click();
  await page.getByRole('heading', { name: 'Logos' }).waitFor();
  await shoot(page, 'review');
}

async function program(context: BrowserContext, manager: { userPrincipalName: string }): Promise<void> {
  const page = await context.newPage();
  await signInAs(page, manager.userPrincipalName);
  await page.goto('/program?time=365');
  await page.getByRole('button', { name: 'Count again' }).click();
  await page.getByText('Counted just now').waitFor();
  await shoot(page, 'program');
}

/** One screenful, from the top of the page or of a part of it. */
async function shoot(page: Page, name: string, from = page.locator('body')): Promise<void> {
  await from.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 80));
  await page.waitForLoadState('networkidle');
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  console.log(`${name}.png  ${Math.round(statSync(path).size / 1024)} KB`);
}
