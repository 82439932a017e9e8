import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Azure, Consents, Directory, Person, ScimEndpoint } from '../ports.ts';
import type { Rule } from '#lib/rules/requirements.ts';
import type { Probes } from '../probe/ports.ts';
import type { StoredAnswer } from '../record/ports.ts';
import { findingOf, type Checks } from './answer.ts';
import { azureChecks } from './azure-checks.ts';
import { consentCheck } from './consent-check.ts';
import type { CheckRequirementsInput, Requirements } from './contract.ts';
import { endedProbes, probedAnswer } from './probe-answers.ts';
import { requirementsView, ruleSetOf } from './requirements-view.ts';
import { scimChecks } from './scim-checks.ts';
import { tenantChecks } from './tenant-checks.ts';

export type ReadPorts = AccessPorts & { probes: Pick<Probes, 'list'> };
export type CheckPorts = ReadPorts & { directory: Directory; consents: Consents; azure: Azure; scim: ScimEndpoint };
type Ask = { person: Person; onboardingId: string };

/** The rules of the onboarding's rule set with their latest answers. Reads nothing outside. */
export async function readRequirements(ports: ReadPorts, ask: Ask): Promise<Requirements> {
  const record = await openOnboarding(ports, ask);
  const [answers, probes] = await Promise.all([
    ports.onboardings.answers(record.tenantId, record.id),
    ports.probes.list(record.tenantId, record.id),
  ]);
  return requirementsView(record, { answers, probes });
}

/**
 * Answers the rules from evidence, all or the named ones. Only reads outside. Without endpoint and credential the rules
 * about them keep their answers; what a probe of the endpoint answers is not asked again.
 */
export async function checkRequirements(
  ports: CheckPorts,
  { person, onboardingId, expectedRunMinutes, ...input }: CheckRequirementsInput & Ask & { expectedRunMinutes: number },
): Promise<Requirements> {
  const record = await openOnboarding(ports, { person, onboardingId });
  const ended = endedProbes(await ports.probes.list(record.tenantId, record.id), input.scimEndpoint);
  const isProbed = (rule: Rule) => probedAnswer(rule, ended) !== undefined;
  const wanted = ruleSetOf(record).rules.filter((rule) => !isProbed(rule) && isNamed(rule, input.rules));
  const checks = chosen(wanted, allChecks(ports, input, expectedRunMinutes));
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
  return readRequirements(ports, { person, onboardingId });
}

function allChecks(ports: CheckPorts, input: CheckRequirementsInput, expectedRunMinutes: number): Checks {
  const { scimEndpoint, credential } = input;
  return {
    ...tenantChecks(ports.directory),
    ...consentCheck(ports.consents),
    ...azureChecks(ports.azure),
    ...(scimEndpoint && credential ? scimChecks(ports.scim, { scimEndpoint, credential, expectedRunMinutes }) : {}),
  };
}

const isNamed = ({ id }: Rule, rules: string[] | undefined): boolean => !rules || rules.includes(id);

function chosen(rules: Rule[], checks: Checks) {
  const wanted = new Set(rules.map(({ id }) => id));
  return Object.entries(checks).filter(([rule]) => wanted.has(rule));
}
