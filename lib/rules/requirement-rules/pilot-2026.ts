import type { Rule, RuleSet } from '../requirements.ts';
import { DISAGREEMENTS } from './disagreements.ts';
import { CUSTOMERS, PUBLISHER_RULES } from './publisher.ts';
import { AUTH_METHOD, AUTHENTICATION, DELETE, EMPTY_FILTER, GROUPS, MULTI_MEMBER_PATCH } from './scim.ts';
import { NO_SPECIAL_NEEDS, RATE, SCHEMAS, USERS } from './scim.ts';
import { TENANT_RULES, TOKEN_LIFE } from './tenant.ts';

/** What the provisioning pilot's guide asked: stricter about groups' PATCH and customers, narrower about authentication. */
export const PILOT_2026: RuleSet = {
  id: 'pilot-2026-08',
  date: '2026-08-01',
  title: 'Provisioning pilot, August 2026',
  rules: [
    USERS,
    {
      ...GROUPS,
      text: 'The application has a SCIM 2.0 /Groups endpoint, if it takes groups: one of users and groups is enough.',
    },
    ...[RATE, EMPTY_FILTER, SCHEMAS, DELETE],
    { ...MULTI_MEMBER_PATCH, level: 'required' },
    NO_SPECIAL_NEEDS,
    ...AUTHENTICATION.map(asInThePilot),
    ...TENANT_RULES,
    {
      ...TOKEN_LIFE,
      text: 'The bearer token given to a run outlives it; two hours were thought enough, a run takes up to 90 minutes.',
    },
    ...PUBLISHER_RULES,
    { ...CUSTOMERS, level: 'required' },
  ],
  disagreements: DISAGREEMENTS.map(({ pilot, topic, says }) => ({ topic, says, decision: pilot })),
};

function asInThePilot(rule: Rule): Rule {
  if (rule !== AUTH_METHOD) return rule;
  return {
    ...rule,
    text: 'It authenticates with OAuth 2.0 client credentials; a fixed bearer token serves for validation only.',
  };
}
