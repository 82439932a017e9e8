import { AppError } from '#lib/platform/errors.ts';
import { isOpen, STEPS, type Step } from '#lib/journey/steps.ts';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person, Provisioning } from '../ports.ts';
import type { AuditTrail, Ledger, OnboardingRecord } from './ports.ts';
import { whatIsOpen } from './step-gates.ts';

export type CompleteStepPorts = AccessPorts & {
  ledger: Ledger;
  audit: AuditTrail;
  provisioning: Pick<Provisioning, 'health'>;
};

/** Marks a step complete once what it makes is really there. Completing it again changes nothing. */
export async function completeStep(
  ports: CompleteStepPorts,
  { person, onboardingId, step }: { person: Person; onboardingId: string; step: Step },
): Promise<OnboardingRecord> {
  const record = await openOnboarding(ports, { person, onboardingId });
  if (record.completed[step]) return record;
  refuseUnlessOpen(record, step);
  const open = await whatIsOpen(ports, record, step);
  if (open) throw new AppError('conflict', open, { step });
  const { tenantId } = record;
  await ports.onboardings.completeStep(tenantId, onboardingId, step);
  await ports.audit.record({ tenantId, onboardingId, actor: person, action: 'step.completed', facts: { step } });
  return openOnboarding(ports, { person, onboardingId });
}

/** Refuses what belongs to a step before the steps ahead of it are complete. */
export function refuseUnlessOpen({ completed }: Pick<OnboardingRecord, 'completed'>, step: Step): void {
  const done = new Set(STEPS.filter((one) => completed[one]));
  if (isOpen(step, done)) return;
  const missing = STEPS.find((one) => !done.has(one)) ?? step;
  throw new AppError('step-not-open', `First complete the step “${STEP_WORDS[missing].title}”.`, { step, missing });
}
