import type { Rule } from '../requirements.ts';

const SOURCE = 'entra/identity/enterprise-apps/app-gallery-user-provisioning-requirements';
type Words = Omit<Rule, 'group' | 'source' | 'tests' | 'checks'> & Partial<Pick<Rule, 'tests' | 'checks'>>;

export const USERS = scim({
  id: 'scim.users',
  text: 'The application has a SCIM 2.0 /Users endpoint.',
  level: 'required',
  answeredBy: ['probe'],
  checks: ['F17', 'U01', 'R01'],
  tests: ['Create_User_Test', 'Update_User_Test'],
});

export const GROUPS = scim({
  id: 'scim.groups',
  text: 'The application has a SCIM 2.0 /Groups endpoint.',
  level: 'advised',
  answeredBy: ['probe'],
  checks: ['G01', 'G05'],
  tests: ['Create_Group_Test', 'Update_Group_Test', 'Delete_Group_Test'],
});

export const RATE = scim({
  id: 'scim.rate',
  text: 'It takes at least 25 requests a second for each tenant.',
  level: 'required',
  answeredBy: ['probe'],
  checks: ['L01'],
});

export const EMPTY_FILTER = scim({
  id: 'scim.emptyFilter',
  text: 'A filter that matches nothing is answered with 200 and no results.',
  level: 'required',
  answeredBy: ['probe'],
  checks: ['F02'],
  tests: ['Create_User_Test', 'Delete_User_Test'],
});

export const SCHEMAS = scim({
  id: 'scim.schemas',
  text: 'Schemas, resource types and the service provider configuration can be discovered.',
  level: 'required',
  answeredBy: ['probe'],
  checks: ['D01', 'D04', 'D11'],
});

export const DELETE = scim({
  id: 'scim.delete',
  text: 'Users can be removed: made inactive, or deleted for good.',
  level: 'required',
  answeredBy: ['probe', 'run'],
  checks: ['M16', 'X01'],
  oneCheckIsEnough: true,
  tests: ['Disable_User_Test', 'Delete_User_Test'],
});

export const MULTI_MEMBER_PATCH = scim({
  id: 'scim.multiMemberPatch',
  text: 'One PATCH can change several members of a group.',
  level: 'advised',
  answeredBy: ['probe'],
  checks: ['G10', 'G11', 'G15'],
  tests: ['Group_Update_Add_Member_Test', 'Group_Update_Remove_Member_Test'],
});

export const BULK = scim({
  id: 'scim.bulk',
  text: 'Bulk operations do what the service provider configuration says. Offering them is advised; provisioning must work without them.',
  level: 'advised',
  answeredBy: ['probe'],
  checks: ['E06'],
});

export const NO_SPECIAL_NEEDS = scim({
  id: 'scim.noSpecialNeeds',
  text: 'It needs no verbose PATCH, no batching and no slowing down from the provisioning service.',
  level: 'required',
  answeredBy: ['probe', 'attest'],
  checks: ['M21', 'G11', 'L01'],
});

export const AUTH_METHOD = scim({
  id: 'auth.method',
  text: 'It authenticates with OAuth 2.0 client credentials or workload identity federation; a fixed bearer token serves for validation only.',
  level: 'required',
  answeredBy: ['probe', 'run'],
  checks: ['A04', 'A06'],
});

export const AUTHENTICATION: readonly Rule[] = [
  AUTH_METHOD,
  scim({
    id: 'auth.tokenLife',
    text: 'Its access tokens live between 60 minutes and 6 hours.',
    level: 'required',
    answeredBy: ['probe'],
    checks: ['A05'],
  }),
  scim({
    id: 'auth.secretLife',
    text: 'Client secrets end after one to three years, and then give no token.',
    level: 'required',
    answeredBy: ['attest'],
    // A wrong secret is refused: near to an expired one, and no proof of it.
    checks: ['A07'],
  }),
  scim({
    id: 'auth.rotation',
    text: 'Several client secrets can be active at once, and old ones can be deleted.',
    level: 'required',
    answeredBy: ['attest'],
  }),
  scim({
    id: 'auth.selfService',
    text: 'Customers make their client id and secret themselves and see the token and SCIM addresses.',
    level: 'required',
    answeredBy: ['attest'],
  }),
];

function scim(words: Words): Rule {
  return { group: 'scim', source: SOURCE, tests: [], checks: [], ...words };
}
