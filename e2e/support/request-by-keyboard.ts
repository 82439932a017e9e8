import { expect, type Page } from '@playwright/test';
import type { Space } from './cloud.ts';
import { expectFocusKept, keyboardOf } from './keyboard.ts';
import type { UploadedFile } from './prepared.ts';
import { contactsOf, GUIDE, LOGOS, mailedLink, WORDS } from './request.ts';

/** Fills in a request from top to bottom without a mouse; what the portal knows already is left as it is. */
export async function fillRequestByKeyboard(page: Page, app: Pick<Space, 'clientId'>): Promise<void> {
  await expect(page.getByText('Source: Your newest verified run.')).toBeVisible();
  const keys = keyboardOf(page);
  const contacts = contactsOf(app);
  const { engineering, support, shown, site } = byPlace();
  for (const { label, words } of site) await keys.type(page.getByLabel(label, { exact: true }), words);
  for (const [{ label, words }, who, to] of [
    [engineering, 'Engineering', contacts.engineering],
    [support, 'Support', contacts.support],
  ] as const) {
    await keys.type(page.getByLabel(label, { exact: true }), words);
    await keys.type(page.getByLabel(`${who} contact, e-mail`), to);
    await keys.choose(page.getByRole('button', { name: `Ask to confirm by mail: ${to}` }));
    await expectFocusKept(page);
  }
  for (const { label, words } of shown) await keys.type(page.getByLabel(label, { exact: true }), words);
  await chooseFile(page, 'Upload a document', GUIDE);
  await chooseFile(page, 'Choose the large logo', LOGOS.large);
  await chooseFile(page, 'Choose the small logo', LOGOS.small);
  await makeStatements(page);
  await keys.reach(page.getByRole('checkbox', { name: /^I may speak for the publisher/ }));
  await keys.press('Space');
  for (const to of Object.values(contacts)) await confirmInTheMail(page, to);
  await expect(page.getByText('Nothing is missing', { exact: true })).toBeVisible();
}

/** In the order of the page, so that Tab goes through it once. */
function byPlace() {
  const all = Object.entries(WORDS);
  const of = (start: string) => all.filter(([field]) => field.startsWith(start)).map(([, one]) => one);
  return {
    site: [...of('publisher.'), ...of('app.')],
    engineering: WORDS['contacts.engineering.name']!,
    support: WORDS['contacts.support.name']!,
    shown: of('contacts.public.'),
  };
}

async function chooseFile(page: Page, button: string, file: UploadedFile): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await keyboardOf(page).choose(page.getByRole('button', { name: button }));
  await (await choosing).setFiles(file);
  await expect(page.getByText(file.name).first()).toBeVisible();
  await expectFocusKept(page);
}

async function makeStatements(page: Page): Promise<void> {
  const keys = keyboardOf(page);
  for (const statement of await page.locator('[id^="field-attest."]').all()) {
    const yes = statement.getByRole('radio', { name: 'Yes', exact: true });
    await keys.reach(yes);
    await keys.press('Space');
    await expect(yes).toBeChecked();
    // The browser checks it first, the page then shows what belongs to it.
    await statement.getByRole('textbox').waitFor();
    const proof = statement.getByLabel('How you know, or a link to proof');
    if (await proof.isVisible()) await keys.type(proof, 'Seen by us.');
  }
}

async function confirmInTheMail(page: Page, to: string): Promise<void> {
  const theirs = await page.context().newPage();
  await theirs.goto(await mailedLink(to));
  const confirm = theirs.getByRole('button', { name: 'Confirm this address' });
  await confirm.waitFor();
  await keyboardOf(theirs).choose(confirm);
  await expect(theirs.getByText('You have confirmed it')).toBeVisible();
  await theirs.close();
}
