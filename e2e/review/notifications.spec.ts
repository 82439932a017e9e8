import type { Page } from '@playwright/test';
import { cloud } from '../support/cloud.ts';
import { expectGoodAtEveryWidth } from '../support/every-width.ts';
import { until } from '../support/prepared.ts';
import { writeToIsv } from '../support/review.ts';
import { expect, test } from '../support/test.ts';

const bellOf = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Notifications/ });

test('what a reviewer writes rings the ISV’s bell, is mailed, and is read once it is opened; then they want no mail', async ({
  page,
  handedIn,
  asReviewer,
  tenant,
  app,
}) => {
  test.slow();
  const { admin } = tenant.personas;
  await handedIn();
  // Of the run that made the request ready they know already.
  await page.goto('/notifications');
  await expect(page.getByRole('link', { name: `App ${app.name}: the run is ready` })).toBeVisible();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(bellOf(page)).toHaveAccessibleName('Notifications');

  const reviewer = await asReviewer();
  await writeToIsv(reviewer, 'Could you name a test tenant?');
  const mails = await until(
    () => cloud.mailTo(admin.userPrincipalName),
    (all) => all.some(({ text }) => text.includes('wrote to you')),
  );
  expect(mails[0]?.text).toMatch(
    new RegExp(`wrote to you about App ${app.name}[^]*/onboardings/[^/]+/request-publishing`),
  );

  await page.reload();
  await expect(bellOf(page)).toHaveAccessibleName('Notifications 1 unread');
  await expectGoodAtEveryWidth(page, 'Notifications');
  await page.getByRole('link', { name: `wrote to you about App ${app.name}` }).click();
  await expect(page.getByRole('list', { name: 'Messages with the reviewers' })).toContainText('name a test tenant');
  await expect(bellOf(page)).toHaveAccessibleName('Notifications');

  await bellOf(page).click();
  const [inPortal, byMail] = ['Message in the portal', 'Message by mail'].map((name) =>
    page.getByRole('checkbox', { name }),
  );
  await expect(byMail!).toBeChecked();
  await byMail!.click({ force: true });
  await expect(page.getByText('Saved. It counts from now on.')).toBeVisible();
  await writeToIsv(reviewer, 'And a contact?');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Mark as read' })).toHaveCount(1);
  await expect(inPortal!).toBeChecked();
  await expect(byMail!).not.toBeChecked();
  await inPortal!.click({ force: true });
  await expect(inPortal!).not.toBeChecked();
  const wroteTo = (await cloud.mailTo(admin.userPrincipalName)).filter(({ text }) => text.includes('wrote to you'));
  expect(wroteTo).toHaveLength(1);
});
