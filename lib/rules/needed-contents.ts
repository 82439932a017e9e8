import { OFFICIAL_READING } from './reading-official.ts';
import { OWN_READING } from './reading-own.ts';
import type { Proof, ScimProof, TemplateReading } from './reading.ts';
import type { TemplateKind } from './run-snapshot.ts';
import { TESTS } from './test-catalogue.ts';

export const READINGS: Record<TemplateKind, TemplateReading> = {
  'official-consumption': OFFICIAL_READING,
  'own-consumption': OWN_READING,
};

export type NeededContent = { action: string; inputs: boolean; outputs: boolean; lastRepetition: boolean };

/**
 * The actions whose contents the verdict reads, so that a caller fetches just these; of those in a loop only the last repetition.
 * Besides, the outputs of any of `stepsOf` that failed say why.
 */
export function neededContents(template: TemplateKind): NeededContent[] {
  const reading = READINGS[template];
  const needed = new Map<string, NeededContent>();
  const need = (action: string, what: Partial<NeededContent>) => {
    const nothing = { action, inputs: false, outputs: false, lastRepetition: false };
    needed.set(action, { ...nothing, ...needed.get(action), ...what });
  };
  for (const action of [reading.schema, reading.job, reading.results, reading.evaluation])
    need(action, { outputs: true });
  for (const proof of proofsOf(reading)) {
    for (const action of readBy(proof)) need(action, { inputs: true, outputs: true, lastRepetition: true });
    if (proof.what === 'provisioning-log') need(proof.about, { outputs: true });
    if (proof.what === 'scim-state' && 'sentBy' in proof.expects) need(proof.expects.sentBy, { inputs: true });
  }
  return [...needed.values()];
}

/** The steps whose failure fails a test, and those that every test needs. */
export function stepsOf(template: TemplateKind): string[] {
  const { preparation, tests } = READINGS[template];
  return [...preparation, ...tests.flatMap(({ phases }) => phases.flatMap((phase) => phase.steps))];
}

const proofsOf = ({ tests }: TemplateReading): Proof[] =>
  tests.flatMap(({ phases }) => phases.flatMap((phase) => phase.proofs));

/** Everything that belongs to the ten tests, with the name of the test, for showing a run. */
export function testOfAction(template: TemplateKind): Map<string, (typeof TESTS)[number]> {
  const tests = READINGS[template].tests;
  return new Map(
    tests.flatMap(({ test, phases }) => {
      const inside = phases.flatMap((phase) => [phase.scope, ...phase.steps, ...phase.proofs.flatMap(readBy)]);
      return [test, ...inside].map((action) => [action, test] as const);
    }),
  );
}

const readBy = (proof: Proof): string[] => (proof.what === 'scim-state' ? scimReads(proof) : proof.actions);
const scimReads = ({ action, expects }: ScimProof): string[] =>
  'foundBy' in expects ? [action, expects.foundBy] : [action];
