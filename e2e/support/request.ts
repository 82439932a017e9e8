import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { logoFile } from '#lib/onboarding/request-attachments/logo.fixture.ts';
import { TERMS_VERSION } from '#lib/rules/request-fields.ts';
import { cloud, stack, type Persona, type Space } from './cloud.ts';
import { apiOf, below, until, type Api, type UploadedFile } from './prepared.ts';

/** A publishing request that nothing is missing from: by hand, or over the portal's API. */

export const LOGOS = {
  large: { name: 'large.png', mimeType: 'image/png', buffer: Buffer.from(logoFile('logo-large')) },
  small: { name: 'small.png', mimeType: 'image/png', buffer: Buffer.from(logoFile('logo-small')) },
};
/** Covers every topic that reviewers look for. */
export const GUIDE = markdown(
  'guide.md',
  `# Provisioning with Payroll
This guide describes how to provision users with SCIM. It is included in the Business plan.
You must be an Application Administrator, and the account owner in Payroll.
The SCIM endpoint has the resources /Users and /Groups with the attributes userName and externalId.
Authentication uses a bearer access token. Rotate it every year: make a new token, then revoke the old one.
Test with a pilot group: assign one test user, and check with provision on demand.
Troubleshooting: error codes 401 and 409 name what failed. Contact our support team for the rest.`,
);

export function markdown(name: string, text: string): UploadedFile {
  return { name, mimeType: 'text/markdown', buffer: Buffer.from(text) };
}

/** Of this test alone: mail to them is looked for by the address. */
export const contactsOf = ({ clientId }: Pick<Space, 'clientId'>) => ({
  engineering: `engineering@${clientId}.example`,
  support: `support@${clientId}.example`,
});

const SITE = 'https://payroll.example';
/** What nobody knows but the publisher, by the labels of the page. */
export const WORDS: Record<string, { label: string; words: string }> = {
  'publisher.partnerOneId': { label: 'Partner One ID', words: '1234567' },
  'app.homepage': { label: 'Home page', words: SITE },
  'app.privacy': { label: 'Privacy statement', words: `${SITE}/privacy` },
  'app.termsOfUse': { label: 'Terms of use', words: `${SITE}/terms` },
  'app.support': { label: 'Support page', words: `${SITE}/support` },
  'app.description': { label: 'Description', words: 'Pays people on time.' },
  'contacts.engineering.name': { label: 'Engineering contact, name', words: 'Ines Engineer' },
  'contacts.support.name': { label: 'Support contact, name', words: 'Sam Support' },
  'contacts.public.name': { label: 'Shown to customers, name', words: 'Payroll support' },
  'contacts.public.email': { label: 'Shown to customers, e-mail', words: 'help@payroll.example' },
};

/** The link that was mailed to an address. */
export async function mailedLink(to: string): Promise<string> {
  const { text } = await until(
    async () => (await cloud.mailTo(to))[0] ?? { text: '' },
    ({ text }) => text !== '',
  );
  return /\S+\/confirm-contact#\S+/.exec(text)![0];
}

const Filled = z.object({
  fields: z.record(z.string(), z.object({ version: z.number() }).loose()),
  attestations: z.array(z.object({ rule: z.string() })),
});
const Saved = z.object({ step: Filled, conflicts: z.array(z.string()).length(0) });

/** Fills in everything that is asked for, as the person, and leaves only the handing in. */
export async function fillRequest(onboardingId: string, { as, app }: { as: Persona; app: Space }): Promise<void> {
  const api = below(await apiOf(as), onboardingId);
  const { step } = await api.post('request-publishing/prefill', undefined, Saved);
  const files = [
    api.putFile('request-publishing/uploads/new/logo-large', LOGOS.large),
    api.putFile('request-publishing/uploads/new/logo-small', LOGOS.small),
    api.putFile('request-publishing/uploads/new/document', GUIDE),
  ];
  const contacts = Object.values(contactsOf(app)).map((email) => confirmContact(api, email));
  await Promise.all([...files, ...contacts, fillFields(api, { app, step })]);
}

type Fill = { app: Space; step: z.infer<typeof Filled> };
async function fillFields(api: Api, { app, step: known }: Fill): Promise<void> {
  const { engineering, support } = contactsOf(app);
  const typed = Object.entries(WORDS).map(([field, { words }]) => [field, words] as const);
  const addresses = { 'contacts.engineering.email': engineering, 'contacts.support.email': support };
  const step = await save(api, known, { ...Object.fromEntries(typed), ...addresses, terms: TERMS_VERSION });
  const statements = step.attestations.map(({ rule }) => [`attest.${rule}`, { answer: 'yes', proof: 'Seen by us.' }]);
  await save(api, step, Object.fromEntries(statements));
}

