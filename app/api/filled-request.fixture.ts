import { expect } from 'vitest';
import { PublishingStep, SavedFields } from '#lib/onboarding/request-publishing/contract.ts';
import { attestationField, TERMS_VERSION } from '#lib/rules/request-fields.ts';
import { foundation } from '#lib/services/foundation.ts';
import type { Journey } from './journey.fixture.ts';
import * as fieldsRoute from './onboardings/[onboardingId]/request-publishing/fields/route.ts';
import * as publishingRoute from './onboardings/[onboardingId]/request-publishing/route.ts';

const SITE = 'https://contoso.example';
const ENTERED = {
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

/** Fills in everything that the gate asks for, through the route that the page uses, with files and confirmed contacts. */
export async function fillRequest(journey: Journey, runId: string): Promise<PublishingStep> {
  const opened = PublishingStep.parse(await journey.get(publishingRoute.GET));
  await attach(opened.submission.id);
  // Which statements are asked for depends on what is to be listed.
  const step = await enterFields(journey, opened, { ...ENTERED, run: runId });
  const yes = { answer: 'yes', proof: 'Seen.' };
  return enterFields(
    journey,
    step,
    Object.fromEntries(step.attestations.map(({ rule }) => [attestationField(rule), yes])),
  );
}

/** Enters these fields on top of what is there. */
export async function enterFields(
  { post }: Journey,
  { fields }: PublishingStep,
  entered: object,
): Promise<PublishingStep> {
  const changes = Object.entries(entered).map(([field, value]) => ({
    ...{ field, value },
    base: fields[field]?.version ?? 0,
  }));
  const saved = SavedFields.parse((await post(fieldsRoute.PATCH, { changes })).body);
  expect(saved.conflicts).toEqual([]);
  return saved.step;
}

/** What other tests upload and confirm through its own routes. */
async function attach(submissionId: string): Promise<void> {
  const { database } = foundation();
  const by = { uploadedById: 'ann', uploadedByName: 'Ann' };
  const file = {
    fileName: 'file',
    mediaType: 'image/png',
    bytes: 1,
    sha256: 'x',
    content: new Uint8Array(1),
    facts: {},
  };
  const kinds = ['logo-large', 'logo-small', 'document'];
  await database.upload.createMany({ data: kinds.map((kind) => ({ submissionId, kind, ...file, ...by })) });
  await database.contactConfirmation.createMany({
    data: [ENTERED['contacts.engineering.email'], ENTERED['contacts.support.email']].map((email) => ({
      ...{ submissionId, email, requestedByName: 'Ann', confirmedAt: new Date() },
    })),
  });
}
