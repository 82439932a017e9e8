import { changedParameters } from '#lib/rules/fingerprint.ts';
import { TEMPLATE_DEFECTS } from '#lib/rules/template-defects.ts';
import { catalogueEntry, type TestId } from '#lib/rules/test-catalogue.ts';
import type { EvidenceContent } from '../evidence/content.ts';
import type { TakenEvidence } from '../evidence/take-evidence.ts';

const SOON_DAYS = 3;
const DAY_MS = 86_400_000;
/** What a test sends, its users' passwords among it, is the template's own; what comes back is not. */
const IN_AN_ANSWER = /^\/actions\/[^/]+\/outputs\//;

/** What does not stand in the way and should be known before handing in. */
export function previewWarnings(
  { content, redactions }: TakenEvidence,
  { validUntil, now }: { validUntil: Date | undefined; now: Date },
): string[] {
  return [
    ...expiry(validUntil, now),
    ...changedSince(content),
    ...notTested(content),
    ...secretsFound(redactions.filter(({ path }) => IN_AN_ANSWER.test(path)).length),
    ...TEMPLATE_DEFECTS[content.template.reading],
  ];
}

function expiry(validUntil: Date | undefined, now: Date): string[] {
  const left = validUntil ? validUntil.getTime() - now.getTime() : Number.POSITIVE_INFINITY;
  if (left < 0 || left > SOON_DAYS * DAY_MS) return [];
  const days = Math.floor(left / DAY_MS);
  const words = days === 0 ? 'less than a day' : `${days} ${days === 1 ? 'day' : 'days'}`;
  return [`It counts for ${words} more. After that the validation has to run again.`];
}

/** Whoever looks at the Logic App now sees another one. What asks for a new validation is no warning. */
function changedSince({ logicApp, parameters }: EvidenceContent): string[] {
  if (!logicApp) return ['The Logic App is no longer in Azure.'];
  const changed = changedParameters(parameters, logicApp.parameters).filter(({ isMaterial }) => !isMaterial);
  return changed.map(
    ({ name }) => `The Logic App’s parameter ${name} changed after this run. What counts is what the run used.`,
  );
}

function notTested({ verdict, parameters }: EvidenceContent): string[] {
  const skipped = verdict.tests.filter((test) => test.verdict === 'skipped' && test.excused);
  const titles = skipped.map(({ test }) => catalogueEntry(test as TestId).title);
  const narrowed = parameters.EnabledTests === 'All' ? [] : [`Only ${String(parameters.EnabledTests)} were enabled.`];
  const groups =
    parameters.IsGroupSupported === false ? ['Groups are not proven: they are declared as not supported.'] : [];
  return [
    ...narrowed,
    ...groups,
    ...(titles.length > 0
      ? [`Not tested, as your application is declared not to support it: ${titles.join('; ')}.`]
      : []),
  ];
}

function secretsFound(count: number): string[] {
  if (count === 0) return [];
  return [
    `${count} ${count === 1 ? 'secret was' : 'secrets were'} found in answers that the run recorded, and taken out. Check why your application repeats them.`,
  ];
}
