import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expectGoodAtEveryWidth } from '../support/every-width.ts';
import { contactsOf, GUIDE, handIn, requestChanges } from '../support/request.ts';
import { expect, test } from '../support/test.ts';

async function answer(page: Page, asked: string, words: string): Promise<void> {
  const finding = page.getByRole('list', { name: 'Findings' }).getByRole('listitem').filter({ hasText: asked });
  await finding.getByLabel('Your answer').fill(words);
  await finding.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(finding.getByText('Answered')).toBeVisible();
}

test('a reviewer sees logos, documents and who confirmed, and saves a file', async ({ handedIn, asReviewer, app }) => {
  test.slow();
  await handedIn();
  const reviewer = await asReviewer();
  for (const name of ['Large logo, on light', 'Large logo, on dark', 'Small logo, on light', 'Small logo, on dark'])
    await expect(reviewer.getByRole('img', { name })).toBeVisible();
  await expect(reviewer.getByRole('list', { name: 'Documents' })).toContainText(/guide\.md.*Covers \d+ of \d+ topics/);
  await expect(reviewer.getByText(`Ines Engineer, ${contactsOf(app).engineering}`)).toBeVisible();
  await expect(reviewer.getByText('Confirmed', { exact: true })).toHaveCount(2);
  const saving = reviewer.waitForEvent('download');
  await reviewer.getByRole('button', { name: 'Save guide.md' }).click();
  expect(await readFile(await (await saving).path())).toEqual(GUIDE.buffer);
  await expectGoodAtEveryWidth(reviewer, 'A request as its reviewer sees it');
});

test('while the publisher changes the request its reviewer reads what was handed in, then settles what was answered', async ({
  page,
  handedIn,
  asReviewer,
}) => {
  test.slow();
  await handedIn();
  const [, onboardingId] = /onboardings\/([^/]+)/.exec(page.url())!;
  await requestChanges(onboardingId!);
  await page.reload();
  await page.getByLabel('Description', { exact: true }).fill('Pays people in Europe.');
  await answer(page, 'Say where it pays people.', 'In Europe.');
  await answer(page, 'Is there a sandbox?', 'Yes, for every customer.');
  const reviewer = await asReviewer();
  await expect(reviewer.getByText('The publisher is changing this request')).toBeVisible();
  // It is saved already: the history tells it, the request shown is the older one.
  await expect(reviewer.getByRole('list', { name: /^History/ })).toContainText('Pays people in Europe.');
  await expect(reviewer.getByRole('definition').filter({ hasText: 'Pays people on time.' })).toBeVisible();
  await handIn(page);
  await reviewer.reload();
  await expect(reviewer.getByRole('definition').filter({ hasText: /^Handing in 2, / })).toBeVisible();
  await expect(reviewer.getByRole('definition').filter({ hasText: 'Pays people in Europe.' })).toBeVisible();
  await reviewer.getByRole('button', { name: 'Mark as settled: Say where it pays people.' }).click();
  await expect(reviewer.getByText('Settled', { exact: true })).toBeVisible();
  await reviewer.getByRole('button', { name: 'Open it again: Is there a sandbox?' }).click();
  await reviewer.getByLabel('What is still to be done').fill('It asks for a password.');
  await reviewer.getByRole('button', { name: 'Open it again', exact: true }).click();
  await reviewer.getByRole('button', { name: 'Give it back to the publisher' }).click();
  await expect(reviewer.getByText('The publisher is changing this request')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('list', { name: 'Findings' }).getByText('It asks for a password.')).toBeVisible();
  await expect(page.getByText('Settled', { exact: true })).toBeVisible();
});
