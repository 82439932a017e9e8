import type { ActionRow, WorkflowDefinition } from '../core/siblings.ts';

type ActionDefinition = {
  type?: string;
  runAfter?: Record<string, string[]>;
  actions?: Record<string, ActionDefinition>;
  else?: { actions?: Record<string, ActionDefinition> };
  cases?: Record<string, { actions?: Record<string, ActionDefinition> }>;
  default?: { actions?: Record<string, ActionDefinition> };
};
type Siblings = Record<string, ActionDefinition>;

/**
 * The passes of a loop. The run history keeps the actions of each pass; the state of the pass follows from them as it
 * does for any scope: from its last actions, or where these were skipped, from those before them.
 * https://learn.microsoft.com/azure/logic-apps/error-exception-handling#evaluate-actions-with-scopes-and-their-results
 */
export function scopeRepetitionsOf({
  definition,
  rows,
  loop,
}: {
  definition: WorkflowDefinition;
  rows: ActionRow[];
  loop: ActionRow;
}): ActionRow[] {
  const children = siblingsNamed(definition.actions as Siblings, loop.name)?.[loop.name]?.actions ?? {};
  const inside = rows.filter(
    (row) => row.name in children && row.repetitionIndexes?.at(-1)?.scopeName === loop.name && row.repetition,
  );
  return [...Map.groupBy(inside, (row) => row.repetition)].map(([repetition, pass]) =>
    passOf(loop, { repetition, pass, children }),
  );
}

function passOf(
  loop: ActionRow,
  { repetition, pass, children }: { repetition?: string; pass: ActionRow[]; children: Siblings },
): ActionRow {
  const [first] = pass;
  const status = passStatus(pass, children);
  const ends = pass.map(({ endTime }) => endTime).filter((time) => time !== undefined);
  return {
    id: `${loop.id}/${repetition}`,
    runId: loop.runId,
    name: loop.name,
    repetition,
    repetitionIndexes: first?.repetitionIndexes,
    type: loop.type,
    status,
    code: status === 'Failed' ? 'ActionFailed' : undefined,
    startTime: pass.map(({ startTime }) => startTime).toSorted()[0] ?? loop.startTime,
    endTime: status === 'Running' ? undefined : ends.toSorted().at(-1),
    trackingId: loop.trackingId,
  };
}

function passStatus(pass: ActionRow[], children: Siblings): string {
  const names = Object.keys(children);
  const statusOf = new Map(pass.map(({ name, status }) => [name, status]));
  if (names.some((name) => !statusOf.has(name) || ['Running', 'Waiting'].includes(statusOf.get(name) ?? ''))) {
    return 'Running';
  }
  const followed = new Set(Object.values(children).flatMap(({ runAfter = {} }) => Object.keys(runAfter)));
  const leaves = names.filter((name) => !followed.has(name));
  const decisive = leaves.flatMap((name) => decisiveStatuses(name, { children, statusOf }));
  return decisive.find((status) => status !== 'Succeeded' && status !== 'Skipped') ? 'Failed' : 'Succeeded';
}

function decisiveStatuses(name: string, known: { children: Siblings; statusOf: Map<string, string> }): string[] {
  const status = known.statusOf.get(name) ?? 'Skipped';
  const before = Object.keys(known.children[name]?.runAfter ?? {});
  return status === 'Skipped' && before.length > 0 ? before.flatMap((one) => decisiveStatuses(one, known)) : [status];
}

/** The actions among which `name` is declared, at any depth. */
function siblingsNamed(siblings: Siblings, name: string): Siblings | undefined {
  if (name in siblings) return siblings;
  for (const action of Object.values(siblings)) {
    for (const nested of branchesOf(action)) {
      const found = siblingsNamed(nested, name);
      if (found) return found;
    }
  }
  return undefined;
}

function branchesOf({ actions, else: otherwise, cases = {}, default: fallback }: ActionDefinition): Siblings[] {
  return [actions, otherwise?.actions, fallback?.actions, ...Object.values(cases).map((one) => one.actions)].filter(
    (one): one is Siblings => one !== undefined,
  );
}
