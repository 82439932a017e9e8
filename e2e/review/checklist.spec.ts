import type { Page } from '@playwright/test';
import { expectGoodAtEveryWidth } from '../support/every-width.ts';
import { choose } from '../support/operator.ts';
import { addToList, decide, workThroughChecklist } from '../support/review.ts';
import { expect, test } from '../support/test.ts';

const toConfirm = (page: Page) => page.getByRole('list', { name: 'Yours to confirm' }).getByRole('listitem');

test('a request is approved once every item holds or is confirmed, and its publisher reads why and what comes next', async ({
  page,
  handedIn,
  asReviewer,
}) => {
  test.slow();
  await handedIn();
  const reviewer = await asReviewer();
  await reviewer.getByRole('button', { name: 'Begin the review' }).click();
  await expect(reviewer.getByText(/It cannot be approved yet. \d+ items of the checklist/)).toBeVisible();
  await expect(reviewer.getByText('Nobody has read it again since it was handed in')).toBeVisible();
  await expectGoodAtEveryWidth(reviewer, 'A checklist that nobody has worked through');
  await workThroughChecklist(reviewer);
  await decide(reviewer, 'Approve the request', 'Everything holds.');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your application is approved' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why it was approved' })).toBeVisible();
  await expectGoodAtEveryWidth(page, 'An approved request as its publisher sees it');
  await decide(reviewer, 'Publish it', 'It is public.');
  await page.reload();
  await expect(page.getByText('every tenant finds the application in the gallery', { exact: false })).toBeVisible();
});

test('of two reviewers the second is told what the first confirmed, and each sees what others did since', async ({
  page,
  handedIn,
  asReviewer,
}) => {
  test.slow();
  await handedIn();
  const [one, other] = [await asReviewer(), await asReviewer('reviewer2')];
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
  handedIn,
  asReviewer,
}) => {
  test.slow();
  await handedIn();
  const reviewer = await asReviewer();
  await reviewer.getByRole('button', { name: 'Ask the ISV to mend it: The description is true' }).click();
  const list = reviewer.getByRole('list', { name: 'To be sent' });
  await list.getByRole('button', { name: /^Change the words: Say in one or two sentences/ }).click();
  await addToList(reviewer, 'Leave out the prices.');
  await expect(list).toContainText('Leave out the prices.');
  await expectGoodAtEveryWidth(reviewer, 'Changes to be sent');
  await reject(reviewer);
  await expect(reviewer.getByText('There is nothing to decide now.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Why it was rejected' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'What was decided' })).toContainText('The gallery has this application.');
  await expect(page.getByRole('link', { name: 'Start another onboarding' })).toBeVisible();
  await expectGoodAtEveryWidth(page, 'A rejected request as its publisher sees it');
});

/** With the words of a reason that is given often. */
async function reject(page: Page): Promise<void> {
  await choose(page, 'Decision', 'Reject the request');
  // The one of the changes stands before it.
  await page
    .getByRole('button', { name: /Begin with$/ })
    .last()
    .click();
  await page.getByRole('option', { name: 'It is in the gallery already' }).click();
  await page.getByRole('button', { name: 'Reject the request', exact: true }).click();
}
