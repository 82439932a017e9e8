import { lastDay, type Clocks } from '#lib/rules/business-clock.ts';
import { clockOf, isEditable, turnOf } from '#lib/rules/submission-status.ts';
import type { Operations } from '#lib/operations/ports.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import { changesSince } from '../evidence/material-changes.ts';
import type { EvidenceRecord, EvidenceStore } from '../evidence/ports.ts';
import { requirementsView, ruleSetOf } from '../check-requirements/requirements-view.ts';
import type { Person } from '../ports.ts';
import type { Probes } from '../probe/ports.ts';
import type { OnboardingRecord, RunRecord, Runs } from '../record/ports.ts';
import { runSummary } from '../run-validation/run-view.ts';
import type { EvidenceView, Fields, FindingView, PublishingStep, SubmissionState } from './contract.ts';
import { attestationRows, unmetRules, type GateFacts } from './gate.ts';
import type { Attachments, DecisionsTold, FindingRecord, Findings, SubmissionRecord, Submissions } from './ports.ts';
import { usability } from './usability.ts';
import type { z } from 'zod';

export const KIND = 'request-publishing';

export type RequestPorts = AccessPorts & {
  submissions: Submissions;
  findings: Findings;
  attachments: Attachments;
  told: DecisionsTold;
  evidence: Pick<EvidenceStore, 'get' | 'list'>;
  runs: Runs;
  probes: Pick<Probes, 'list'>;
  operations: Pick<Operations, 'latest'>;
  validityDays: number;
  expiryDays: number;
  clocks: Clocks;
};
export type Ask = { person: Person; onboardingId: string };
export type Opened = { onboarding: OnboardingRecord; submission: SubmissionRecord };

/** The publishing request of this onboarding: it exists, with its Submission ID, from the first visit on. */
export async function openRequest(ports: RequestPorts, ask: Ask): Promise<Opened> {
  const onboarding = await openOnboarding(ports, ask);
  const { tenantId, id } = onboarding;
  const there = await ports.submissions.get(tenantId, id);
  return { onboarding, submission: there ?? (await ports.submissions.open(tenantId, id, ask.person)) };
}

/** Where the request stands and what keeps it from being handed in. Reads nothing outside. */
export async function readPublishingStep(ports: RequestPorts, ask: Ask): Promise<PublishingStep> {
  return requestView(ports, await openRequest(ports, ask));
}

export async function requestView(ports: RequestPorts, opened: Opened): Promise<PublishingStep> {
  const { submission } = opened;
  const [{ facts, findings }, operation, evidence, decision] = await Promise.all([
    gateFacts(ports, opened),
    ports.operations.latest(submission.onboardingId, KIND),
    ports.evidence.list(submission.tenantId, submission.onboardingId),
    ports.told.newest(submission.tenantId, submission.onboardingId),
  ]);
  return {
    submission: submissionState(submission),
    fields: fieldsView(submission),
    attestations: attestationRows(facts),
    runs: facts.runs,
    unmet: isEditable(submission.status) ? unmetRules(facts) : [],
    findings: findings.map(findingView),
    files: facts.attachments.files,
    decision: decision && { ...decision, at: decision.at.toISOString() },
    evidence: evidence.map(evidenceView),
    validityDays: ports.validityDays,
    deadlines: { due: dueView(submission, ports.clocks), expiryDays: ports.expiryDays },
    operation,
  };
}

/** What the gate judges by, read anew. */
export async function gateFacts(
  ports: RequestPorts,
  { onboarding, submission }: Opened,
): Promise<{ facts: GateFacts; findings: FindingRecord[] }> {
  const { tenantId, id } = onboarding;
  const [runs, answers, probes, attachments, findings] = await Promise.all([
    ports.runs.list(tenantId, id),
    ports.onboardings.answers(tenantId, id),
    ports.probes.list(tenantId, id),
    ports.attachments.facts(tenantId, id),
    ports.findings.list(tenantId, id),
  ]);
  const now = new Date();
  const facts: GateFacts = {
    now,
    values: valuesOf(submission),
    ruleSet: ruleSetOf(onboarding),
    answers: requirementsView(onboarding, { answers, probes }).answers,
    runs: runs.map((run) => ({ ...runSummary(run), ...usability(run, ports.validityDays, now) })),
    attachments,
    findings,
    changesSinceRun: await changesSinceRun(ports, { onboarding, submission }, runs),
  };
  return { facts, findings };
}

/** What changed in the integration since the chosen run, each with what it makes stale. */
async function changesSinceRun(
  { evidence }: RequestPorts,
  { onboarding, submission }: Opened,
  runs: RunRecord[],
): Promise<string[]> {
  const run = runs.find(({ id }) => id === submission.fields['run']?.value);
  if (!run) return [];
  const { tenantId, id } = onboarding;
  const kept = (await evidence.list(tenantId, id)).findLast(({ runId }) => runId === run.id);
  const whole = kept && (await evidence.get(tenantId, id, kept.number));
  return changesSince({ run, evidence: whole }, onboarding);
}

export function evidenceView({ number, at, byName, sha256, redactions }: Omit<EvidenceRecord, 'text'>): EvidenceView {
  return { number, byName, sha256, at: at.toISOString(), redactions: redactions.length };
}

export const valuesOf = ({ fields }: Pick<SubmissionRecord, 'fields'>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));

export function submissionState({ id, status, statusAt, version, submitted }: SubmissionRecord): SubmissionState {
  return {
    ...{ id, status, version },
    statusAt: statusAt.toISOString(),
    turn: turnOf(status),
    isEditable: isEditable(status),
    submitted: submitted && { at: submitted.at.toISOString(), byName: submitted.byName },
  };
}

function dueView({ status, dueAt }: SubmissionRecord, clocks: Clocks): PublishingStep['deadlines']['due'] {
  const side = clockOf(status);
  return dueAt && side && { day: lastDay(dueAt, clocks[side].calendar), isLate: dueAt < new Date() };
}

export function fieldsView({ fields }: Pick<SubmissionRecord, 'fields'>): z.infer<typeof Fields> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { value, version, source, byName, at }]) => [
      name,
      { value, version, source, byName, at: at.toISOString() },
    ]),
  );
}

export function findingView({ createdAt, messages, ...finding }: FindingRecord): FindingView {
  const { id, anchor, kind, words, state, version, createdByName } = finding;
  return {
    ...{ id, anchor, kind, words, state, version, createdByName },
    createdAt: createdAt.toISOString(),
    messages: messages.map(({ at, ...message }) => ({ ...message, at: at.toISOString() })),
  };
}
