import type { RuleSet } from '../requirements.ts';
import { DISAGREEMENTS } from './disagreements.ts';
import { CUSTOMERS, PUBLISHER_RULES } from './publisher.ts';
import { AUTHENTICATION, BULK, DELETE, EMPTY_FILTER, GROUPS, MULTI_MEMBER_PATCH } from './scim.ts';
import { RATE, SCHEMAS, USERS } from './scim.ts';
import { TENANT_RULES, TOKEN_LIFE } from './tenant.ts';

/** What the published requirements page and the pages around it ask in autumn 2026. */
export const AUTUMN_2026: RuleSet = {
  id: 'gallery-2026-11',
  date: '2026-11-01',
  title: 'App gallery requirements, November 2026',
  rules: [
    ...[USERS, GROUPS, RATE, EMPTY_FILTER, SCHEMAS, DELETE, MULTI_MEMBER_PATCH, BULK],
    ...AUTHENTICATION,
    ...TENANT_RULES,
    TOKEN_LIFE,
    ...PUBLISHER_RULES,
    CUSTOMERS,
  ],
  disagreements: DISAGREEMENTS.map(({ autumn, topic, says }) => ({ topic, says, decision: autumn })),
};
