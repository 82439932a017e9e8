import { runTests } from '../support/journey.ts';
import { cloud } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

test('an application that ignores member changes is not ready, and the page says which tests and why', async ({
  page,
  upTo,
  app,
}) => {
  test.slow();
  await upTo('run-validation');
  await cloud.breakApp(app.name, 'member-changes-ignored');
  await runTests(page, app, 'Not ready');
  await expect(page.getByText('Passed', { exact: true })).toHaveCount(8);
  await page.getByRole('button', { name: 'Add a member to a group' }).click();
  await expect(page.getByText('is not a member of the group').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue to request publishing' })).toBeDisabled();
});
