import { createHash } from 'node:crypto';
import { canonicalJson, sortedKeys as inOrder } from '#lib/rules/canonical-json.ts';
import { READINGS } from '#lib/rules/needed-contents.ts';
import { redactionsBetween, type Redaction } from '#lib/rules/redactions.ts';
import { jobSettings, mappingTable } from '#lib/rules/run-details.ts';
import { valueAt } from '#lib/rules/run-snapshot.ts';
import { credentialsSent, scrub, scrubShapes } from '#lib/rules/scrub.ts';
import { canonicalHash } from '#lib/templates/canonical-hash.ts';
import type { RunReader, WorkflowFacts } from '../ports.ts';
import type { OnboardingRecord, RunRecord } from '../record/ports.ts';
import { expected, readEvidence, type Evidence } from '../run-validation/evidence.ts';
import { parametersInForce } from '../run-validation/read-run.ts';
import { EvidenceContent, type EvidenceField, type EvidenceUpload } from './content.ts';
import { judgeContent } from './judge-content.ts';

/** What is handed in with the run. */
export type HandedIn = {
  submissionId: string;
  number: number;
  byName: string;
  request: Record<string, EvidenceField>;
  uploads: EvidenceUpload[];
};
export type EvidenceAsk = {
  onboarding: OnboardingRecord;
  run: RunRecord & { runName: string };
  /** Read from the directory now, by whoever hands in. */
  verifiedDomains?: string[];
  handedIn: HandedIn;
  at: Date;
};
export type TakenEvidence = {
  /** The same reading, for what is kept of the run itself. */
  reading: Evidence;
  content: EvidenceContent;
  /** Canonical JSON of the content: what is kept and hashed. */
  text: string;
  sha256: string;
  redactions: Redaction[];
};

/**
 * Reads the run and its Logic App at their source, once, and makes of it what is kept: without secrets, judged by what is
 * kept. Undefined when Azure knows no such run. Its `content.acceptance` is what a handing-in is to be refused by.
 */
export async function takeEvidence(reader: RunReader, ask: EvidenceAsk): Promise<TakenEvidence | undefined> {
  const [reading, workflow] = await Promise.all([readEvidence(reader, ask), reader.workflow(ask.run.resourceId)]);
  if (!reading) return undefined;
  return keepable(reading, workflow, ask);
}

function keepable(reading: Evidence, workflow: WorkflowFacts | undefined, ask: EvidenceAsk): TakenEvidence {
  // What JSON leaves out is left out before it is judged and hashed.
  const read = JSON.parse(JSON.stringify(wholeOf(reading, workflow, ask))) as ReturnType<typeof wholeOf>;
  const clean = cleaned(read);
  const redactions = redactionsBetween(inOrder(read), inOrder(clean));
  const { schema, job } = READINGS[clean.template.reading];
  // Nothing is kept that the form of the evidence does not know: whoever checks a pack reads it by that form.
  const content = EvidenceContent.parse({
    ...clean,
    mappings: mappingTable(valueAt(clean.actions[schema]?.outputs, 'body')),
    jobSettings: jobSettings(valueAt(clean.actions[job]?.outputs, 'body')),
    ...judgeContent(clean),
  });
  const text = canonicalJson(content);
  return { reading, content, text, sha256: sha256(text), redactions };
}

/**
 * Names of fields and actions are no secrets' keys, whatever words they hold. What the run sent as a credential is taken out
 * wherever it came back, whatever its shape.
 */
function cleaned<Read extends ReturnType<typeof wholeOf>>({ request, actions, ...rest }: Read) {
  const secrets = credentialsSent(Object.values(actions).map(({ inputs }) => inputs));
  const each = Object.entries(actions).map(([name, action]) => [name, scrub(action, { secrets })] as const);
  return { ...scrub(rest), request: scrubShapes(request), actions: Object.fromEntries(each) };
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function wholeOf(reading: Evidence, workflow: WorkflowFacts | undefined, ask: EvidenceAsk) {
  const { onboarding, run, verifiedDomains, handedIn, at } = ask;
  const { id, tenantId, tenantName, name, ruleSet, jobId, application } = onboarding;
  const { template, definitionHash, snapshot } = reading;
  const { submissionId, number, byName, request, uploads } = handedIn;
  return {
    ...{ format: 1 as const, submissionId, number, takenAt: at.toISOString(), byName, request, uploads },
    onboarding: { id, tenantId, tenantName, name, ruleSet, jobId, directoryAppId: application?.directoryAppId },
    expected: expected(onboarding, run, verifiedDomains),
    run: { ...reading.run, status: snapshot.status },
    template: {
      ...{ id: template?.id, title: template?.title, version: template?.version },
      ...{ reading: snapshot.template, definitionHash },
    },
    logicApp: workflow && logicAppNow(workflow),
    parameters: snapshot.parameters,
    actions: snapshot.actions,
  };
}

/** The Logic App as it stands now, without its definition, which its hash stands for. */
export function logicAppNow(workflow: WorkflowFacts): NonNullable<EvidenceContent['logicApp']> {
  const { versionId, state, identityPrincipalId, definition } = workflow;
  const parameters = scrub(parametersInForce(workflow));
  return { versionId, state, identityPrincipalId, definitionHash: canonicalHash(definition), parameters };
}
