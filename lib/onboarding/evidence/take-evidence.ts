import { READINGS } from '#lib/rules/needed-contents.ts';
import { jobSettings, mappingTable } from '#lib/rules/run-details.ts';
import { valueAt } from '#lib/rules/run-snapshot.ts';
import { credentialsSent, scrub } from '#lib/rules/scrub.ts';
import { canonicalHash } from '#lib/templates/canonical-hash.ts';
import type { RunReader, WorkflowFacts } from '../ports.ts';
import type { OnboardingRecord, RunRecord } from '../record/ports.ts';
import { expected, readEvidence, type Evidence } from '../run-validation/evidence.ts';
import { parametersInForce } from '../run-validation/read-run.ts';
import { EvidenceContent } from './content.ts';
import { cleaned, handedInOf, jsonOf, sealed, type HandedIn, type Sealed } from './handed-in.ts';
import { judgeContent } from './judge-content.ts';
import { notVerifiedIn } from './not-verified.ts';

export type EvidenceAsk = {
  onboarding: OnboardingRecord;
  run: RunRecord & { runName: string };
  /** Read from the directory now, by whoever hands in. */
  verifiedDomains?: string[];
  handedIn: HandedIn;
  at: Date;
};
/** With the same reading, for what is kept of the run itself. */
export type TakenEvidence = Sealed<EvidenceContent> & { reading: Evidence };

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
  const read = jsonOf(wholeOf(reading, workflow, ask));
  const clean = cleanedRun(read);
  const { schema, job } = READINGS[clean.template.reading];
  // Nothing is kept that the form of the evidence does not know: whoever checks a pack reads it by that form.
  const content = EvidenceContent.parse({
    ...clean,
    notVerified: notVerifiedIn(clean.request),
    mappings: mappingTable(valueAt(clean.actions[schema]?.outputs, 'body')),
    jobSettings: jobSettings(valueAt(clean.actions[job]?.outputs, 'body')),
    ...judgeContent(clean),
  });
  return { reading, ...sealed(content, { read, clean }) };
}

/**
 * Names of actions are no secrets' keys, whatever words they hold. What the run sent as a credential is taken out wherever it
 * came back, whatever its shape.
 */
function cleanedRun({ actions, ...rest }: ReturnType<typeof wholeOf>) {
  const secrets = credentialsSent(Object.values(actions).map(({ inputs }) => inputs));
  const each = Object.entries(actions).map(([name, action]) => [name, scrub(action, { secrets })] as const);
  return { ...cleaned(rest), actions: Object.fromEntries(each) };
}

function wholeOf(reading: Evidence, workflow: WorkflowFacts | undefined, ask: EvidenceAsk) {
  const { onboarding, run, verifiedDomains } = ask;
  const { template, definitionHash, snapshot } = reading;
  return {
    ...{ ...handedInOf(ask), format: 1 as const },
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
