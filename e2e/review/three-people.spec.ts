import type { Page } from '@playwright/test';
import { choose, linesSavedBy, makeCohort } from '../support/operator.ts';
import { handIn } from '../support/request.ts';
import { expect, test } from '../support/test.ts';
import { addToList, approve, decide, takeOn, writeInMessages, writeToIsv } from '../support/review.ts';

const FUNNEL = [
  ...['Started', 'Requirements', 'Application', 'Provisioning', 'Logic App', 'Validation', 'Handed in', 'Published'],
];
const OF_REVIEWERS_ALONE = 'zebra-4711: I met their founder once.';

test('an ISV, two reviewers and a program manager bring one application from draft to published', async ({
  page,
  handedIn,
  asReviewer,
  asOperator,
  tenant,
  app,
}) => {
  test.setTimeout(300_000);
  const heard = listenIn(page);
  await handedIn();
  await expect(page.getByText(/^They mean to act by \d+ \w+ 20\d\d$/)).toBeVisible();

  const rosa = await asReviewer();
  await test.step('the first reviewer takes it on, keeps a note, writes and asks for a change', async () => {
    await takeOn(rosa, app.name);
    await expect(rosa.getByRole('button', { name: 'Give it up' })).toBeVisible();
    await rosa.getByRole('button', { name: 'Begin the review' }).click();
    await rosa.getByLabel('Note for reviewers').fill(OF_REVIEWERS_ALONE);
    await rosa.getByRole('button', { name: 'Keep the note' }).click();
    await expect(rosa.getByRole('list', { name: 'Internal notes' })).toContainText(OF_REVIEWERS_ALONE);
    await expectKeptFromIsv(rosa, 'zebra-4711 again, in the wrong box.');
    await writeToIsv(rosa, 'Good morning. One thing is to be changed.');
    await askForDescription(rosa);
    await expect(rosa.getByText('Changes requested', { exact: true }).first()).toBeVisible();
  });

  await test.step('the ISV reads it, answers, changes what was asked for and hands it in again', async () => {
    await page.reload();
    await expect(page.getByRole('heading', { name: 'The reviewers ask for changes' })).toBeVisible();
    await expect(page.getByText(/^Please answer by \d+ \w+ 20\d\d$/)).toBeVisible();
    await expect(page.getByRole('list', { name: 'Messages with the reviewers' })).toContainText('Good morning.');
    await page.getByLabel('Description', { exact: true }).fill('Pays people on time.  In every country.');
    const finding = page.getByRole('list', { name: 'Findings' }).getByRole('listitem').first();
    await finding.getByLabel('Your answer').fill('It says where now.');
    await finding.getByRole('button', { name: 'Answer', exact: true }).click();
    await expect(finding.getByText('Answered')).toBeVisible();
    await page.getByLabel('Message to the reviewers').fill('Thank you, done.');
    await page.getByRole('button', { name: 'Send to the reviewers' }).click();
    await expect(page.getByRole('list', { name: 'Messages with the reviewers' })).toContainText('Thank you, done.');
    await handIn(page);
  });

  await test.step('the first reviewer settles it and asks the second for an opinion, who approves and publishes', async () => {
    await rosa.reload();
    await expect(rosa.getByRole('list', { name: 'Messages with the ISV' })).toContainText('Thank you, done.');
    await rosa.getByRole('button', { name: /^Mark as settled/ }).click();
    await expect(rosa.getByText('Settled', { exact: true })).toBeVisible();
    await rosa.getByRole('button', { name: 'Begin the review' }).click();
    await decide(rosa, 'Ask for a second opinion', 'I know them.');
    const ravi = await asReviewer('reviewer2');
    await expect(ravi.getByText('Rosa Reviewer asks for a second opinion')).toBeVisible();
    await expect(ravi.getByRole('list', { name: 'Internal notes' })).toContainText(OF_REVIEWERS_ALONE);
    await approve(ravi, 'Everything holds.');
    await decide(ravi, 'Put it into preview', 'Shown to your tenants.');
    await decide(ravi, 'Publish it', 'In the gallery now.');
    await expect(ravi.getByText('Published', { exact: true }).first()).toBeVisible();
  });

  await test.step('the ISV sees that it is published and why, and nothing that was said among reviewers', async () => {
    await page.reload();
    await expect(page.getByRole('list', { name: 'What was decided' })).toContainText('In the gallery now.');
    await page.goto('/onboardings');
    await expect(page.getByText(`App ${app.name}`).first()).toBeVisible();
    await page.goto(`/onboardings/${onboardingIdOf(heard.addresses)}/request-publishing`);
    await expect(page.getByRole('list', { name: /^History/ })).toBeVisible();
    expect(heard.bodies.length).toBeGreaterThan(30);
    // The guard itself: what both sides read is there, what reviewers keep to themselves is not.
    expect(heard.bodies.some((body) => body.includes('One thing is to be changed.'))).toBe(true);
    const leaks = heard.bodies.filter((body) => /zebra-4711|I know them/.test(body));
    expect(leaks).toEqual([]);
  });

  await test.step('a program manager finds it in the list, in the funnel and in the saved table', async () => {
    const petra = await asOperator('programManager');
    await petra.goto(`/program/onboardings?q=${app.name}`);
    await expect(petra.getByRole('row').filter({ hasText: app.name })).toContainText('Published');
    const vendor = { word: tenant.displayName, tenantName: tenant.displayName };
    await makeCohort(petra, `Cohort of ${app.name}`, vendor);
    await petra.goto('/program');
    await choose(petra, 'Cohort', `Cohort of ${app.name}`);
    const funnel = FUNNEL.map((stage) => `${stage} 1`).join(', ');
    await expect(petra.getByRole('img', { name: `Bar chart: ${funnel}`, exact: true })).toBeVisible();
    const saved = await linesSavedBy(petra.getByRole('button', { name: 'Save as CSV: How far onboardings came' }));
    expect(saved).toEqual(FUNNEL.map((stage) => `${stage},1,100`));
  });
});

