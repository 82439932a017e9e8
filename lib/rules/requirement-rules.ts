import type { Rule } from './requirements.ts';

const REQUIREMENTS = 'entra/identity/enterprise-apps/app-gallery-user-provisioning-requirements';
const PUBLISH = 'entra/identity/enterprise-apps/publish-app-gallery';
const VALIDATE = 'entra/identity/enterprise-apps/validate-user-provisioning-app-gallery';
const PILOT_GUIDE = 'provisioning pilot guide';

export const SCIM_RULES: readonly Rule[] = [
  scim('users', 'The application has a SCIM 2.0 /Users endpoint.', 'required', ['probe']),
  scim('groups', 'The application has a SCIM 2.0 /Groups endpoint.', 'advised', ['probe']),
  scim('rate', 'It takes at least 25 requests a second for each tenant.', 'required', ['probe']),
  scim('emptyFilter', 'A filter that matches nothing is answered with 200 and no results.', 'required', ['probe']),
  scim('schemas', 'Schemas, resource types and the service provider configuration can be discovered.', 'required', [
    'probe',
  ]),
  scim('delete', 'Users can be removed: made inactive, or deleted for good.', 'required', ['probe', 'run']),
  scim('multiMemberPatch', 'One PATCH can change several members of a group.', 'advised', ['probe']),
  scim('bulk', 'Bulk operations are offered; provisioning must work without them.', 'advised', ['probe']),
  scim(
    'noSpecialNeeds',
    'It needs no verbose PATCH, no batching and no slowing down from the provisioning service.',
    'advised',
    ['probe', 'attest'],
  ),
  auth(
    'method',
    'It authenticates with OAuth 2.0 client credentials or workload identity federation; a fixed bearer token serves for validation only.',
    'required',
    ['probe', 'run'],
  ),
  auth('tokenLife', 'Its access tokens live between 60 minutes and 6 hours.', 'required', ['probe']),
  auth('secretLife', 'Client secrets end after one to three years, and then give no token.', 'required', ['attest']),
  auth('rotation', 'Several client secrets can be active at once, and old ones can be deleted.', 'required', [
    'attest',
  ]),
  auth(
    'selfService',
    'Customers make their client id and secret themselves and see the token and SCIM addresses.',
    'required',
    ['attest'],
  ),
];

export const TENANT_RULES: readonly Rule[] = [
  tenant('tenant.exists', 'Application and Logic App live in one Entra tenant.', 'required', ['graph']),
  tenant('tenant.role', 'You are an active Application Administrator or more in that tenant.', 'required', ['graph']),
  tenant(
    'tenant.grantRole',
    'Someone can grant Microsoft Graph roles: a Privileged Role or Global Administrator.',
    'required',
    ['graph'],
  ),
  tenant('tenant.p1', 'The tenant has Entra ID P1 where only assigned groups are provisioned.', 'advised', ['graph']),
  tenant('tenant.p1.logs', 'The tenant has Entra ID P1 or P2: a run reads the provisioning logs.', 'required', [
    'graph',
  ]),
  tenant('tenant.domain', 'The tenant has a verified domain for test users.', 'required', ['graph']),
  tenant('azure.subscription', 'You are Logic App Contributor or more in a subscription of that tenant.', 'required', [
    'arm',
  ]),
  tenant(
    'azure.roleAssignments',
    'You may assign Azure roles there: Owner, User Access or RBAC Administrator.',
    'advised',
    ['arm'],
  ),
  tenant('azure.cost', 'The Logic App costs less than 10 US dollars a month.', 'information', ['show']),
  tenant(
    'token.life',
    'The bearer token given to a run outlives it; a day is advised, a run takes up to 90 minutes.',
    'required',
    ['probe', 'attest'],
  ),
];

export const PUBLISHER_RULES: readonly Rule[] = [
  publisher('partner', 'You are registered in Partner Center, in the AI Cloud Partner Program.', 'required', ['form']),
  publisher('contacts', 'There is an engineering contact and a support contact.', 'required', ['form']),
  publisher('docs', 'The SCIM endpoint is documented in public, on your site and on Microsoft Learn.', 'required', [
    'form',
  ]),
  publisher(
    'customers',
    'A hundred customers in common already use the application through a non-gallery entry.',
    'advised',
    ['attest'],
  ),
  publisher(
    'clouds',
    'The application complies with the rules of each sovereign cloud in which it is to be listed.',
    'advised',
    ['attest'],
  ),
  publisher('previewTenants', 'Five customer tenants would join a preview.', 'advised', ['form']),
];

function scim(name: string, text: string, level: Rule['level'], answeredBy: Rule['answeredBy']): Rule {
  return { id: `scim.${name}`, group: 'scim', text, level, source: REQUIREMENTS, answeredBy };
}

function auth(name: string, text: string, level: Rule['level'], answeredBy: Rule['answeredBy']): Rule {
  return { id: `auth.${name}`, group: 'scim', text, level, source: REQUIREMENTS, answeredBy };
}

function tenant(id: string, text: string, level: Rule['level'], answeredBy: Rule['answeredBy']): Rule {
  return { id, group: 'tenant', text, level, source: id === 'tenant.p1.logs' ? VALIDATE : PILOT_GUIDE, answeredBy };
}

function publisher(name: string, text: string, level: Rule['level'], answeredBy: Rule['answeredBy']): Rule {
  return { id: `isv.${name}`, group: 'publisher', text, level, source: PUBLISH, answeredBy };
}
