import { CURRENT_RULE_SET, type Rule, type RuleLevel, type RuleSet } from './requirements.ts';

type Named = { rule: string; text: string; level: RuleLevel };
export type RuleSetChanges = {
  added: Named[];
  removed: Named[];
  levels: { rule: string; text: string; from: RuleLevel; to: RuleLevel }[];
  words: { rule: string; from: string; to: string }[];
};

/** The current set, for whom an older one is pinned. */
export function newerThan(pinned: RuleSet): RuleSet | undefined {
  return CURRENT_RULE_SET.date > pinned.date ? CURRENT_RULE_SET : undefined;
}

/** What somebody meets who moves from one set to the other. A rule may change its level and its words. */
export function ruleSetChanges(from: RuleSet, to: RuleSet): RuleSetChanges {
  const before = new Map(from.rules.map((rule) => [rule.id, rule]));
  const after = new Set(to.rules.map(({ id }) => id));
  const kept = to.rules.flatMap((now) => {
    const then = before.get(now.id);
    return then ? [{ then, now }] : [];
  });
  return {
    added: to.rules.filter(({ id }) => !before.has(id)).map(named),
    removed: from.rules.filter(({ id }) => !after.has(id)).map(named),
    levels: kept
      .filter(({ then, now }) => then.level !== now.level)
      .map(({ then, now }) => ({ rule: now.id, text: now.text, from: then.level, to: now.level })),
    words: kept
      .filter(({ then, now }) => then.text !== now.text)
      .map(({ then, now }) => ({ rule: now.id, from: then.text, to: now.text })),
  };
}

const named = ({ id, text, level }: Rule): Named => ({ rule: id, text, level });
