import { AppError } from '#lib/platform/errors.ts';
import { asksFor } from '#lib/rules/request-fields.ts';

import type { EvidenceStore, NewEvidence } from '../evidence/ports.ts';
import { takeEvidence, type TakenEvidence } from '../evidence/take-evidence.ts';
import type { Directory, Person } from '../ports.ts';
import type { RunRecord, Runs } from '../record/ports.ts';
import type { AcceptanceCheck } from '../run-validation/contract.ts';
import { changesOf, missingRunChecks } from '../run-validation/evidence.ts';
import { readingAs, type ReadingPorts } from '../run-validation/reading-as.ts';
import type { Attachments } from './ports.ts';
import { fieldsView, valuesOf, type Opened } from './read-request.ts';
import { usability } from './usability.ts';

export type EvidencePorts = ReadingPorts & {
  directory: Pick<Directory, 'verifiedDomains'>;
  runs: Pick<Runs, 'get' | 'update'>;
  attachments: Pick<Attachments, 'uploads'>;
  evidence: EvidenceStore;
  validityDays: number;
};
type For = Opened & { by: { person: Person }; progress: (words: string) => Promise<void> };

/**
 * What the request rests on, read at its source now and ready to be kept. Refuses a run of which any check does not hold,
 * with its reasons. Undefined for single sign-on alone: nothing of it is verified.
 */
export async function evidenceFor(ports: EvidencePorts, wanted: For): Promise<NewEvidence | undefined> {
  const { onboarding, submission, by, progress } = wanted;
  const values = valuesOf(submission);
  if (!asksFor(values, 'provisioning')) return undefined;
  const run = await ports.runs.get(onboarding.tenantId, onboarding.id, String(values['run']));
  if (!run?.runName) throw new AppError('not-found', 'This onboarding has no such run.');
  await progress(`Reading run ${run.runName} at its source.`);
  const named = { ...run, runName: run.runName };
  const taken = await read(ports, { ...wanted, run: named });
  const now = new Date();
  if (!taken) throw refusal(missingRunChecks({ onboarding, run: named }));
  const kept = await ports.runs.update(onboarding.tenantId, run.id, changesOf(taken.reading, now));
  refuseUnverified(taken.content.acceptance, kept, ports.validityDays);
  const { text, sha256, redactions, content } = taken;
  const byName = by.person.name;
  return {
    submissionId: submission.id,
    number: content.number,
    runId: run.id,
    ...{ text, sha256, redactions, byName },
  };
}

async function read(
  ports: EvidencePorts,
  { onboarding, submission, by, run }: For & { run: RunRecord & { runName: string } },
): Promise<TakenEvidence | undefined> {
  const { tenantId, id } = onboarding;
  const [domains, uploads, earlier] = await Promise.all([
    ports.directory.verifiedDomains(),
    ports.attachments.uploads(tenantId, id),
    ports.evidence.list(tenantId, id),
  ]);
  const handedIn = {
    ...{ submissionId: submission.id, number: earlier.length + 1, byName: by.person.name, uploads },
    request: fieldsView(submission),
  };
  const verifiedDomains = domains.map(({ name }) => name);
  return readingAs(ports, onboarding, (reader) =>
    takeEvidence(reader, { onboarding, run, verifiedDomains, handedIn, at: new Date() }),
  );
}

function refuseUnverified(acceptance: AcceptanceCheck[], run: RunRecord, validityDays: number): void {
  if (acceptance.some(({ ok }) => !ok)) throw refusal(acceptance);
  const { whyNot } = usability(run, validityDays, new Date());
  if (whyNot) throw new AppError('not-verified', `The run cannot be handed in. ${whyNot}`, { failed: ['validity'] });
}

function refusal(acceptance: AcceptanceCheck[]): AppError {
  const failed = acceptance.filter(({ ok }) => !ok);
  const reasons = failed.map(({ title, reason }) => `“${title}” does not hold: ${reason}`);
  return new AppError('not-verified', `The run cannot be handed in. ${reasons.join(' ')}`, {
    failed: failed.map(({ id }) => id),
  });
}
