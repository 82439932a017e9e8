import { AppError } from '#lib/platform/errors.ts';
import { pathsElsewhere } from '#lib/rules/application-path.ts';
import { ruleSet, type Rule, type RuleSet } from '#lib/rules/requirements.ts';
import { newerThan, ruleSetChanges } from '#lib/rules/rule-set-changes.ts';
import { catalogueEntry } from '#lib/rules/test-catalogue.ts';
import type { OnboardingRecord, StoredAnswer } from '../record/ports.ts';
import type { ProbeRecord } from '../probe/ports.ts';
import type { Requirements, RuleAnswer } from './contract.ts';
import { endedProbes, probedAnswer, type EndedProbe } from './probe-answers.ts';

/** The rule set that this onboarding is held to. */
export function ruleSetOf({ ruleSet: id }: Pick<OnboardingRecord, 'ruleSet'>): RuleSet {
  const found = ruleSet(id);
  if (!found) throw new AppError('internal', 'The rule set of this onboarding is no longer known.', { ruleSet: id });
  return found;
}

/** Every rule of the set with its latest answer, or where it will be answered. What a probe found counts most. */
export function requirementsView(
  record: OnboardingRecord,
  { answers, probes }: { answers: StoredAnswer[]; probes: readonly ProbeRecord[] },
): Requirements {
  const set = ruleSetOf(record);
  const ended = endedProbes(probes, record.scimEndpoint);
  const byRule = new Map(answers.map((answer) => [answer.rule, answer]));
  return {
    ruleSet: set.id,
    ruleSetTitle: set.title,
    ruleSetDate: set.date,
    disagreements: set.disagreements.map(({ says, ...rest }) => ({ ...rest, says: [...says] })),
    newer: newerView(record, set),
    path: pathView(record),
    answers: set.rules.map((rule) => probedView(rule, ended) ?? answerView(rule, byRule.get(rule.id))),
    checkedAt: record.requirementsAt?.toISOString(),
    scimEndpoint: record.scimEndpoint,
    missingConsent: [...new Set(answers.flatMap(({ missingScopes = [] }) => missingScopes))],
  };
}

function pathView({ path }: OnboardingRecord): Requirements['path'] {
  if (!path) return undefined;
  const { byName, at, ...answers } = path;
  return { answers, byName, at, elsewhere: pathsElsewhere(answers).map(({ id }) => id) };
}

/** What a request that is handed in rests on does not change any more. */
function newerView({ submission }: OnboardingRecord, set: RuleSet): Requirements['newer'] {
  const newer = submission?.submittedAt ? undefined : newerThan(set);
  if (!newer) return undefined;
  const { id, title, date } = newer;
  return { id, title, date, changes: ruleSetChanges(set, newer) };
}

function probedView(rule: Rule, ended: EndedProbe[]): RuleAnswer | undefined {
  const answer = probedAnswer(rule, ended);
  return answer && { ...wordsOf(rule), ...answer.finding, checkedAt: answer.at.toISOString(), isFromProbe: true };
}

function answerView(rule: Rule, stored: StoredAnswer | undefined): RuleAnswer {
  const words = wordsOf(rule);
  if (!stored) return { ...words, ...withoutAnswer(rule) };
  const { state, evidence, table, fix, actor, checkedAt } = stored;
  return { ...words, state, evidence, table, fix, actor, checkedAt: checkedAt.toISOString() };
}

function wordsOf({ id, text, level, source, checks, tests }: Rule) {
  return {
    ...{ rule: id, group: groupOf(id), title: text, level, checks },
    source: sourceOf(source),
    tests: tests.map((test) => catalogueEntry(test).title),
  };
}

/** Rules that another step or a statement answers, and those that wait for a check. */
function withoutAnswer({ answeredBy }: Rule): Pick<RuleAnswer, 'state' | 'evidence' | 'answeredIn'> {
  if (answeredBy.includes('run')) {
    return { state: 'later', evidence: 'A validation run shows it.', answeredIn: 'run-validation' };
  }
  if (answeredBy.includes('form') || answeredBy.includes('attest')) {
    return { state: 'later', evidence: 'You state it with the publishing request.', answeredIn: 'request-publishing' };
  }
  if (answeredBy.includes('probe')) return { state: 'unknown', evidence: 'The portal has not checked this.' };
  return { state: 'unknown', evidence: 'Not checked yet.' };
}

const GROUPS: Record<string, RuleAnswer['group']> = {
  scim: 'scim-endpoint',
  auth: 'authentication',
  token: 'authentication',
  tenant: 'tenant',
  azure: 'azure',
  isv: 'publisher',
};
const groupOf = (rule: string): RuleAnswer['group'] => GROUPS[rule.slice(0, rule.indexOf('.'))] ?? 'publisher';

function sourceOf(source: string): RuleAnswer['source'] {
  const page = source.split('/').at(-1) ?? source;
  if (!source.includes('/')) return { name: source };
  return { name: `Microsoft Learn: ${page.replaceAll('-', ' ')}`, url: `https://learn.microsoft.com/${source}` };
}
