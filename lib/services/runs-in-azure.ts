import 'server-only';
import { adoptRun } from '#lib/onboarding/runs-in-azure/adopt-run.ts';
import { listAzureRuns } from '#lib/onboarding/runs-in-azure/list-azure-runs.ts';
import { previewRun } from '#lib/onboarding/preview-run/preview-run.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { withSettings } from './settings.ts';
import { personOf, portsFor } from './user-ports.ts';

/** The runs of an onboarding's Logic App, whoever started them, as this person. */
export function azureRunServices(user: SignedIn) {
  const ports = portsFor(user);
  const person = personOf(user);
  return {
    preview: async (run: { onboardingId: string; runId: string }) =>
      previewRun(await withSettings(ports), { person, ...run }),
    list: async (onboardingId: string) => listAzureRuns(await withSettings(ports), { person, onboardingId }),
    adopt: (onboardingId: string, pasted: string) => adoptRun(ports, { person, onboardingId, pasted }),
  };
}
