import type { Locator, Page } from '@playwright/test';
import type { Space, Tenant } from '../support/cloud.ts';
import { expectFocusKept, keyboardOf } from '../support/keyboard.ts';
import { fillRequestByKeyboard } from '../support/request-by-keyboard.ts';
import { expect, test } from '../support/test.ts';

const SLOW = { timeout: 60_000 };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true, disabled: false });

test('the whole journey, from sign-in to a submitted request, by keyboard alone', async ({ page, tenant, app }) => {
  test.setTimeout(300_000);
  await signInByKeyboard(page, tenant);
  await start(page);
  await checkRequirements(page, app);
  await createApplication(page);
  await configureProvisioning(page, app);
  await deployLogicApp(page, app);
  await runTests(page, app);
  await submit(page, app);
});

test('the skip link comes first, is seen when it has the focus, and leads to the content', async ({ page }) => {
  await page.goto('/');
  const keys = keyboardOf(page);
  await button(page, 'Sign in with Microsoft').waitFor();
  await keys.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await keys.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await keys.press('Tab');
  await expect(button(page, 'Sign in with Microsoft')).toBeFocused();
});

async function signInByKeyboard(page: Page, { personas: { admin } }: Tenant): Promise<void> {
  await page.goto('/');
  const keys = keyboardOf(page);
  await keys.choose(button(page, 'Sign in with Microsoft'));
  await page.getByText('Use another account').waitFor();
  // The last on the page: the accounts above are those of every tenant.
  await keys.reach(page.getByText('Use another account'), 'Shift+Tab');
  await keys.press('Enter');
  await keys.type(page.getByLabel('Email or user name'), admin.userPrincipalName);
  await keys.press('Enter');
  await keys.choose(page.getByRole('button', { name: 'Accept' }));
  await expect(page.getByRole('heading', { name: 'My onboardings' })).toBeVisible();
}

async function start(page: Page): Promise<void> {
  const keys = keyboardOf(page);
  await keys.type(page.getByLabel('Application name'), 'No Mouse');
  await keys.press('Enter');
  await opened(page, 'Check requirements');
}

async function checkRequirements(page: Page, app: Space): Promise<void> {
  const keys = keyboardOf(page);
  await keys.type(page.getByRole('textbox', { name: 'SCIM endpoint' }), app.scimEndpoint);
  await typeToken(page, app);
  await keys.press('Enter');
  await expect(page.getByText('A filter that matches nobody answered 200')).toBeVisible(SLOW);
  await expectFocusKept(page);
  await goOn(page, 'create application');
}

async function createApplication(page: Page): Promise<void> {
  const keys = keyboardOf(page);
  // Arrows move between the choices and back again.
  await keys.reach(page.getByRole('radio', { name: /^Create a new one/ }));
  await keys.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^Use one I have/ })).toBeChecked();
  await keys.press('ArrowUp');
  await keys.choose(button(page, 'Create application'));
  await agreeUntil(page, page.getByText('Service principal object id'));
  await goOn(page, 'configure provisioning');
}

async function configureProvisioning(page: Page, app: Space): Promise<void> {
  const keys = keyboardOf(page);
  await typeToken(page, app);
  await keys.press('Enter');
  await agreeUntil(page, button(page, 'Save and start provisioning'));
  await keys.choose(button(page, 'Save and start provisioning'));
  await agreeUntil(page, button(page, 'Continue to deploy Logic App'));
  await goOn(page, 'deploy Logic App');
}

async function deployLogicApp(page: Page, app: Space): Promise<void> {
  const keys = keyboardOf(page);
  await agreeUntil(page, button(page, 'Deploy Logic App'));
  const region = page.getByRole('button', { name: /Region/ });
  await keys.choose(region);
  await expect(page.getByRole('listbox')).toBeVisible();
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await expect(region).toBeFocused();
  await typeToken(page, app);
  await keys.choose(button(page, 'Deploy Logic App'));
  await agreeUntil(page, button(page, 'Continue to run validation'));
  await askAndKeep(page);
  await goOn(page, 'run validation');
}

/** A dialog takes the focus, keeps it, and gives it back. */
async function askAndKeep(page: Page): Promise<void> {
  const keys = keyboardOf(page);
  await keys.choose(button(page, 'Revoke all'));
  const dialog = page.getByRole('dialog', { name: 'Revoke every permission?' });
  await expect(dialog).toBeVisible();
  for (let stop = 0; stop < 4; stop += 1) {
    await keys.press('Tab');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await keys.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button(page, 'Revoke all')).toBeFocused();
}

async function runTests(page: Page, app: Space): Promise<void> {
  const keys = keyboardOf(page);
  await typeToken(page, app);
  await keys.press('Enter');
  await agreeUntil(page, button(page, 'Run all tests'));
  await keys.choose(button(page, 'Run all tests'));
  await expect(page.getByText('Ready, verified', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await expectFocusKept(page);
  await goOn(page, 'request publishing');
}

async function submit(page: Page, app: Space): Promise<void> {
  await fillRequestByKeyboard(page, app);
  await keyboardOf(page).choose(button(page, 'Submit the request'));
  await expect(page.getByRole('heading', { name: 'Your request is with the reviewers' })).toBeVisible(SLOW);
  await expectFocusKept(page);
}

async function typeToken(page: Page, { bearerToken }: Space): Promise<void> {
  await keyboardOf(page).type(page.getByRole('textbox', { name: 'Bearer token' }), bearerToken);
}

async function goOn(page: Page, to: string): Promise<void> {
  await keyboardOf(page).choose(button(page, `Continue to ${to}`));
  await opened(page, to);
}

async function opened(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expectFocusKept(page);
}

/** Agrees in the pop-up as often as the page asks, until `done` shows; the focus stays in the page all the time. */
async function agreeUntil(page: Page, done: Locator): Promise<void> {
  const ask = button(page, 'Review and agree').first();
  await expect(async () => {
    await ask.or(done).first().waitFor(SLOW);
    if (!(await done.first().isVisible())) {
      const opening = page.waitForEvent('popup', { timeout: 10_000 });
      // Its failure is told by the wait itself.
      opening.catch(() => undefined);
      await keyboardOf(page).choose(ask);
      await accept(await opening);
    }
    await expect(done.first()).toBeVisible({ timeout: 500 });
  }).toPass(SLOW);
  await expectFocusKept(page);
}

async function accept(popup: Page): Promise<void> {
  const agreed = keyboardOf(popup).choose(popup.getByRole('button', { name: 'Accept' }));
  // What was agreed to in another pop-up meanwhile closes this one by itself.
  await Promise.race([agreed, popup.waitForEvent('close')]).catch(() => undefined);
  if (!popup.isClosed()) await popup.waitForEvent('close');
}
