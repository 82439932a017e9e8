import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { verifyPack } from '#lib/onboarding/evidence/verify-pack.ts';
import { logoFile } from '#lib/onboarding/request-attachments/logo.fixture.ts';
import { expectAccessible } from '../support/accessible.ts';
import { cloud, type Space } from '../support/cloud.ts';
import { expireRun, loseLicence } from '../support/database.ts';
import { onboardingIn } from '../support/journey.ts';
import { moveTo } from '../support/prepared.ts';
import { fillRequestByHand, handIn, LOGOS, markdown, requestChanges, upload } from '../support/request.ts';
import { expect, test } from '../support/test.ts';

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const allSaved = (page: Page) => expect(page.getByText('Everything is saved')).toBeVisible();

test('what is typed outlives a reload, a lost connection and a second tab, and the request is handed in', async ({
  page,
  context,
  upTo,
  app,
}) => {
  test.slow();
  await upTo('request-publishing');
  await expect(page.getByText('Source: Your newest verified run.')).toBeVisible();
  await field(page, 'Description').fill('Typed right before a reload.');
  await page.reload();
  await expect(field(page, 'Description')).toHaveValue('Typed right before a reload.');
  await allSaved(page);
  await page.reload();
  await expect(field(page, 'Description')).toHaveValue('Typed right before a reload.');
  await context.setOffline(true);
  await field(page, 'Description').fill('Typed in a tunnel.');
  await expect(page.getByText('No connection. What you typed is kept in this browser')).toBeVisible();
  await context.setOffline(false);
  await allSaved(page);
  await typeInTwoTabs(page);
  await fillRequestByHand(page, app);
  await handIn(page);
});

test('a field that cannot be saved says why beside it, keeps its words and holds nothing else back', async ({
  page,
  upTo,
}) => {
  await upTo('request-publishing');
  await expect(page.getByText('Source: Your newest verified run.')).toBeVisible();
  const sent: string[] = [];
  page.on('request', (request) => void (request.method() === 'PATCH' && sent.push(request.postData() ?? '')));
  const secret = 'Use client_secret: 8fJ2kLm93kdPq72nXw';
  await field(page, 'Notes for the reviewers (optional)').fill(secret);
  const refusal = page.getByText(/“Notes for the reviewers” looks as if it held .* It was not saved/);
  await expect(refusal).toBeVisible();
  await field(page, 'Description').fill('Pays people all the same.');
  await expect(page.getByText('One field was not saved: the reason stands beside it.')).toBeVisible();
  await page.reload();
  await expect(field(page, 'Description')).toHaveValue('Pays people all the same.');
  await expect(field(page, 'Notes for the reviewers (optional)')).toHaveValue(secret);
  await expect(refusal).toBeVisible();
  expect(sent.filter((body) => body.includes('client_secret'))).toHaveLength(1);
  await field(page, 'Notes for the reviewers (optional)').fill('The secret is in our vault.');
  await allSaved(page);
});

/** Different fields merge; in the same field the person chooses. */
async function typeInTwoTabs(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await field(other, 'Publisher').fill('The other tab');
  await allSaved(other);
  await field(page, 'Partner One ID').fill('7654321');
  await allSaved(page);
  await expect(field(page, 'Publisher')).toHaveValue('The other tab');
  await field(other, 'Description').fill('Words of the other tab.');
  await allSaved(other);
  // What the other tab reads anew in time would be no conflict.
  await other.route(/\/request-publishing$/, async (route) => {
    if (route.request().method() !== 'GET') await route.fallback();
  });
  await field(page, 'Description').fill('Words of this tab.');
  await expect(page.getByText('has changed “Description” meanwhile')).toBeVisible();
  await expect(page.getByText('Words of the other tab.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine: Description' }).click();
  await allSaved(page);
  await field(other, 'Description').fill('Too late.');
  await other.getByRole('button', { name: 'Take theirs: Description' }).click();
  await expect(field(other, 'Description')).toHaveValue('Words of this tab.');
  await expect(field(other, 'Partner One ID')).toHaveValue('7654321');
  await other.close();
}

test('a request is taken back, sent back with findings, answered and handed in again; its evidence can be checked', async ({
  page,
  handedIn,
}) => {
  test.slow();
  await handedIn();
  await expectWholePack(page, 1);
  await takeBack(page, 'The guide must name the new plan.');
  await expect(page.getByRole('list', { name: /^History/ })).toContainText('The guide must name the new plan.');
  await page.getByRole('button', { name: 'Take it up again' }).click();
  await handIn(page);
  await requestChanges(onboardingIn(page));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The reviewers ask for changes' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'A change was asked for' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Submit the request' })).toBeDisabled();
  const asked = page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
  await asked.first().getByRole('link', { name: 'Description' }).click();
  await expect(field(page, 'Description')).toBeInViewport();
  await field(page, 'Description').fill('Pays people on time, in every country.');
  await answer(page, 'Say where it pays people.', 'It says so now.');
  await answer(page, 'Is there a sandbox?', 'There is one for every customer.');
  await expect(page.getByText('0 of 2 open')).toBeVisible();
  await handIn(page);
  await expectWholePack(page, 3);
});

