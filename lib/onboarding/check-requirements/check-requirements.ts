import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Azure, Directory, Person, ScimEndpoint } from '../ports.ts';
import type { OnboardingRecord, StoredAnswer } from '../record/ports.ts';
import { findingOf, type Checks } from './answer.ts';
import { azureChecks } from './azure-checks.ts';
import type { CheckRequirementsInput, Requirements } from './contract.ts';
import { requirementsView, ruleSetOf } from './requirements-view.ts';
import { scimChecks } from './scim-checks.ts';
import { tenantChecks } from './tenant-checks.ts';

export type CheckPorts = AccessPorts & { directory: Directory; azure: Azure; scim: ScimEndpoint };
type Ask = { person: Person; onboardingId: string };

/** The rules of the onboarding's rule set with their latest answers. Reads nothing outside. */
export async function readRequirements(ports: AccessPorts, ask: Ask): Promise<Requirements> {
  const record = await openOnboarding(ports, ask);
  return requirementsView(record, await ports.onboardings.answers(record.tenantId, record.id));
}

/**
 * Answers the rules from evidence, all or the named ones. Only reads outside. Without endpoint and credential the rules
 * about them keep their answers.
 */
export async function checkRequirements(
  ports: CheckPorts,
  { person, onboardingId, expectedRunMinutes, ...input }: CheckRequirementsInput & Ask & { expectedRunMinutes: number },
): Promise<Requirements> {
  const record = await openOnboarding(ports, { person, onboardingId });
  const checks = chosen(record, allChecks(ports, input, expectedRunMinutes), input.rules);
  const answers = await Promise.all(
    checks.map(async ([rule, check]): Promise<StoredAnswer> => {
      const finding = await findingOf(check);
      return { rule, ...finding, checkedAt: new Date() };
    }),
  );
  const { tenantId, id } = record;
  await ports.onboardings.saveAnswers(tenantId, id, answers);
  await ports.onboardings.change(tenantId, id, {
    ...(input.rules ? {} : { requirementsAt: new Date() }),
    // Once a job runs against an address, only configure-provisioning changes it.
    ...(input.scimEndpoint && !record.jobId ? { scimEndpoint: input.scimEndpoint } : {}),
  });
  const changed = await openOnboarding(ports, { person, onboardingId });
  return requirementsView(changed, await ports.onboardings.answers(tenantId, id));
}

function allChecks(ports: CheckPorts, input: CheckRequirementsInput, expectedRunMinutes: number): Checks {
  const { scimEndpoint, credential } = input;
  return {
    ...tenantChecks(ports.directory),
    ...azureChecks(ports.azure),
    ...(scimEndpoint && credential ? scimChecks(ports.scim, { scimEndpoint, credential, expectedRunMinutes }) : {}),
  };
}

function chosen(record: OnboardingRecord, checks: Checks, rules: string[] | undefined) {
  const known = new Set(ruleSetOf(record).rules.map(({ id }) => id));
  return Object.entries(checks).filter(([rule]) => known.has(rule) && (!rules || rules.includes(rule)));
}
