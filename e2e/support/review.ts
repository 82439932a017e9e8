import { expect, type Page } from '@playwright/test';
import { choose } from './operator.ts';

/** What reviewers do, by hand. */

export async function openSubmission(page: Page, application: string): Promise<void> {
  await page.goto(`/review?${new URLSearchParams({ turn: 'anybody', q: application })}`);
  await page.getByRole('link', { name: application }).click();
  await expect(page.getByRole('heading', { name: 'Logos' })).toBeVisible();
}

/** Takes it on in the queue, with the keyboard, and opens it again. */
export async function takeOn(page: Page, name: string): Promise<void> {
  await page.goto(`/review?turn=anybody&q=${name}`);
  const row = page.getByRole('row').filter({ hasText: name });
  await row.focus();
  await page.keyboard.press('a');
  await expect(page.getByText(`App ${name} is yours now.`)).toBeVisible();
  await expect(row).toContainText('You');
  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Logos' })).toBeVisible();
}

/** In the box of messages, up to the question whether the ISV is to read it. */
export async function writeInMessages(page: Page, words: string) {
  await page.getByLabel('Message to the ISV').fill(words);
  await page.getByRole('button', { name: 'Send to the ISV' }).click();
  const question = page.getByRole('dialog', { name: 'The ISV reads this' });
  await expect(question).toContainText(words);
  return question;
}

export async function writeToIsv(page: Page, words: string): Promise<void> {
  const question = await writeInMessages(page, words);
  await question.getByRole('button', { name: 'Send to the ISV' }).click();
  await expect(page.getByRole('list', { name: 'Messages with the ISV' })).toContainText(words);
}

export async function decide(page: Page, does: string, reason: string): Promise<void> {
  await choose(page, 'Decision', does);
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: does, exact: true }).click();
  await expect(page.getByRole('list', { name: 'What was decided' })).toContainText(reason);
}

/** Onto the list of changes; nothing is sent by it. */
export async function addToList(page: Page, words: string): Promise<void> {
  await page.getByLabel('What is to be changed, or answered').fill(words);
  await page.getByRole('button', { name: 'Add to the list' }).click();
}

/** Reads the run again and confirms what no machine can tell: everything else holds. */
export async function workThroughChecklist(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Verify again' }).click();
  await expect(page.getByText('Nothing has changed', { exact: true })).toBeVisible();
  const next = page.getByRole('button', { name: /^Confirm: / });
  for (let left = await next.count(); left > 0; left -= 1) {
    await next.first().click();
    await expect(next).toHaveCount(left - 1);
  }
  await expect(page.getByText('Complete', { exact: true })).toBeVisible();
}

export async function approve(page: Page, reason: string): Promise<void> {
  await workThroughChecklist(page);
  await decide(page, 'Approve the request', reason);
}
