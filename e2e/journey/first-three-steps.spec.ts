import {
  checkRequirements,
  configureProvisioning,
  createApplication,
  goOn,
  startOnboarding,
} from '../support/journey.ts';
import { expect, test } from '../support/test.ts';

test('from sign-in to a healthy provisioning job', async ({ page, signIn, tenant, app }) => {
  await signIn(tenant.personas.admin.userPrincipalName);
  await startOnboarding(page, 'Payroll Cloud');
  await checkRequirements(page, app);
  await goOn(page, 'create application');
  await createApplication(page);
  await goOn(page, 'configure provisioning');
  await configureProvisioning(page, app);
  await expect(page.getByText('Healthy', { exact: true })).toBeVisible();
});
