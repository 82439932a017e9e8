import { canonicalJson } from '#lib/rules/canonical-json.ts';
import type { RunRecord } from '#lib/onboarding/record/ports.ts';
import type { Evidence } from '#lib/onboarding/run-validation/evidence.ts';

type Submitted = Pick<RunRecord, 'status' | 'definitionHash' | 'versionId' | 'tests' | 'parameters'>;
type Read = Pick<Evidence, 'status' | 'definitionHash' | 'tests' | 'parameters'> & { run: { versionId: string } };

/** Where a run reads otherwise than when it was handed in, in sentences. */
export function differencesBetween(submitted: Submitted, now: Read): string[] {
  return [
    ...changed('Its status', submitted.status, now.status),
    ...changed('Its version of the workflow', submitted.versionId, now.run.versionId),
    ...changed('The definition’s hash', submitted.definitionHash, now.definitionHash),
    ...verdicts(submitted, now),
    ...parameters(submitted, now),
  ];
}

function changed(what: string, before: unknown, now: unknown): string[] {
  return same(before, now) ? [] : [`${what} was ${words(before)}, and is ${words(now)}.`];
}

function verdicts({ tests }: Submitted, now: Read): string[] {
  const before = new Map(tests.map(({ test, verdict }) => [test, verdict]));
  const after = new Map(now.tests.map(({ test, verdict }) => [test, verdict]));
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((test) => changed(`The verdict on ${test}`, before.get(test), after.get(test)));
}

/** Only what the run was started with is compared: the definition's own defaults belong to its hash. */
function parameters(submitted: Submitted, now: Read): string[] {
  const entries = Object.entries(submitted.parameters);
  return entries.flatMap(([name, value]) => changed(`The parameter ${name}`, value, now.parameters[name]));
}

const same = (one: unknown, other: unknown): boolean => words(one) === words(other);

function words(value: unknown): string {
  if (value === undefined) return 'missing';
  // Azure and PostgreSQL each keep the keys of an object in an order of their own.
  return typeof value === 'string' ? value : canonicalJson(value);
}