async function takeBack(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Take the request back' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take the request back?' });
  await dialog.getByLabel('Why (optional)').fill(reason);
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByRole('heading', { name: 'You have taken the request back' })).toBeVisible();
}

async function answer(page: Page, asked: string, words: string): Promise<void> {
  const finding = page.getByRole('list', { name: 'Findings' }).getByRole('listitem').filter({ hasText: asked });
  await finding.getByLabel('Your answer').fill(words);
  await finding.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(finding.getByText('Answered')).toBeVisible();
  await expect(finding).toContainText(words);
}

/** Saves the pack of the newest handing in and checks it as anybody does, with the hash that the page shows. */
async function expectWholePack(page: Page, number: number): Promise<void> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save the evidence pack of handing in ${number}` }).click();
  const bytes = readFileSync(await (await saving).path());
  const expected = /[0-9a-f]{64}/.exec(await page.getByText(/^[0-9a-f]{64}$/).first().innerText())?.[0]; // prettier-ignore
  expect(verifyPack(bytes, { expected })).toMatchObject({ ok: true, problems: [] });
}

test('what is missing is named with the way to its place, and what cannot be taken is refused with its reasons', async ({
  page,
  upTo,
  tenant,
  app,
}) => {
  test.slow();
  await upTo('request-publishing');
  await expect(page.getByText('Source: Your newest verified run.')).toBeVisible();
  const onboardingId = onboardingIn(page);
  await moveTo(await cloud.newSpace(`${app.name}-moved`), { as: tenant.personas.admin, onboardingId });
  await expireRun(onboardingId);
  await loseLicence(onboardingId);
  await page.reload();
  await offerWhatIsRefused(page, app);
  const gate = page.getByRole('region', { name: /things are missing$/ });
  for (const rule of RULES) await expect(gate.getByRole('listitem').filter({ hasText: rule })).toBeVisible();
  await expect(gate.getByRole('link', { name: NOT_CHECKED }).first()).toBeVisible();
  for (const link of await gate.getByRole('link').all()) await expectToLead(page, link);
  await expectAccessible(page);
  await gate.getByRole('link', { name: /^The tenant has Entra ID P1 or P2/ }).click();
  await expect(page.getByText('No licence is left.')).toBeInViewport();
});

const NOT_CHECKED = 'Its access tokens live between 60 minutes and 6 hours.';
/** What the gate says of a request in which nothing is right. */
const RULES = [
  'Description: Describe the application in a sentence or two.',
  'Home page: Enter the home page.',
  'Partner One ID: A Partner One ID is a number of 4 to 12 digits.',
  'Support contact, e-mail: Enter an e-mail address.',
  'Terms: Agree to the terms.',
  'The chosen run cannot be handed in: It is too old. Run the validation again.',
  'The integration has changed since the run: The SCIM endpoint was',
  'The tenant has Entra ID P1 or P2: a run reads the provisioning logs. No licence is left.',
  'has not confirmed to be the engineering contact: Send the mail; its link confirms the address.',
  'A link does not do',
  'A link has not been checked',
  'The logo of 215 × 215 pixels is missing: Upload it as a PNG.',
  'The logo of 150 × 122 pixels is missing: Upload it as a PNG.',
];

async function offerWhatIsRefused(page: Page, app: Space): Promise<void> {
  await field(page, 'Partner One ID').fill('Contoso');
  const white = { width: 200, height: 200, outer: [255, 255, 255, 255] as [number, number, number, number] };
  await upload(page, 'Choose the large logo', { ...LOGOS.large, buffer: Buffer.from(logoFile('logo-large', white)) });
  const logo = page.getByRole('group', { name: /^Large logo/ });
  await expect(logo).toContainText('large.png cannot be the logo. Nothing was changed.');
  await expect(logo).toContainText('200 × 200 pixels.');
  await expect(logo).toContainText('The background is white.');
  await upload(page, 'Upload a document', markdown('guide.md', 'Client secret: Tq7Vx2Lm9Rb4Kd8Ws3Zn6Pf1'));
  await expect(page.getByRole('group', { name: 'Documents' })).toContainText('guide.md was not taken.');
  await expect(page.getByText(/It looks as if there is a secret with its name before it on line 1/)).toBeVisible();
  const dead = new URL('/no-such-page', app.scimEndpoint).href;
  for (const link of [dead, `${dead}-either`]) {
    await page.getByRole('button', { name: 'Add a link' }).click();
    await page
      .getByLabel(/^Link \d$/)
      .last()
      .fill(link);
  }
  await page.getByRole('button', { name: `Check this link: ${dead}`, exact: true }).click();
  await expect(page.getByText('Cannot be used')).toBeVisible();
}

/** Follows a link of the gate on its own page. */
async function expectToLead(page: Page, link: Locator): Promise<void> {
  const { pathname, hash } = new URL((await link.getAttribute('href'))!, page.url());
  if (pathname !== new URL(page.url()).pathname) return;
  await link.click();
  await expect(page.locator(`[id="${hash.slice(1)}"]`)).toBeInViewport();
}
