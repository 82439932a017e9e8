import { canonicalJson } from '#lib/rules/canonical-json.ts';
import type { EvidenceContent } from '#lib/onboarding/evidence/content.ts';

const NAMED_AT_MOST = 5;

/**
 * Where the source says otherwise now than the evidence that was handed in, in sentences; empty when nothing changed. The
 * evidence is what is kept and cannot be changed, not the portal's record of the run.
 */
export function differencesFrom(evidence: EvidenceContent, now: EvidenceContent): string[] {
  const { run, template, verdict, parameters, expected } = evidence;
  return [
    ...changed('The run’s status', run.status, now.run.status),
    ...changed('The run’s end', run.endedAt, now.run.endedAt),
    ...changed('Its version of the workflow', run.versionId, now.run.versionId),
    ...changed('The hash of the definition it used', template.definitionHash, now.template.definitionHash),
    ...each('The parameter', parameters, now.parameters),
    ...each('The verdict on', verdictsOf(verdict), verdictsOf(now.verdict)),
    ...actions(evidence, now),
    ...(same(evidence.mappings, now.mappings) ? [] : ['The mappings that the run read are other ones.']),
    ...(same(evidence.jobSettings, now.jobSettings) ? [] : ['The job settings that the run read are other ones.']),
    ...changed('The onboarding’s SCIM endpoint', expected.scimEndpoint, now.expected.scimEndpoint),
    ...changed('The onboarding’s service principal', expected.servicePrincipalId, now.expected.servicePrincipalId),
    ...logicApp(evidence.logicApp, now.logicApp),
  ];
}

const verdictsOf = ({ tests }: EvidenceContent['verdict']) =>
  Object.fromEntries(tests.map(({ test, verdict }) => [test, verdict]));

/** What may be swapped after a run: the run stays what it was, and whoever runs it again gets something else. */
function logicApp(before: EvidenceContent['logicApp'], now: EvidenceContent['logicApp']): string[] {
  if (!now) return before ? ['The Logic App is no longer in Azure.'] : [];
  if (!before) return ['The Logic App is in Azure again.'];
  const isSame = before.definitionHash === now.definitionHash;
  return [
    ...(isSame ? [] : ['The Logic App’s definition is another one now.']),
    ...each('The Logic App’s parameter', before.parameters, now.parameters),
    ...(before.identityPrincipalId === now.identityPrincipalId ? [] : ['The Logic App’s identity is another one now.']),
  ];
}

function actions({ actions: before }: EvidenceContent, { actions: now }: EvidenceContent): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  const status = names.flatMap((name) => changed(`The action ${name}`, before[name]?.status, now[name]?.status));
  const contents = names
    .filter((name) => before[name]?.status === now[name]?.status && !same(before[name], now[name]))
    .map((name) => `What the action ${name} holds is something else.`);
  return shortened([...status, ...contents]);
}

function shortened(sentences: string[]): string[] {
  const more = sentences.length - NAMED_AT_MOST;
  return more > 0 ? [...sentences.slice(0, NAMED_AT_MOST), `And ${more} more actions differ.`] : sentences;
}

function each(what: string, before: Record<string, unknown>, now: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((name) => changed(`${what} ${name}`, before[name], now[name]));
}

function changed(what: string, before: unknown, now: unknown): string[] {
  return same(before, now) ? [] : [`${what} was ${words(before)}, and is ${words(now)}.`];
}

const same = (one: unknown, other: unknown): boolean => words(one) === words(other);

function words(value: unknown): string {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? value : canonicalJson(value);
}
