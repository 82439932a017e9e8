import { CHECK_LEVELS, type CheckLevel } from '#lib/probe/catalogue/entry.ts';
import type { CheckResult } from '#lib/probe/contract.ts';
import { ACTOR_WORDS } from '#lib/probe/diagnosis/cause.ts';
import { diagnose } from '#lib/probe/diagnosis/diagnose.ts';
import { entryOf } from '#lib/probe/select.ts';
import type { CauseView } from './contract.ts';

/** What failed, by cause, the heaviest first. */
export function causesOf(results: readonly CheckResult[]): CauseView[] {
  const { groups, unexplained } = diagnose(results);
  const known = groups.map(({ cause, checks, evidence, blocked }): CauseView => {
    const { id, title, why, fix, example, actor } = cause;
    return { id, title, why, fix, example, actor: ACTOR_WORDS[actor], level: heaviest(checks), evidence, blocked };
  });
  const others = unexplained.map(({ check, title, evidence, blocked }): CauseView => {
    const actor = ACTOR_WORDS['isv-developer'];
    return { id: check, title, actor, level: heaviest([check]), evidence: [evidence], blocked };
  });
  return [...known, ...others].sort((one, other) => weight(one.level) - weight(other.level));
}

const weight = (level: CheckLevel): number => CHECK_LEVELS.indexOf(level);

function heaviest(checks: readonly string[]): CheckLevel {
  const levels = checks.map((id) => entryOf(id).level).sort((one, other) => weight(one) - weight(other));
  return levels[0] ?? 'information';
}
