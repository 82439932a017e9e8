import type { CheckResult } from '#lib/probe/contract.ts';
import { entryOf } from '#lib/probe/select.ts';
import type { Rule } from '#lib/rules/requirements.ts';
import type { ProbeRecord } from '../probe/ports.ts';
import type { Finding } from './answer.ts';

type Probed = Pick<ProbeRecord, 'results' | 'stopped'>;
export type EndedProbe = ProbeRecord & { endedAt: Date };
/** What is known of one check of a rule; without a result it was not part of the probe. */
type Known = { id: string; result?: CheckResult };

const MOST_REASONS = 3;
const IN_WORDS: Record<string, string> = {
  'scim.emptyFilter': 'A filter that matches nobody answered 200 with totalResults 0.',
};

/** Probes of the endpoint that have ended and tried something, newest first as the list is. */
export function endedProbes(probes: readonly ProbeRecord[], endpoint: string | undefined): EndedProbe[] {
  const isIt = (probe: ProbeRecord): probe is EndedProbe =>
    probe.endpoint === endpoint && probe.endedAt !== undefined && !probe.cleanUpOnly;
  return probes.filter(isIt);
}

/**
 * The answer of the newest probe that could tell. One that was not allowed to try the checks of a rule (no writes, no
 * throughput, other tags) does not undo an earlier answer; it answers only where no other does.
 */
export function probedAnswer(rule: Rule, ended: readonly EndedProbe[]): { finding: Finding; at: Date } | undefined {
  const answers = ended.flatMap((probe) => {
    const finding = probeFinding(rule, probe);
    return finding ? [{ finding, at: probe.endedAt, tells: finding.state !== 'unknown' || triedAll(rule, probe) }] : [];
  });
  return answers.find(({ tells }) => tells) ?? answers[0];
}

const triedAll = ({ checks }: Rule, { results }: Probed): boolean =>
  checks.every((id) => results.some((one) => one.id === id && one.verdict !== 'untried'));

/**
 * What a probe says about a rule: met when its checks passed, not met when one failed, otherwise unknown with the reason.
 * Undefined when the probe does not answer the rule, or tried none of its checks.
 */
export function probeFinding(rule: Rule, { results, stopped }: Probed): Finding | undefined {
  if (!rule.answeredBy.includes('probe')) return undefined;
  const known = rule.checks.map((id): Known => ({ id, result: results.find((one) => one.id === id) }));
  if (!known.some(({ result }) => result)) return undefined;
  const passed = known.filter(({ result }) => result?.verdict === 'passed');
  const failed = known.filter(({ result }) => result?.verdict === 'failed');
  const isMet = passed.length === known.length || (rule.oneCheckIsEnough && passed.length > 0);
  if (isMet) return { state: 'met', evidence: metWords(rule, passed) };
  const isFailed = rule.oneCheckIsEnough ? failed.length === known.length : failed.length > 0;
  if (isFailed) return notMet(failed);
  const open = known.filter(({ result }) => result?.verdict !== 'passed');
  return { state: 'unknown', evidence: listed(open.map((one) => openWords(one, stopped))) };
}

function metWords({ id, checks }: Rule, passed: Known[]): string {
  const [only] = passed;
  if (checks.length === 1 && only?.result) return IN_WORDS[id] ?? `${only.id} passed: ${only.result.got}`;
  return `Passed: ${passed.map(({ id: check }) => `${check} (${entryOf(check).title})`).join(', ')}.`;
}

function notMet(failed: Known[]): Finding {
  const expected = failed.map(({ id, result }) => `${id}: ${result?.expected ?? entryOf(id).expected}`);
  return {
    state: 'not-met',
    evidence: listed(failed.map(({ id, result }) => sentence(`${id} failed: ${result?.got ?? ''}`))),
    fix: `Expected: ${listed(expected.map(sentence))}`,
    actor: 'isv-developer',
  };
}

function openWords({ id, result }: Known, stopped: string | undefined): string {
  if (!result && stopped) return sentence(`${id} was not reached: ${stopped}`);
  if (!result) return `${id} was not part of the newest probe.`;
  const { verdict, got, blockedBy } = result;
  if (verdict === 'blocked') return sentence(`${id} was blocked by ${blockedBy.join(', ') || 'another check'}: ${got}`);
  if (verdict === 'untried') return sentence(`${id} was not tried: ${got}`);
  if (verdict === 'failed') return sentence(`${id} failed: ${got}`);
  return sentence(`${id} cannot be verified: ${got}`);
}

function listed(words: string[]): string {
  const more = words.length - MOST_REASONS;
  return [...words.slice(0, MOST_REASONS), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
