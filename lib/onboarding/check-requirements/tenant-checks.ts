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

const WHO_ASSIGNS = 'Who can give one: a Privileged Role Administrator or a Global Administrator.';

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
    'tenant.p1': async () => licenceFinding(await licence(), NEEDS.groups),
    'tenant.p1.logs': async () => licenceFinding(await licence(), NEEDS.logs),
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
      fix: 'Activate it in Privileged Identity Management (My roles), then check again. Where it needs approval, its approvers or a Privileged Role Administrator can give it.',
      actor: 'you',
    };
  }
  const aside = eligible === 'unknown' ? ' Whether you could activate one cannot be read in this tenant.' : '';
  return {
    state: 'not-met',
    evidence: `You hold none of ${titles(wanted)}.${aside}`,
    fix: `Ask for one of these roles, or let a colleague who has one do this part with you. ${WHO_ASSIGNS}`,
    actor: 'directory-admin',
  };
}

/** What the licence is needed for. */
const NEEDS = {
  groups: 'It is needed to provision only assigned groups; not to provision everybody, or users one by one.',
  logs: 'It is needed to read the provisioning logs, which every test of a run does.',
};

function licenceFinding(licence: 'P2' | 'P1' | 'none', need: string): Finding {
  if (licence !== 'none') return { state: 'met', evidence: `The tenant has Entra ID ${licence}. ${need}` };
  return {
    state: 'not-met',
    evidence: `No plan with Entra ID P1 or P2 is switched on. ${need}`,
    fix: 'Start a trial of Entra ID P2 or buy a licence of P1. Who can do it: a Billing or Global Administrator.',
    actor: 'directory-admin',
  };
}

function domainFinding(domains: { name: string; isDefault: boolean }[]): Finding {
  if (domains.length > 0) return { state: 'met', evidence: `Verified: ${domains.map(({ name }) => name).join(', ')}.` };
  return {
    state: 'not-met',
    evidence: 'No verified domain was found.',
    fix: 'Verify a domain in the Entra admin center. Who can do it: a Domain Name or Global Administrator.',
    actor: 'directory-admin',
  };
}

const titles = (roles: DirectoryRole[]): string => [...new Set(roles)].map((role) => TITLES[role]).join(', ');
