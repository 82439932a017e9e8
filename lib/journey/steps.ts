/** The journey, in its order. A step id is one word everywhere: URL, page, component, use case and spec. */
export const STEPS = [
  'check-requirements',
  'create-application',
  'configure-provisioning',
  'deploy-logic-app',
  'run-validation',
  'request-publishing',
] as const;
export type Step = (typeof STEPS)[number];

/** A step opens once every step before it is complete. */
export function isOpen(step: Step, completed: ReadonlySet<Step>): boolean {
  return STEPS.slice(0, STEPS.indexOf(step)).every((earlier) => completed.has(earlier));
}

/** The first step that is not complete; undefined when the journey is done. */
export function nextStep(completed: ReadonlySet<Step>): Step | undefined {
  return STEPS.find((step) => !completed.has(step));
}
