import type { Step } from './steps.ts';

/** How a step reads inside a sentence: "create application", "deploy Logic App". */
export function inSentence(step: Step): string {
  const { title } = STEP_WORDS[step];
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** How people read each step: its title, and what they end it with. */
export const STEP_WORDS: Record<Step, { title: string; outcome: string }> = {
  'check-requirements': {
    title: 'Check requirements',
    outcome: 'Know before you start what is in place and what is open, in your endpoint, tenant and subscription.',
  },
  'create-application': {
    title: 'Create application',
    outcome: 'A non-gallery application in your tenant, created for you or chosen from yours.',
  },
  'configure-provisioning': {
    title: 'Configure provisioning',
    outcome: 'Tested credentials, reviewed mappings, and a first healthy provisioning cycle.',
  },
  'deploy-logic-app': {
    title: 'Deploy Logic App',
    outcome: 'The validation Logic App in your subscription, with exactly the permissions it needs.',
  },
  'run-validation': {
    title: 'Run validation',
    outcome: 'A verdict on every test, with cause and fix, verified at its source.',
  },
  'request-publishing': {
    title: 'Request publishing',
    outcome: 'Your verified run, contacts and documentation, handed to the reviewers.',
  },
};
