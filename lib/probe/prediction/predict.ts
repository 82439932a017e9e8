import type { CapabilityFlag } from '#lib/rules/test-catalogue.ts';
import type { CheckId } from '../catalogue/catalogue.ts';
import type { CheckResult } from '../contract.ts';
import { OFFICIAL_CONSUMPTION, OWN_CONSUMPTION } from './consumption.ts';
import type { FORETOLD, PredictedTemplate, Reliance, TemplateReliances, TestReliances } from './reliance.ts';
import { STANDARD } from './standard.ts';

export type Foretold = (typeof FORETOLD)[number];
export type TestPrediction = {
  test: string;
  title: string;
  /** Of this portal's verdict on a run, which asks for proof. */
  prediction: Foretold;
  /** The checks that say so: for `fail` those that failed, for `unknown` those that tell nothing. */
  because: CheckId[];
  words: string;
  /** What the template says of itself, where that is known to differ. */
  templateSays?: 'pass' | 'fail';
};
export type TemplatePrediction = {
  template: PredictedTemplate;
  title: string;
  /** True where no run was ever compared with it. */
  isForecast: boolean;
  tests: TestPrediction[];
};
/** What the application is declared to support; what is not said is supported. */
export type Declared = Partial<Record<CapabilityFlag, boolean>>;

const TEMPLATES: Record<PredictedTemplate, TemplateReliances> = {
  'own-consumption': OWN_CONSUMPTION,
  'official-consumption': OFFICIAL_CONSUMPTION,
  standard: STANDARD,
};

export const reliancesOf = (template: PredictedTemplate): TemplateReliances => TEMPLATES[template];

/** All checks that a prediction for the template looks at. */
export function checksFor(template: PredictedTemplate): CheckId[] {
  const { everywhere, tests } = TEMPLATES[template];
  return [...new Set([...everywhere, ...tests.flatMap(({ relies }) => relies)].map(({ check }) => check))];
}

/** What a run of the template would find, as far as the results of a probe tell. */
export function predict(
  results: readonly CheckResult[],
  template: PredictedTemplate,
  declared: Declared = {},
): TemplatePrediction {
  const { id, title, isForecast, everywhere, tests, believesLogs } = TEMPLATES[template];
  const byId = new Map(results.map((result) => [result.id, result]));
  const one = (test: TestReliances): TestPrediction => {
    const relies = [...everywhere, ...test.relies].filter(
      ({ when }) => !when || (declared[when.flag] ?? true) === when.is,
    );
    const found = foretell(test, { relies, byId, declared });
    const isBelieved = believesLogs && !believesLogs.except.some((name) => name === test.test);
    const isSilent = (check: CheckId) =>
      relies.some((one) => one.check === check && one.isShownOnly) || SILENT.test(byId.get(check)?.got ?? '');
    const goesUnnoticed = isBelieved && found.prediction === 'fail' && found.because.every(isSilent);
    return {
      test: test.test,
      title: test.title,
      ...found,
      ...(goesUnnoticed ? { templateSays: 'pass' as const } : {}),
    };
  };
  return { template: id, title, isForecast, tests: tests.map(one) };
}

type Basis = { relies: readonly Reliance[]; byId: ReadonlyMap<string, CheckResult>; declared: Declared };
type Finding = Pick<TestPrediction, 'prediction' | 'because' | 'words'>;

function foretell({ gate, beyond }: TestReliances, { relies, byId, declared }: Basis): Finding {
  if (gate && declared[gate] === false) {
    return { prediction: 'skipped', because: [], words: 'Your application is declared not to support it.' };
  }
  const effects = relies.map((reliance) => ({ reliance, effect: effectOf(reliance, byId.get(reliance.check)) }));
  const broken = effects.filter(({ effect }) => effect === 'breaks').map(({ reliance }) => reliance);
  if (broken.length > 0) return finding('fail', broken, `It fails because ${reasons(broken)}.`);
  const open = effects.filter(({ effect }) => effect === 'open').map(({ reliance }) => reliance);
  if (open.length > 0) return finding('unknown', open, `It is not known whether this works: ${reasons(open)}.`);
  if (beyond) return { prediction: 'unknown', because: [], words: beyond };
  return finding('pass', relies, 'Everything that it relies on was tried and works.');
}

function finding(prediction: Foretold, relies: readonly Reliance[], words: string): Finding {
  return { prediction, because: relies.map(({ check }) => check), words };
}

const reasons = (relies: readonly Reliance[]): string => relies.map(({ because }) => because).join('; ');

type Effect = 'holds' | 'breaks' | 'open';

function effectOf(reliance: Reliance, result: CheckResult | undefined): Effect {
  const { fatal, ifTried } = reliance;
  const { verdict, got } = result ?? { verdict: 'untried', got: '' };
  if (fatal?.test(got)) return 'breaks';
  if (verdict === 'failed') return ofFailure(reliance, got);
  const isAside = verdict === 'untried' && ifTried;
  return verdict === 'passed' || isAside ? 'holds' : 'open';
}

function ofFailure({ harmless, doubtful }: Reliance, got: string): Effect {
  if (harmless?.test(got)) return 'holds';
  return doubtful?.test(got) ? 'open' : 'breaks';
}

/** Accepted with success and not kept, or not shown: the provisioning log reports success. */
const SILENT =
  /^(?:It answered 2|Accepted, but |The PATCH was accepted, yet |Reading it back was )|lists? (?:no members|members only)/;
