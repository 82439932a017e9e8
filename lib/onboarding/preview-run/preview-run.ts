import { addDays } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import { READINGS } from '#lib/rules/needed-contents.ts';
import { objectScopes } from '#lib/rules/run-details.ts';
import { valueAt } from '#lib/rules/run-snapshot.ts';
import { TEST_CATALOGUE } from '#lib/rules/test-catalogue.ts';
import type { AccessPorts } from '../access.ts';
import { changesAtSource } from '../evidence/material-changes.ts';
import { readIntegration } from '../evidence/read-integration.ts';
import { takeEvidence, type TakenEvidence } from '../evidence/take-evidence.ts';
import type { Directory, Person, Provisioning } from '../ports.ts';
import type { Runs } from '../record/ports.ts';
import { openRun } from '../run-validation/read-validation.ts';
import { readingAs, type ReadingPorts } from '../run-validation/reading-as.ts';
import { runLink } from '../run-validation/run-view.ts';
import type { RunPreview } from './contract.ts';
import { previewWarnings } from './preview-warnings.ts';

type Ports = AccessPorts &
  ReadingPorts & {
    directory: Pick<Directory, 'activeRoles' | 'verifiedDomains'>;
    provisioning: Pick<Provisioning, 'mappings' | 'savedEndpoint'>;
    runs: Pick<Runs, 'get'>;
    validityDays: number;
  };
type Ask = { person: Person; onboardingId: string; runId: string };

/**
 * Reads a run at its source now and shows what would be handed in with it, and what changed since. Nothing of the run is
 * kept; the integration is remembered as last read.
 */
export async function previewRun(ports: Ports, ask: Ask, now = new Date()): Promise<RunPreview> {
  const { onboarding, run } = await openRun(ports, ask);
  const { runName } = run;
  if (!runName) throw new AppError('not-found', 'This run has not begun.');
  const verifiedDomains = (await ports.directory.verifiedDomains()).map(({ name }) => name);
  const handedIn = { submissionId: run.id, number: 1, byName: ask.person.name, request: {}, uploads: [] };
  const taken = await readingAs(ports, onboarding, (reader) =>
    takeEvidence(reader, { onboarding, run: { ...run, runName }, verifiedDomains, handedIn, at: now }),
  );
  if (!taken)
    throw new AppError('not-verified', 'Azure no longer knows this run: the Logic App or its history was deleted.');
  const changes = changesAtSource(taken.content, onboarding, await readIntegration(ports, onboarding, taken.content));
  return { runId: run.id, ...previewOf({ ...taken, changes }, ports.validityDays, now) };
}

type Previewed = TakenEvidence & { changes: string[] };

function previewOf(taken: Previewed, validityDays: number, now: Date): Omit<RunPreview, 'runId'> {
  const { run, template, actions, mappings, jobSettings, acceptance } = taken.content;
  const validUntil = run.endedAt === undefined ? undefined : addDays(new Date(run.endedAt), validityDays);
  const whyNot = reasonsAgainst(taken, { validUntil, now });
  const { title, version, definitionHash, reading } = template;
  return {
    ...{ runName: run.runName, readAt: now.toISOString(), endedAt: run.endedAt, validUntil: validUntil?.toISOString() },
    ...{ mayHandIn: whyNot.length === 0, whyNot, mappings, jobSettings, acceptance },
    template: { title, version, known: template.id !== undefined, definitionHash },
    tests: testsOf(taken),
    scopes: objectScopes(valueAt(actions[READINGS[reading].schema]?.outputs, 'body')),
    warnings: previewWarnings(taken, { validUntil, now }),
    portalLink: runLink(run.workflowResourceId, run.runName),
  };
}

/** Why a run cannot be handed in: its age, the checks that do not hold, and what changed since. */
function reasonsAgainst(
  { content, changes }: Previewed,
  { validUntil, now }: { validUntil: Date | undefined; now: Date },
): string[] {
  const failed = content.acceptance
    .filter(({ ok }) => !ok)
    .map(({ title, reason }) => `“${title}” does not hold: ${reason}`);
  const reasons = [...failed, ...changes];
  if (!validUntil) return ['It has not ended.', ...reasons];
  return validUntil < now ? ['It is too old. Run the validation again.', ...reasons] : reasons;
}

function testsOf({ content }: TakenEvidence): RunPreview['tests'] {
  return TEST_CATALOGUE.flatMap(({ id, title, area }) => {
    const judged = content.verdict.tests.find(({ test }) => test === id);
    return judged ? [{ test: id, title, area, verdict: judged.verdict, reason: judged.reason }] : [];
  });
}
