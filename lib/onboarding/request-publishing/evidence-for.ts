import { AppError } from '#lib/platform/errors.ts';
import { asksFor } from '#lib/rules/request-fields.ts';
import { risksOf, type RiskFlag } from '#lib/rules/risk-flags.ts';
import type { KeptContent } from '../evidence/content.ts';
import { takeStatements, type HandedIn, type Sealed } from '../evidence/handed-in.ts';
import type { EvidenceStore, NewEvidence } from '../evidence/ports.ts';
import { takeEvidence, type TakenEvidence } from '../evidence/take-evidence.ts';
import { changesAtSource } from '../evidence/material-changes.ts';
import { readIntegration } from '../evidence/read-integration.ts';
import type { Directory, Person, Provisioning } from '../ports.ts';
import type { Onboardings, RunRecord, Runs } from '../record/ports.ts';
import type { AcceptanceCheck } from '../run-validation/contract.ts';
import { changesOf, missingRunChecks } from '../run-validation/evidence.ts';
import { readingAs, type ReadingPorts } from '../run-validation/reading-as.ts';
import type { Attachments } from './ports.ts';
import { fieldsView, valuesOf, type Opened } from './read-request.ts';
import { usability } from './usability.ts';

export type EvidencePorts = ReadingPorts & {
  directory: Pick<Directory, 'verifiedDomains'>;
  provisioning: Pick<Provisioning, 'mappings' | 'savedEndpoint'>;
  onboardings: Pick<Onboardings, 'change' | 'noteLogicApp'>;
  runs: Pick<Runs, 'get' | 'update'>;
  attachments: Pick<Attachments, 'uploads'>;
  evidence: EvidenceStore;
  validityDays: number;
};
type For = Opened & { by: { person: Person }; progress: (words: string) => Promise<void> };

/**
 * What the request rests on, read at its source now and ready to be kept. Refuses a run of which any check does not hold,
 * with its reasons, and one since which the integration has changed, with what is to be validated again. For single sign-on
 * alone it is what was stated, and says that nothing of it is verified.
 */
export async function evidenceFor(ports: EvidencePorts, wanted: For): Promise<NewEvidence & { risks: RiskFlag[] }> {
  const { onboarding, submission, progress } = wanted;
  const values = valuesOf(submission);
  if (!asksFor(values, 'provisioning')) {
    const handedIn = await handedInNow(ports, wanted);
    return { ...kept(takeStatements({ onboarding, handedIn, at: new Date() })), risks: risksOf(undefined) };
  }
  const run = await ports.runs.get(onboarding.tenantId, onboarding.id, String(values['run']));
  if (!run?.runName) throw new AppError('not-found', 'This onboarding has no such run.');
  await progress(`Reading run ${run.runName} at its source.`);
  const named = { ...run, runName: run.runName };
  const taken = await read(ports, { ...wanted, run: named });
  const now = new Date();
  if (!taken) throw refusal(missingRunChecks({ onboarding, run: named }));
  const readAgain = await ports.runs.update(onboarding.tenantId, run.id, changesOf(taken.reading, now));
  refuseUnverified(taken.content.acceptance, readAgain, ports.validityDays);
  refuseChanged(changesAtSource(taken.content, onboarding, await readIntegration(ports, onboarding, taken.content)));
  return { ...kept(taken), runId: run.id, risks: risksOf(riskFacts(taken.content)) };
}

const riskFacts = ({ template, parameters, verdict }: TakenEvidence['content']) => ({
  templateId: template.id,
  enabledTests: parameters['EnabledTests'],
  verdicts: verdict.tests.map((test) => test.verdict),
});

function kept({ content, text, sha256, redactions }: Sealed<KeptContent>): NewEvidence {
  const { submissionId, number, byName } = content;
  return { submissionId, number, byName, text, sha256, redactions };
}

async function handedInNow(ports: EvidencePorts, { onboarding, submission, by }: For): Promise<HandedIn> {
  const { tenantId, id } = onboarding;
  const [uploads, earlier] = await Promise.all([
    ports.attachments.uploads(tenantId, id),
    ports.evidence.list(tenantId, id),
  ]);
  const request = fieldsView(submission);
  return { submissionId: submission.id, number: earlier.length + 1, byName: by.person.name, uploads, request };
}

async function read(
  ports: EvidencePorts,
  wanted: For & { run: RunRecord & { runName: string } },
): Promise<TakenEvidence | undefined> {
  const { onboarding, run } = wanted;
  const [domains, handedIn] = await Promise.all([ports.directory.verifiedDomains(), handedInNow(ports, wanted)]);
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

function refuseChanged(changes: string[]): void {
  if (changes.length === 0) return;
  const words = `The integration has changed since the run. ${changes.join(' ')}`;
  throw new AppError('not-verified', words, { failed: ['changed'] });
}

function refusal(acceptance: AcceptanceCheck[]): AppError {
  const failed = acceptance.filter(({ ok }) => !ok);
  const reasons = failed.map(({ title, reason }) => `“${title}” does not hold: ${reason}`);
  return new AppError('not-verified', `The run cannot be handed in. ${reasons.join(' ')}`, {
    failed: failed.map(({ id }) => id),
  });
}
