import type { Browser, Page } from '@playwright/test';
import { cloud } from '../support/cloud.ts';
import { expectGoodAtEveryWidth } from '../support/every-width.ts';
import { handIn } from '../support/request.ts';
import { expect, signInAs, test } from '../support/test.ts';

type Who = 'reviewer1' | 'reviewer2';
type Where = { browser: Browser; baseURL: string | undefined; app: { name: string } };

async function as(who: Who, { browser, baseURL, app }: Where): Promise<Page> {
  const { operator } = await cloud.seed();
  const page = await (await browser.newContext({ baseURL })).newPage();
  await signInAs(page, operator.personas[who].userPrincipalName);
  await page.goto('/review');
  await page.getByRole('link', { name: `App ${app.name}` }).click();
  await expect(page.getByRole('heading', { name: 'Before it is approved' })).toBeVisible();
  return page;
}

const toConfirm = (page: Page) => page.getByRole('list', { name: 'Yours to confirm' }).getByRole('listitem');

async function confirmAll(page: Page): Promise<void> {
  const next = page.getByRole('button', { name: /^Confirm: / });
  for (let left = await next.count(); left > 0; left -= 1) {
    await next.first().click();
    await expect(next).toHaveCount(left - 1);
  }
}

async function decide(page: Page, decision: string, begin: string): Promise<void> {
  await choose(page, /Decision$/, decision);
  // The one of the changes stands before it.
  await choose(page, /Begin with$/, begin);
  await page.getByRole('button', { name: decision, exact: true }).click();
}

async function choose(page: Page, label: RegExp, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).last().click();
  await page.getByRole('option', { name: option }).click();
}

test('a request is approved once every item holds or is confirmed, and its publisher reads why and what comes next', async ({
  page,
  upTo,
  browser,
  baseURL,
  app,
}) => {
  test.slow();
  await upTo('request-publishing', { filled: true });
  await handIn(page);
  const reviewer = await as('reviewer1', { browser, baseURL, app });
  await reviewer.getByRole('button', { name: 'Begin the review' }).click();
  await expect(reviewer.getByText(/It cannot be approved yet. \d+ items of the checklist/)).toBeVisible();
  await expect(reviewer.getByText('Nobody has read it again since it was handed in')).toBeVisible();
  await expectGoodAtEveryWidth(reviewer, 'A checklist that nobody has worked through');
  await reviewer.getByRole('button', { name: 'Verify again' }).click();
  await expect(reviewer.getByText('Nothing has changed', { exact: true })).toBeVisible();
  await confirmAll(reviewer);
  await expect(reviewer.getByText('Complete', { exact: true })).toBeVisible();
  await decide(reviewer, 'Approve the request', 'Everything holds');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your application is approved' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why it was approved' })).toBeVisible();
  await expectGoodAtEveryWidth(page, 'An approved request as its publisher sees it');
  await decide(reviewer, 'Publish it', 'It is public');
  await page.reload();
  await expect(page.getByText('every tenant finds the application in the gallery', { exact: false })).toBeVisible();
});

test('of two reviewers the second is told what the first confirmed, and each sees what others did since', async ({
  page,
  upTo,
  browser,
  baseURL,
  app,
}) => {
  test.slow();
  await upTo('request-publishing', { filled: true });
  await handIn(page);
  const [one, other] = [
    await as('reviewer1', { browser, baseURL, app }),
    await as('reviewer2', { browser, baseURL, app }),
  ];
  const logos = { name: 'Confirm: The logos show the application’s own brand' };
  await one.getByRole('button', logos).click();
  await expect(one.getByText(/confirmed it/)).toBeVisible();
  await other.getByRole('button', logos).click();
  await expect(other.getByText('Something has changed meanwhile')).toBeVisible();
  await expect(toConfirm(other).filter({ hasText: 'The logos show' })).toContainText('confirmed it');
  await page.getByLabel('Message to the reviewers').fill('We have moved our documentation.');
  await page.getByRole('button', { name: 'Send to the reviewers' }).click();
  await other.reload();
  const news = other.getByRole('list', { name: 'Since you last looked', exact: true });
  await expect(news).toContainText('Wrote to the reviewers.');
  await expect(news).toContainText('The logos show the application’s own brand');
  await other.reload();
  await expect(news).toContainText('Wrote to the reviewers.');
  await expectGoodAtEveryWidth(other, 'What others did since');
  await other.getByRole('button', { name: 'I have seen this' }).click();
  await expect(news).toHaveCount(0);
  await expect(other.getByText('Nobody else has done anything here since you last looked')).toBeVisible();
});

test('what is found wrong is asked of the ISV in a press, and a rejected request says why and what is possible', async ({
  page,
  upTo,
  browser,
  baseURL,
  app,
}) => {
  test.slow();
  await upTo('request-publishing', { filled: true });
  await handIn(page);
  const reviewer = await as('reviewer1', { browser, baseURL, app });
  await reviewer.getByRole('button', { name: 'Ask the ISV to mend it: The description is true' }).click();
  const list = reviewer.getByRole('list', { name: 'To be sent' });
  await list.getByRole('button', { name: /^Change the words: Say in one or two sentences/ }).click();
  await reviewer.getByLabel('What is to be changed, or answered').fill('Leave out the prices.');
  await reviewer.getByRole('button', { name: 'Add to the list' }).click();
  await expect(list).toContainText('Leave out the prices.');
  await expectGoodAtEveryWidth(reviewer, 'Changes to be sent');
  await decide(reviewer, 'Reject the request', 'It is in the gallery already');
  await expect(reviewer.getByText('There is nothing to decide now.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Why it was rejected' })).toBeVisible();
  await expect(page.getByText('The gallery has this application.', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Start another onboarding' })).toBeVisible();
  await expectGoodAtEveryWidth(page, 'A rejected request as its publisher sees it');
});
