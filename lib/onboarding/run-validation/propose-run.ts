import { AppError } from '#lib/platform/errors.ts';
import type { Mappings } from '#lib/rules/mappings.ts';
import { DEFAULT_USER_PROFILES, proposeCapabilities } from '#lib/rules/run-parameters.ts';
import type { CapabilityFlag } from '#lib/rules/test-catalogue.ts';
import type { ObjectMapping } from '../configure-provisioning/contract.ts';
import type { OnboardingRecord } from '../record/ports.ts';
import type { RunParameters } from './contract.ts';

type Domains = { name: string; isDefault: boolean }[];

/** A full run as the tenant's domains and the mappings suggest it. */
export function proposeRun({ mappings = [] }: Pick<OnboardingRecord, 'mappings'>, domains: Domains): RunParameters {
  const domain = domains.find(({ isDefault }) => isDefault) ?? domains[0];
  if (!domain) throw new AppError('run-not-possible', 'Your tenant has no verified domain for the test users.');
  const flags = new Map(proposeCapabilities(capabilitiesIn(mappings)).map(({ flag, value }) => [flag, value]));
  return {
    testUserDomain: domain.name,
    enabledTests: 'All',
    isSoftDeleted: flags.get('IsSoftDeleted') ?? true,
    isGroupSupported: flags.get('IsGroupSupported') ?? true,
    isManagerAttributeSupported: flags.get('IsManagerAttributeSupported') ?? true,
    userProfiles: DEFAULT_USER_PROFILES,
  };
}

/** Why each flag is proposed so, by the name it has among the run's parameters. */
export function capabilityReasons({ mappings = [] }: Pick<OnboardingRecord, 'mappings'>): Record<string, string> {
  const entries = proposeCapabilities(capabilitiesIn(mappings));
  return Object.fromEntries(entries.map(({ flag, because }) => [flag[0]!.toLowerCase() + flag.slice(1), because]));
}

/** What the application supports, by its mappings; nothing is said before there are any. */
export function declaredCapabilities({
  mappings = [],
}: Pick<OnboardingRecord, 'mappings'>): Partial<Record<CapabilityFlag, boolean>> {
  if (mappings.length === 0) return {};
  return Object.fromEntries(proposeCapabilities(capabilitiesIn(mappings)).map(({ flag, value }) => [flag, value]));
}

/** The template's tests all need users. */
export function groupsOnlyWarning({ mappings = [] }: Pick<OnboardingRecord, 'mappings'>): string | undefined {
  const { users, groups } = capabilitiesIn(mappings);
  if (users || !groups) return undefined;
  return 'Your application provisions groups only. Every test of this template needs users, so no run of it can be ready.';
}

function capabilitiesIn(mappings: ObjectMapping[]): Mappings {
  const active = mappings.filter(({ enabled }) => enabled);
  const users = active.filter(({ kind }) => kind === 'user');
  const targets = users.flatMap(({ attributes }) => attributes.map(({ target }) => target.toLowerCase()));
  const has = (name: string) => targets.some((target) => target === name || target.endsWith(`:${name}`));
  return {
    users: users.length > 0,
    groups: active.some(({ kind }) => kind === 'group'),
    manager: has('manager'),
    softDelete: has('active'),
    direct: [],
  };
}
