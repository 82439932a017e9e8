import type { Directory, DirectoryRole } from '../ports.ts';
import { once, type Checks, type Finding } from './answer.ts';

const TITLES: Record<DirectoryRole, string> = {
  'global-administrator': 'Global Administrator',
  'application-administrator': 'Application Administrator',
  'cloud-application-administrator': 'Cloud Application Administrator',
  'privileged-role-administrator': 'Privileged Role Administrator',
  'hybrid-identity-administrator': 'Hybrid Identity Administrator',
  other: 'another role',
};
const MANAGES_APPLICATIONS: DirectoryRole[] = [
  'application-administrator',
  'cloud-application-administrator',
  'global-administrator',
];
const GRANTS_GRAPH_ROLES: DirectoryRole[] = ['privileged-role-administrator', 'global-administrator'];

type TenantReader = Pick<Directory, 'organization' | 'activeRoles' | 'eligibleRoles' | 'licence' | 'verifiedDomains'>;

/** What the signed-in person's directory says about the tenant's rules. */
export function tenantChecks(directory: TenantReader): Checks {
  const activeRoles = once(() => directory.activeRoles());
  const eligibleRoles = once(() => directory.eligibleRoles());
  const licence = once(() => directory.licence());
  const holdsOneOf = async (wanted: DirectoryRole[]): Promise<Finding> => {
    const active = (await activeRoles()).filter((role) => wanted.includes(role));
    if (active.length > 0) return { state: 'met', evidence: `Active now: ${titles(active)}.` };
    return notActive(wanted, await eligibleRoles());
  };
  return {
    'tenant.exists': async () => {
      const { name, tenantId } = await directory.organization();
      return { state: 'met', evidence: `You are signed in to ${name} (${tenantId}); everything is made there.` };
    },
    'tenant.role': () => holdsOneOf(MANAGES_APPLICATIONS),
    'tenant.grantRole': () => holdsOneOf(GRANTS_GRAPH_ROLES),
    'tenant.p1': async () => licenceFinding(await licence()),
    'tenant.p1.logs': async () => licenceFinding(await licence()),
    'tenant.domain': async () => domainFinding(await directory.verifiedDomains()),
  };
}

/** A role that must be activated first is told apart from one that is missing. */
function notActive(wanted: DirectoryRole[], eligible: DirectoryRole[] | 'unknown'): Finding {
  const activatable = eligible === 'unknown' ? [] : eligible.filter((role) => wanted.includes(role));
  if (activatable.length > 0) {
    return {
      state: 'not-met',
      evidence: `You are eligible for ${titles(activatable)}, but it is not active now.`,
      fix: 'Activate it in Privileged Identity Management (My roles), then check again.',
      actor: 'you',
    };
  }
  const aside = eligible === 'unknown' ? ' Whether you could activate one cannot be read in this tenant.' : '';
  return {
    state: 'not-met',
    evidence: `You hold none of ${titles(wanted)}.${aside}`,
    fix: `Ask for one of these roles, or let a colleague who has one do this part with you.`,
    actor: 'directory-admin',
  };
}

function licenceFinding(licence: 'P2' | 'P1' | 'none'): Finding {
  if (licence !== 'none') return { state: 'met', evidence: `The tenant has Entra ID ${licence}.` };
  return {
    state: 'not-met',
    evidence: 'No plan with Entra ID P1 or P2 is switched on.',
    fix: 'Start a trial or buy one licence of Entra ID P1: without it the provisioning logs cannot be read.',
    actor: 'directory-admin',
  };
}

function domainFinding(domains: { name: string; isDefault: boolean }[]): Finding {
  if (domains.length > 0) return { state: 'met', evidence: `Verified: ${domains.map(({ name }) => name).join(', ')}.` };
  return {
    state: 'not-met',
    evidence: 'No verified domain was found.',
    fix: 'Verify a domain in the Entra admin center.',
    actor: 'directory-admin',
  };
}

const titles = (roles: DirectoryRole[]): string => [...new Set(roles)].map((role) => TITLES[role]).join(', ');
