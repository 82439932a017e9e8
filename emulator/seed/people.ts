import { DIRECTORY_ROLES } from '../directory/state.ts';
import { seededId } from './ids.ts';

const { globalAdministrator, applicationAdministrator } = DIRECTORY_ROLES;
const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

/** Someone who can sign in. */
export type Persona = {
  objectId: string;
  tenantId: string;
  userPrincipalName: string;
  displayName: string;
  /** Who this is in the story, and what signing in as them shows. */
  label: string;
  hint: string;
  directoryRoles: string[];
  /** Azure role on the tenant's subscription. */
  azureRoleId?: string;
  /** App role of the portal. */
  portalRole?: PortalRole;
};
export type PortalRole = 'Reviewer' | 'ProgramManager';

type Sketch = Omit<Persona, 'objectId' | 'tenantId' | 'userPrincipalName'> & { mailbox: string };
export type TenantFrame = { key: string; tenantId: string; domain: string };

export function isvPersonas(tenant: TenantFrame) {
  const person = inTenant(tenant);
  return {
    admin: person({
      mailbox: 'isv-admin',
      displayName: 'Ines Admin',
      label: 'ISV administrator',
      hint: 'Global Administrator, Owner of the subscription: can do every step.',
      directoryRoles: [globalAdministrator],
      azureRoleId: OWNER,
    }),
    noDirectoryRole: person({
      mailbox: 'isv-no-directory-role',
      displayName: 'Noor Employee',
      label: 'ISV employee without a directory role',
      hint: 'Owner of the subscription, no directory role: cannot consent or create the application.',
      directoryRoles: [],
      azureRoleId: OWNER,
    }),
    noGraphGrants: person({
      mailbox: 'isv-no-graph-grants',
      displayName: 'Gita Applications',
      label: 'ISV application administrator',
      hint: 'Application Administrator, Owner of the subscription: may not grant Microsoft Graph roles to the Logic App.',
      directoryRoles: [applicationAdministrator],
      azureRoleId: OWNER,
    }),
    noAzure: person({
      mailbox: 'isv-no-azure',
      displayName: 'Aziz Directory',
      label: 'ISV administrator without Azure rights',
      hint: 'Global Administrator, no role on any subscription: cannot deploy the Logic App.',
      directoryRoles: [globalAdministrator],
    }),
  };
}

export function operatorPersonas(tenant: TenantFrame) {
  const person = inTenant(tenant);
  const reviewer = (number: 1 | 2, displayName: string) =>
    person({
      mailbox: `reviewer-${number}`,
      displayName,
      label: `Reviewer ${number}`,
      hint: 'Decides on publishing requests.',
      directoryRoles: [],
      portalRole: 'Reviewer',
    });
  return {
    reviewer1: reviewer(1, 'Rosa Reviewer'),
    reviewer2: reviewer(2, 'Ravi Reviewer'),
    programManager: person({
      mailbox: 'program-manager',
      displayName: 'Petra Program',
      label: 'Program manager',
      hint: 'Sees where every onboarding stands.',
      directoryRoles: [],
      portalRole: 'ProgramManager',
    }),
    noRole: person({
      mailbox: 'no-role',
      displayName: 'Nils Norole',
      label: 'Operator employee without a role',
      hint: 'Belongs to the operator, may not open the review or program area.',
      directoryRoles: [],
    }),
  };
}

/** A personal Microsoft account: not of any organisation. */
export function personalPersona(tenant: TenantFrame): Persona {
  return inTenant(tenant)({
    mailbox: 'someone',
    displayName: 'Sam Someone',
    label: 'Personal account',
    hint: 'A Microsoft account of no organisation: the portal refuses it.',
    directoryRoles: [],
  });
}

function inTenant({ key, tenantId, domain }: TenantFrame) {
  return ({ mailbox, ...rest }: Sketch): Persona => ({
    ...rest,
    objectId: seededId('user', key, mailbox),
    tenantId,
    userPrincipalName: `${mailbox}@${domain}`,
  });
}
