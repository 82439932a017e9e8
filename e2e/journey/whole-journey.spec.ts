import {
  checkRequirements,
  configureProvisioning,
  createApplication,
  deployLogicApp,
  goOn,
  runTests,
  startOnboarding,
} from '../support/journey.ts';
import { expectAccessible } from '../support/accessible.ts';
import { fillRequestByHand, handIn } from '../support/request.ts';
import { openSubmission } from '../support/review.ts';
import { expect, test } from '../support/test.ts';

const TEMPLATES = [
  { title: 'our template', choice: /^This portal/ },
  { title: 'the official template', choice: /^Microsoft/ },
];

/** What the pages look like on the way is seen by every-page.spec.ts; only a request that was verified again is not. */
for (const { title, choice } of TEMPLATES) {
  test(`from sign-in to a submitted request that a reviewer verifies again, with ${title}`, async ({
    page,
    signIn,
    asOperator,
    tenant,
    app,
  }) => {
    test.skip(
      title === 'the official template' && !process.env.OFFICIAL_TEMPLATE_FILE,
      'OFFICIAL_TEMPLATE_FILE is not set',
    );
    test.setTimeout(300_000);
    const name = `Payroll ${app.name}`;
    await signIn(tenant.personas.admin.userPrincipalName);
    await startOnboarding(page, name);
    await checkRequirements(page, app);
    await goOn(page, 'create application');
    await createApplication(page);
    await goOn(page, 'configure provisioning');
    await configureProvisioning(page, app);
    await expect(page.getByText('Healthy', { exact: true })).toBeVisible();
    await goOn(page, 'deploy logic app');
    await deployLogicApp(page, app, choice);
    await goOn(page, 'run validation');
    await runTests(page, app, 'Ready, verified');
    await expect(page.getByText('Passed', { exact: true })).toHaveCount(10);
    await goOn(page, 'request publishing');
    await fillRequestByHand(page, app);
    await handIn(page);

    const reviewer = await asOperator('reviewer1');
    await openSubmission(reviewer, name);
    await expect(reviewer.getByText('Passed', { exact: true })).toHaveCount(10);
    await expect(reviewer.getByRole('heading', { name: 'Direct probe of the endpoint' })).toBeVisible();
    await expect(reviewer.getByText(/checks passed, 0 failed/)).toBeVisible();
    await reviewer.getByRole('button', { name: 'Verify again' }).click();
    await expect(reviewer.getByText('Nothing has changed', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expectAccessible(reviewer);

    const manager = await asOperator('programManager');
    await manager.goto('/program/onboardings');
    const row = manager.getByRole('row').filter({ hasText: name });
    await expect(row).toContainText('Submitted');
    await expect(row).toContainText('Ready');
  });
}
