import { proveLogEntry } from './log-proof.ts';
import type { PhaseReading, Proof } from './reading.ts';
import { type ActionSnapshot, type RunSnapshot, textAt, valueAt } from './run-snapshot.ts';
import { type ProofResult, proveScimState } from './scim-proof.ts';

export type PhaseStatus = 'passed' | 'failed' | 'not-proven' | 'not-run';
export type PhaseVerdict = {
  name: string;
  /** The template's actions of this phase that exist in the run, with how they ended. */
  actions: { name: string; status: string }[];
  status: PhaseStatus;
  reason: string;
};

/** A phase passed if no step failed and every proof holds. A missing proof is told apart from one that speaks against. */
export function judgePhase(
  reading: PhaseReading,
  run: RunSnapshot,
  schemaAction: string,
): { phase: PhaseVerdict; proven: ProofResult[] } {
  const names = [...new Set([...reading.steps, ...reading.proofs.flatMap(actionsOf)])];
  const actions = names.flatMap((name) => (run.actions[name] ? [{ name, status: run.actions[name].status }] : []));
  const phase = (status: PhaseStatus, reason: string) => ({ name: reading.name, actions, status, reason });
  const scope = run.actions[reading.scope];
  if (!scope || scope.status === 'Skipped')
    return { phase: phase('not-run', `The phase ${reading.name} did not run.`), proven: [] };

  const failedStep = reading.steps.find((step) => hasFailed(run.actions[step]));
  if (failedStep)
    return { phase: phase('failed', `${failedStep} failed${failureCode(run.actions[failedStep]!)}.`), proven: [] };
  if (isRunning(scope)) return { phase: phase('not-proven', `The phase ${reading.name} is running.`), proven: [] };
  // What a cancelled phase had found until then speaks neither for nor against.
  if (scope.status === 'Cancelled')
    return { phase: phase('not-proven', `The phase ${reading.name} was cancelled.`), proven: [] };

  const proven = reading.proofs.map((proof) => prove(proof, run, schemaAction));
  const against = proven.find(({ ok }) => ok === false);
  if (against) return { phase: phase('failed', `${NOT_SHOWN[against.what]}: ${against.evidence}`), proven };
  if (hasFailed(scope)) return { phase: phase('failed', `${reading.scope} failed${failureCode(scope)}.`), proven };
  const missing = proven.find(({ ok }) => ok === undefined);
  if (missing) return { phase: phase('not-proven', missing.evidence), proven };
  return { phase: phase('passed', 'Application and provisioning log both show it.'), proven };
}

const NOT_SHOWN: Record<Proof['what'], string> = {
  'scim-state': 'Not shown by the application',
  'provisioning-log': 'Not reported by the provisioning log',
};

const actionsOf = (proof: Proof): string[] => (proof.what === 'scim-state' ? [proof.action] : proof.actions);

function prove(proof: Proof, run: RunSnapshot, schemaAction: string): ProofResult {
  return proof.what === 'scim-state' ? proveScimState(proof, { run, schemaAction }) : proveLogEntry(proof, run);
}

export const hasFailed = (action: ActionSnapshot | undefined): boolean =>
  action?.status === 'Failed' || action?.status === 'TimedOut';
const isRunning = ({ status }: ActionSnapshot): boolean => status === 'Running' || status === 'Waiting';

/** Status and code of a failure, in brackets; empty when neither is known. */
export function failureCode(action: ActionSnapshot): string {
  const status = valueAt(action.outputs, 'statusCode');
  const code = textAt(action.outputs, 'body', 'error', 'code') ?? action.error?.code ?? action.code;
  const parts = [status === undefined ? undefined : `status ${String(status)}`, code].filter(
    (part) => part !== undefined,
  );
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
