import { addDays } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import { READINGS } from '#lib/rules/needed-contents.ts';
import { objectScopes } from '#lib/rules/run-details.ts';
import { valueAt } from '#lib/rules/run-snapshot.ts';
import { TEST_CATALOGUE } from '#lib/rules/test-catalogue.ts';
import type { AccessPorts } from '../access.ts';
import { takeEvidence, type TakenEvidence } from '../evidence/take-evidence.ts';
import type { Directory, Person } from '../ports.ts';
import type { Runs } from '../record/ports.ts';
import { openRun } from '../run-validation/read-validation.ts';
import { readingAs, type ReadingPorts } from '../run-validation/reading-as.ts';
import { runLink } from '../run-validation/run-view.ts';
import type { RunPreview } from './contract.ts';
import { previewWarnings } from './preview-warnings.ts';

type Ports = AccessPorts &
  ReadingPorts & {
    directory: Pick<Directory, 'activeRoles' | 'verifiedDomains'>;
    runs: Pick<Runs, 'get'>;
    validityDays: number;
  };
type Ask = { person: Person; onboardingId: string; runId: string };

/** Reads a run at its source now and shows what would be handed in with it. Nothing of the reading is kept. */
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
  return { runId: run.id, ...previewOf(taken, ports.validityDays, now) };
}

/** The preview of what was taken, for whoever has taken it already. */
export function previewOf(taken: TakenEvidence, validityDays: number, now: Date): Omit<RunPreview, 'runId'> {
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

/** Why a run cannot be handed in: the checks that do not hold, and its age. */
export function reasonsAgainst(
  { content }: Pick<TakenEvidence, 'content'>,
  { validUntil, now }: { validUntil: Date | undefined; now: Date },
): string[] {
  const failed = content.acceptance
    .filter(({ ok }) => !ok)
    .map(({ title, reason }) => `“${title}” does not hold: ${reason}`);
  if (!validUntil) return ['It has not ended.', ...failed];
  return validUntil < now ? ['It is too old. Run the validation again.', ...failed] : failed;
}

function testsOf({ content }: TakenEvidence): RunPreview['tests'] {
  return TEST_CATALOGUE.flatMap(({ id, title, area }) => {
    const judged = content.verdict.tests.find(({ test }) => test === id);
    return judged ? [{ test: id, title, area, verdict: judged.verdict, reason: judged.reason }] : [];
  });
}