test('of two reviewers who decide at once the second is told what the first did, and nothing is overwritten', async ({
  page,
  handedIn,
  asReviewer,
  app,
}) => {
  test.slow();
  await handedIn();
  const rosa = await asReviewer();
  const ravi = await asReviewer('reviewer2');
  await expectTakenOnce(rosa, ravi, `App ${app.name}`);
  await addToList(ravi, 'Name a sandbox.');
  await ravi.getByRole('button', { name: /Decision$/ }).click();
  await ravi.getByRole('option', { name: 'Reject the request' }).click();
  await ravi.getByLabel('Reason').fill('Not theirs.');
  // What he reads anew in time would be no conflict.
  const readings = /\/api\/review\/submissions\/[^/]+(\/decisions)?$/;
  await ravi.route(readings, async (route) => {
    if (route.request().method() !== 'GET') await route.fallback();
  });
  await askForDescription(rosa);
  await expect(rosa.getByText('Changes requested', { exact: true }).first()).toBeVisible();
  await expect(rosa.getByRole('list', { name: 'What was decided' })).toContainText('Say where it pays people.');
  await expect(rosa.getByRole('list', { name: 'Not sent' })).toHaveCount(0);
  await ravi.unroute(readings);
  await ravi.getByRole('button', { name: 'Reject the request' }).last().click();
  await expect(ravi.getByText('Somebody decided while you did')).toBeVisible();
  await expect(ravi.getByText('You wrote: Not theirs.')).toBeVisible();
  await expect(ravi.getByRole('list', { name: 'What was decided' })).toContainText('Say where it pays people.');
  await expect(ravi.getByRole('list', { name: 'Not sent' })).toContainText('Name a sandbox.');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The reviewers ask for changes' })).toBeVisible();
  await expect(page.getByText(/Not theirs|Name a sandbox/)).toHaveCount(0);
});

test('a list of changes goes out on the request as its reviewer saw it: of what another decided they are told first', async ({
  page,
  handedIn,
  asReviewer,
  app,
}) => {
  test.slow();
  await handedIn();
  const rosa = await asReviewer();
  await rosa.getByRole('button', { name: 'Begin the review' }).click();
  await expect(rosa.getByText('In review', { exact: true })).toBeVisible();
  const ravi = await asReviewer('reviewer2');
  await addToList(ravi, 'Name a sandbox.');
  await decide(rosa, 'Ask for a second opinion', 'I know them.');
  // His page reads anew what Rosa has decided.
  await ravi.getByRole('button', { name: 'Take it on', exact: true }).click();
  await expect(ravi.getByText(`App ${app.name} is yours now.`)).toBeVisible();
  await expect(ravi.getByText('Rosa Reviewer asks for a second opinion')).toBeVisible();
  const send = ravi.getByRole('button', { name: 'Send the list to the publisher' });
  await send.click();
  await expect(ravi.getByText('Somebody has decided on this request meanwhile')).toBeVisible();
  await expect(ravi.getByRole('list', { name: 'To be sent' })).toContainText('Name a sandbox.');
  await send.click();
  await expect(ravi.getByText('Changes requested', { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('list', { name: 'Findings' })).toContainText('Name a sandbox.');
});

/** Both see that it is nobody’s; the second to take it on is told whose it is. */
async function expectTakenOnce(first: Page, second: Page, application: string): Promise<void> {
  await first.getByRole('button', { name: 'Take it on', exact: true }).click();
  await expect(first.getByText(`${application} is yours now.`)).toBeVisible();
  await second.getByRole('button', { name: 'Take it on', exact: true }).click();
  await expect(second.getByText(`Somebody else has assigned ${application} meanwhile`)).toBeVisible();
  await expect(second.getByRole('button', { name: 'Take it over from Rosa Reviewer' })).toBeVisible();
}

/** What was written where the ISV reads, and noticed in time, is a note: nothing was sent. */
async function expectKeptFromIsv(page: Page, words: string): Promise<void> {
  const question = await writeInMessages(page, words);
  await question.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByLabel('Message to the ISV')).toHaveValue(words);
  await (await writeInMessages(page, words)).getByRole('button', { name: 'Keep it as a note instead' }).click();
  await expect(page.getByRole('list', { name: 'Internal notes' })).toContainText(words);
  await expect(page.getByLabel('Message to the ISV')).toHaveValue('');
  await expect(page.getByRole('list', { name: 'Messages with the ISV' })).toHaveCount(0);
}

async function askForDescription(page: Page): Promise<void> {
  await page.getByLabel('About').click();
  await page.getByRole('option', { name: 'Description', exact: true }).click();
  await addToList(page, 'Say where it pays people.');
  await page.getByRole('button', { name: 'Send the list to the publisher' }).click();
}

/** Everything that a browser is sent by the portal, in words. */
function listenIn(page: Page) {
  const heard = { bodies: [] as string[], addresses: [] as string[] };
  page.context().on('response', (response) => {
    heard.addresses.push(response.url());
    response.text().then(
      (body) => heard.bodies.push(body),
      // A file, a redirect, or a page that is left already.
      () => undefined,
    );
  });
  return heard;
}

function onboardingIdOf(addresses: string[]): string {
  const address = addresses.findLast((one) => /\/onboardings\/[0-9a-f-]{36}\//.test(one));
  return /\/onboardings\/([0-9a-f-]{36})\//.exec(address ?? '')![1]!;
}
