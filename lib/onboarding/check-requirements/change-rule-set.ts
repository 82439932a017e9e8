import { AppError } from '#lib/platform/errors.ts';
import { newerThan } from '#lib/rules/rule-set-changes.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { AuditTrail } from '../record/ports.ts';
import { ruleSetOf } from './requirements-view.ts';

type Ask = { person: Person; onboardingId: string; ruleSet: string };

/**
 * Holds the onboarding to the newer rule set, because a person asked for it; answers to rules of both sets stay.
 * Choosing the pinned one again changes nothing. A set that is not newer is refused, and so is a move after the request
 * was handed in: it keeps the set that it started with.
 */
export async function changeRuleSet(
  ports: AccessPorts & { audit: AuditTrail },
  { person, onboardingId, ruleSet: to }: Ask,
): Promise<void> {
  const record = await openOnboarding(ports, { person, onboardingId });
  const { tenantId, ruleSet: from } = record;
  if (from === to) return;
  if (newerThan(ruleSetOf(record))?.id !== to) {
    throw new AppError('conflict', 'This rule set is not newer than the one the onboarding has.', { ruleSet: to });
  }
  if (record.submission?.submittedAt) {
    throw new AppError('conflict', 'The publishing request is handed in: it keeps the rule set that it started with.');
  }
  await ports.onboardings.change(tenantId, onboardingId, { ruleSet: to });
  const facts = { from, to };
  await ports.audit.record({ tenantId, onboardingId, actor: person, action: 'onboarding.rule-set-changed', facts });
}
