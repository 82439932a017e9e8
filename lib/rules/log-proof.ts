import type { LogChange, LogProof } from './reading.ts';
import { type RunSnapshot, listAt, textAt, valueAt } from './run-snapshot.ts';
import type { ProofResult } from './scim-proof.ts';

/** Does the provisioning log report this action on this object with success? An entry of another kind or object proves nothing. */
export function proveLogEntry(proof: LogProof, run: RunSnapshot): ProofResult {
  const results = proof.actions.map((action) => judge(action, proof, run));
  const rank = (result: ProofResult) => (result.ok ? 0 : result.ok === false ? 1 : 2);
  return results.sort((a, b) => rank(a) - rank(b))[0]!;
}

function judge(action: string, proof: LogProof, run: RunSnapshot): ProofResult {
  const say = (ok: boolean | undefined, evidence: string): ProofResult => ({
    what: 'provisioning-log',
    action,
    ok,
    evidence,
  });
  const outputs = run.actions[action]?.outputs;
  if (outputs === undefined) return say(undefined, 'The provisioning log’s last answer could not be read.');
  const status = valueAt(outputs, 'statusCode');
  if (status !== 200)
    return say(false, `Microsoft Graph answered with status ${String(status)}${graphError(outputs)}.`);
  const entry = listAt(outputs, 'body', 'value')[0];
  if (entry === undefined) return say(false, `No log entry for ${proof.entry.join(' or ')} was found.`);
  const mismatch = otherEntry(entry, proof, run);
  if (mismatch) return say(false, mismatch);
  const result = textAt(entry, 'provisioningStatusInfo', 'status') ?? 'unknown';
  return say(result.toLowerCase() === 'success', `The log reports ${actionOf(entry)}: ${result}${reason(entry)}.`);
}

const actionOf = (entry: unknown): string => (textAt(entry, 'provisioningAction') ?? '').toLowerCase();

function otherEntry(entry: unknown, { entry: kinds, about, change }: LogProof, run: RunSnapshot): string | undefined {
  if (!kinds.some((kind) => kind === actionOf(entry)))
    return `The entry is about ${actionOf(entry)}, not ${kinds.join(' or ')}.`;
  const created = textAt(run.actions[about]?.outputs, 'body', 'id');
  const source = textAt(entry, 'sourceIdentity', 'id');
  if (created && source && created.toLowerCase() !== source.toLowerCase()) return 'The entry is about another object.';
  return change && wrongChange(entry, change);
}

function wrongChange(entry: unknown, { property, to }: LogChange): string | undefined {
  const modified = listAt(entry, 'modifiedProperties').find((one) => {
    const name = (textAt(one, 'displayName') ?? '').toLowerCase();
    return name === property || name.endsWith(`:${property}`);
  });
  if (modified === undefined) return `The entry does not change ${property}.`;
  const value = valueAt(modified, 'newValue');
  const isNothing = value === undefined || value === null || value === '' || value === 'null';
  return isNothing === (to === 'nothing') ? undefined : `The entry changes ${property} the other way.`;
}

const graphError = (outputs: unknown): string => {
  const code = textAt(outputs, 'body', 'error', 'code');
  return code ? ` (${code})` : '';
};
const reason = (entry: unknown): string => {
  const code = textAt(entry, 'provisioningStatusInfo', 'errorInformation', 'errorCode');
  return code ? ` (${code})` : '';
};
