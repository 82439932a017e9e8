import { expect } from 'vitest';
import { CURRENT_RULE_SET } from '#lib/rules/requirements.ts';
import { attestationField, TERMS_VERSION } from '#lib/rules/request-fields.ts';
import { ANN } from '../fakes.ts';
import { resumeOperation } from '../operations/resume-operation.ts';
import type { Onboardings } from '../record/ports.ts';
import { CARRIER, verifiedWorld } from '../run-validation/world.ts';
import { PublishingStep, type FieldChangeInput } from './contract.ts';
import { readPublishingStep } from './read-request.ts';
import { requestPublishing, requestResume } from './request-publishing.ts';
import { saveFields } from './save-fields.ts';

const SITE = 'https://contoso.example';

/** Everything but the run and the statements. */
export const FILLED_VALUES: Readonly<Record<string, unknown>> = {
  capabilities: 'provisioning',
  'app.name': 'Payroll',
  'app.description': 'Pays people.',
  'app.homepage': SITE,
  'app.privacy': `${SITE}/privacy`,
  'app.termsOfUse': `${SITE}/terms`,
  'app.support': `${SITE}/support`,
  'publisher.name': 'Contoso',
  'publisher.partnerOneId': '1234567',
  'contacts.engineering.name': 'Eve',
  'contacts.engineering.email': 'eve@contoso.example',
  'contacts.support.name': 'Sam',
  'contacts.support.email': 'sam@contoso.example',
  'contacts.public.name': 'Contoso support',
  'contacts.public.email': 'help@contoso.example',
  terms: TERMS_VERSION,
};

/** A first filling-in of everything that the gate asks for, with a run. */
export function filledIn(runId: string): FieldChangeInput[] {
  const stated = CURRENT_RULE_SET.rules
    .filter(({ level }) => level === 'required')
    .map(({ id }) => attestationField(id));
  const statements = stated.map((field) => [field, { answer: 'yes', proof: 'Seen by us.' }] as const);
  return Object.entries({ ...FILLED_VALUES, run: runId, ...Object.fromEntries(statements) }).map(([field, value]) => ({
    ...{ field, value },
    base: 0,
  }));
}

/** The same for single sign-on alone, which rests on no run. */
export function filledInForSso(): FieldChangeInput[] {
  const sso = { protocol: 'saml', testId: 'T-4711', testedOn: '2026-11-01', expiresOn: '2027-05-01' };
  const others = filledIn('').filter(({ field }) => field !== 'run' && field !== 'capabilities');
  const stated = Object.entries(sso).map(([name, value]) => ({ field: `sso.${name}`, value, base: 0 }));
  return [...others, ...stated, { field: 'capabilities', value: 'sso', base: 0 }];
}

/** Every rule of the current set is met. */
export async function meetEveryRule(
  { saveAnswers }: Pick<Onboardings, 'saveAnswers'>,
  tenantId: string,
  onboardingId: string,
): Promise<void> {
  const answers = CURRENT_RULE_SET.rules
    .filter(({ answeredBy }) => !answeredBy.includes('attest') && !answeredBy.includes('form'))
    .map(({ id: rule }) => ({ rule, state: 'met' as const, checkedAt: new Date() }));
  await saveAnswers(tenantId, onboardingId, answers);
}

/** Everything before step 6 is done; nothing is filled in. */
export async function setUp() {
  const world = await verifiedWorld();
  const { ports, onboarding, runId } = world;
  const ask = { person: ANN, onboardingId: onboarding.id };
  await meetEveryRule(ports.onboardings, 'contoso', onboarding.id);
  return {
    ...world,
    ask,
    save: (changes = filledIn(runId), person = ANN) => saveFields(ports, { ...ask, person, changes }),
    submit: () => requestPublishing(ports, { carrier: CARRIER, onboardingId: onboarding.id }),
    resume: () =>
      resumeOperation(ports, {
        ...{ onboardingId: onboarding.id, kind: 'request-publishing', carrier: CARRIER },
        stepsFor: requestResume(ports),
      }),
    read: async () => PublishingStep.parse(await readPublishingStep(ports, ask)),
  };
}

/** Filled in whole, and handed in. */
export async function handedIn() {
  const world = await setUp();
  await world.save();
  expect(await world.submit()).toMatchObject({ state: 'done' });
  return world;
}
