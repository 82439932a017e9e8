import type { Rule } from '../requirements.ts';

const VALIDATE = 'entra/identity/enterprise-apps/validate-user-provisioning-app-gallery';
const PILOT_GUIDE = 'provisioning pilot guide';
type Words = Pick<Rule, 'id' | 'text' | 'level' | 'answeredBy'> & { source?: string };

export const TOKEN_LIFE = tenant({
  id: 'token.life',
  text: 'The bearer token given to a run outlives it; a day is advised, a run takes up to 90 minutes.',
  level: 'required',
  answeredBy: ['probe', 'attest'],
});

export const TENANT_RULES: readonly Rule[] = [
  tenant({
    id: 'tenant.exists',
    text: 'Application and Logic App live in one Entra tenant.',
    level: 'required',
    answeredBy: ['graph'],
  }),
  tenant({
    id: 'tenant.role',
    text: 'You are an active Application Administrator or more in that tenant.',
    level: 'required',
    answeredBy: ['graph'],
  }),
  tenant({
    id: 'tenant.grantRole',
    text: 'Someone can grant Microsoft Graph roles: a Privileged Role or Global Administrator.',
    level: 'required',
    answeredBy: ['graph'],
  }),
  tenant({
    id: 'tenant.consents',
    text: 'The later steps act with delegated permissions; each is asked for when it is needed.',
    level: 'information',
    answeredBy: ['graph'],
  }),
  tenant({
    id: 'tenant.p1',
    text: 'The tenant has Entra ID P1 where only assigned groups are provisioned.',
    level: 'advised',
    answeredBy: ['graph'],
  }),
  tenant({
    id: 'tenant.p1.logs',
    text: 'The tenant has Entra ID P1 or P2: a run reads the provisioning logs.',
    level: 'required',
    answeredBy: ['graph'],
    source: VALIDATE,
  }),
  tenant({
    id: 'tenant.domain',
    text: 'The tenant has a verified domain for test users.',
    level: 'required',
    answeredBy: ['graph'],
  }),
  tenant({
    id: 'azure.subscription',
    text: 'You are Logic App Contributor or more in a subscription of that tenant.',
    level: 'required',
    answeredBy: ['arm'],
  }),
  tenant({
    id: 'azure.roleAssignments',
    text: 'You may assign Azure roles there: Owner, User Access or RBAC Administrator.',
    level: 'advised',
    answeredBy: ['arm'],
  }),
  tenant({
    id: 'azure.provider',
    text: 'The resource provider Microsoft.Logic is registered in the subscription, or you may register it.',
    level: 'required',
    answeredBy: ['arm'],
  }),
  tenant({
    id: 'azure.cost',
    text: 'The Logic App costs less than 10 US dollars a month.',
    level: 'information',
    answeredBy: ['show'],
  }),
];

function tenant({ source = PILOT_GUIDE, ...words }: Words): Rule {
  return { group: 'tenant', source, tests: [], checks: [], ...words };
}
