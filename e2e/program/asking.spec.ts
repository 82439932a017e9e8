import type { Page } from '@playwright/test';
import { daysAgo, makeUpVendor } from '../support/made-up.ts';
import { choose, linesSavedBy } from '../support/operator.ts';
import { expect, test } from '../support/test.ts';

const DAY_MS = 86_400_000;

test('an ISV asks for faster cycles, and reads who takes care of it, until when they are approved and why', async ({
  page,
  upTo,
  asOperator,
  tenant,
  app,
}) => {
  await upTo('deploy-logic-app');
  await page.goto(page.url().replace('deploy-logic-app', 'configure-provisioning'));
  await page.getByRole('button', { name: 'Ask for faster cycles' }).click();
  await page.getByLabel('Why you need them').fill('We validate every night.');
  await page.getByLabel('Whom to write to about it').fill('ann@vendor.example');
  await page.getByRole('button', { name: 'Ask the program' }).click();
  await expect(page.getByText('Nobody yet')).toBeVisible();

  const petra = await asOperator('programManager');
  await petra.goto('/program/allow-list');
  const title = `App ${app.name}, ${tenant.displayName}`;
  const request = petra.locator('section').filter({ has: petra.getByRole('heading', { name: title }) });
  await expect(request).toContainText('We validate every night.');
  await request.getByRole('button', { name: 'Take care of it' }).click();
  await expect(request).toContainText('Petra Program');
  await page.reload();
  await expect(page.getByText('Petra Program')).toBeVisible();

  const until = new Date(Date.now() + 10 * DAY_MS);
  await request.getByLabel('Reason').fill('For your pilot.');
  await request.getByLabel('Approved until').fill(until.toISOString().slice(0, 10));
  await request.getByRole('button', { name: 'Approve faster cycles' }).click();
  await expect(request.getByText('Approved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Approved', { exact: true })).toBeVisible();
  await expect(page.getByText('by Petra Program')).toBeVisible();
  await expect(page.getByText('For your pilot.')).toBeVisible();
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(until);
  await expect(page.getByText(day, { exact: true })).toBeVisible();
});

test('a holiday that a program manager sets for one side counts at once in its clock, and in no other', async ({
  asOperator,
}) => {
  // A week of its own, long ago: no other request's clock ran in it.
  const monday = new Date(Date.UTC(2001, 0, 1, 12) + Math.floor(Math.random() * 700) * 7 * DAY_MS);
  const later = (days: number) => new Date(monday.getTime() + days * DAY_MS);
  const turns = [
    { side: 'operator', startedAt: monday, endedAt: later(2) },
    { side: 'isv', startedAt: later(2), endedAt: later(4) },
  ] as const;
  const request = { status: 'in-preview', handedIn: daysAgo(1), turns } as const;
  const { word } = await makeUpVendor([{ name: 'Alpha', request }]);
  const rosa = await asOperator('reviewer1');
  await rosa.goto(`/review?q=${word}`);
  const row = rosa.getByRole('row').filter({ hasText: word });
  await expect(row).toContainText('Reviewers: 2 of 5 days');
  await expect(row).toContainText('ISV: 2 of 10 days');

  const petra = await asOperator('programManager');
  // One day in the turn of each side.
  for (const day of [later(1), later(3)])
    await addHoliday(petra, 'Holidays of the reviewers', day.toISOString().slice(0, 10));
  await rosa.reload();
  await expect(row).toContainText('Reviewers: 1 of 5 days');
  await expect(row).toContainText('ISV: 2 of 10 days');
});

test('what an ISV says of a step is put under a theme, and is found under it and in the saved file', async ({
  page,
  upTo,
  asOperator,
  app,
}) => {
  await upTo('check-requirements');
  await page.getByRole('button', { name: 'It was hard' }).click();
  await page.getByLabel('Anything you want to add?').fill(`Too many words in ${app.name}`);
  await page.getByText('I would like to talk about it').click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('Thank you.')).toBeVisible();

  const petra = await asOperator('programManager');
  await petra.goto('/program/feedback');
  // What was tapped first and what was written then are one opinion.
  const row = petra.getByRole('row').filter({ hasText: app.name });
  await expect(row).toContainText(`Too many words in ${app.name}`);
  await row.getByLabel(/^Theme of what/).fill(`Theme ${app.name}`);
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByRole('button', { name: 'Save' })).toBeHidden();
  await choose(petra, 'Show', `Theme ${app.name} (1)`);
  await expect(petra.getByRole('region', { name: 'Feedback' }).getByRole('row')).toHaveCount(2);
  await expect(row.getByLabel(/^Theme of what/)).toHaveValue(`Theme ${app.name}`);

  const lines = await linesSavedBy(petra.getByRole('button', { name: 'Save as CSV' }));
  const own = lines.filter((line) => line.includes(app.name)).map((line) => line.split(',').slice(2, -1).join(', '));
  const about = `App ${app.name}, Check requirements, bad`;
  expect(own).toEqual([`${about}, Too many words in ${app.name}, yes, Theme ${app.name}`]);
});

async function addHoliday(petra: Page, label: string, day: string): Promise<void> {
  await petra.goto('/program/settings');
  const holidays = petra.getByLabel(label);
  await holidays.fill([await holidays.inputValue(), day].join('\n').trim());
  await petra.getByRole('button', { name: 'Save settings' }).click();
  await expect(petra.getByText('Saved. They count from now on.')).toBeVisible();
  await petra.reload();
  await expect(holidays).toHaveValue(new RegExp(day));
}