async function save(api: Api, { fields }: z.infer<typeof Filled>, values: object): Promise<z.infer<typeof Filled>> {
  const changes = Object.entries(values).map(([field, value]) => ({
    ...{ field, value },
    base: fields[field]?.version ?? 0,
  }));
  return (await api.patch('request-publishing/fields', { changes }, Saved)).step;
}

async function confirmContact(api: Api, email: string): Promise<void> {
  await api.post('request-publishing/contacts/confirm-request', { email }, z.unknown());
  const token = (await mailedLink(email)).split('#')[1];
  const response = await fetch(`${stack().portalUrl}/api/contacts/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) throw new Error(`Confirming ${email} answered ${response.status}: ${await response.text()}`);
}

export async function upload(page: Page, button: string, file: UploadedFile): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await choosing).setFiles(file);
}

/** As the people who read that mail do, each in a window of their own. */
export async function confirmByMail(page: Page, to: string): Promise<void> {
  const theirs = await page.context().newPage();
  await theirs.goto(await mailedLink(to));
  await theirs.getByRole('button', { name: 'Confirm this address' }).click();
  await expect(theirs.getByText('You have confirmed it')).toBeVisible();
  await theirs.close();
}

/** Fills in a request from top to bottom; what the portal knows already is left as it is. */
export async function fillRequestByHand(page: Page, app: Pick<Space, 'clientId'>): Promise<void> {
  await expect(page.getByText('Source: Your newest verified run.')).toBeVisible();
  const contacts = contactsOf(app);
  for (const { label, words } of Object.values(WORDS)) await page.getByLabel(label, { exact: true }).fill(words);
  await page.getByLabel('Engineering contact, e-mail').fill(contacts.engineering);
  await page.getByLabel('Support contact, e-mail').fill(contacts.support);
  for (const to of Object.values(contacts))
    await page.getByRole('button', { name: `Ask to confirm by mail: ${to}` }).click();
  await upload(page, 'Upload a document', GUIDE);
  await upload(page, 'Choose the large logo', LOGOS.large);
  await upload(page, 'Choose the small logo', LOGOS.small);
  await makeStatements(page);
  await page.getByRole('checkbox', { name: /^I may speak for the publisher/ }).check({ force: true });
  for (const to of Object.values(contacts)) await confirmByMail(page, to);
  await expect(page.getByText('Nothing is missing', { exact: true })).toBeVisible();
}

async function makeStatements(page: Page): Promise<void> {
  const no = page.getByRole('radio', { name: 'No', exact: true });
  const statements = await page.getByRole('radiogroup').filter({ has: no }).all();
  const proofs = page.locator('[id^="field-attest."]').getByRole('textbox');
  for (const [before, statement] of statements.entries()) {
    await statement.getByText('Yes', { exact: true }).click();
    await expect(statement.getByRole('radio', { name: 'Yes' })).toBeChecked();
    // The browser checks a radio first; what the page then shows of it moves the next one away.
    await expect(proofs).toHaveCount(before + 1);
  }
  for (const proof of await page.getByLabel('How you know, or a link to proof').all()) await proof.fill('Seen by us.');
}

export async function handIn(page: Page): Promise<void> {
  const slow = { timeout: 60_000 };
  await page.getByRole('button', { name: 'Submit the request' }).click(slow);
  await expect(page.getByRole('heading', { name: 'Your request is with the reviewers' })).toBeVisible(slow);
}

const Submissions = z.object({ submissions: z.array(z.object({ id: z.uuid(), onboardingId: z.uuid() })) });
const Submission = z.object({ submission: z.object({ version: z.number() }) });

/** A reviewer asks for one change that must be made, and puts a question. */
export async function requestChanges(onboardingId: string): Promise<void> {
  const { operator } = await cloud.seed();
  const api = await apiOf(operator.personas.reviewer1, '/review/submissions');
  const { submissions } = await api.get('?turn=anybody&sort=age&order=desc', Submissions);
  const { id } = submissions.find((one) => one.onboardingId === onboardingId)!;
  const { version } = (await api.get(`/${id}`, Submission)).submission;
  const change = { kind: 'mandatory', anchor: { kind: 'field', name: 'app.description' } };
  const question = { kind: 'question', anchor: { kind: 'request', name: '' } };
  const findings = [
    { ...change, words: 'Say where it pays people.' },
    { ...question, words: 'Is there a sandbox?' },
  ];
  await api.post(`/${id}/request-changes`, { version, findings }, z.unknown());
}
