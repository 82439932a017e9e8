import pLimit from 'p-limit';
import { guardedSession } from '#lib/gateways/scim/guarded-http.ts';
import type { CheckResult } from '#lib/probe/contract.ts';
import { memoryInventory } from '#lib/probe/engine/memory-inventory.ts';
import { runProbe } from '#lib/probe/engine/run-probe.ts';
import { checksFor, predict } from '#lib/probe/prediction/predict.ts';
import type { PredictedTemplate } from '#lib/probe/prediction/reliance.ts';
import { withNeeds } from '#lib/probe/select.ts';
import { templateSaysPassed } from '#lib/rules/template-results.ts';
import type { TestId } from '#lib/rules/test-catalogue.ts';
import type { Cloud } from './cloud.ts';
import { runTemplateOn } from './run-template.ts';

/** Faster, and requests of a busy emulator end in the timeouts that are shortened with the time. */
export const TIME_SCALE = 200;
const AT_ONCE = 8;
const GROUP_SIZE = 12;

type Outcome = 'pass' | 'fail';
export type Comparison = {
  predicted: Record<string, string>;
  found: Record<string, Outcome>;
  /** Of the template itself: as predicted, where the prediction says anything of it, and as it was. */
  templatePredicted: Record<string, Outcome>;
  templateFound: Record<string, Outcome>;
};
export type Compared = { template: PredictedTemplate; definition: Record<string, unknown> };

/** What a probe of the sample application with that fault found. */
export type Probed = { id: string; results: CheckResult[] };

export function probeAll(cloud: Cloud, faults: readonly string[]): Promise<Probed[]> {
  const limit = pLimit(AT_ONCE);
  return Promise.all(faults.map((id) => limit(async () => ({ id, results: await probe(cloud, [id]) }))));
}

/**
 * Runs the sample application with each of the faults, many side by side on one cloud. A fault that changes
 * no prediction is run together with others of its kind: each of them would have to show.
 */
export async function compareAll(cloud: Cloud, compared: Compared, probed: readonly Probed[]) {
  const limit = pLimit(AT_ONCE);
  const isUnnoticed = ({ results }: Probed) =>
    predict(results, compared.template).tests.every(({ prediction }) => prediction === 'pass');
  const groups = [
    ...probed.filter((one) => !isUnnoticed(one)).map(({ id }) => [id]),
    ...chunks(probed.filter(isUnnoticed).map(({ id }) => id)),
  ];
  const comparisons = new Map<string, Comparison>();
  const resultsOf = new Map(probed.map(({ id, results }) => [id, results]));
  const one = async (ids: string[]): Promise<void> => {
    const results = resultsOf.get(ids[0]!)!;
    const comparison = await compareTwice(cloud, compared, { ids, results });
    // Which of them it was shows only by itself.
    if (ids.length > 1 && !agrees(comparison)) await Promise.all(ids.map((id) => one([id])));
    else for (const id of ids) comparisons.set(id, comparison);
  };
  await Promise.all(groups.map((ids) => limit(() => one(ids))));
  return comparisons;
}

const chunks = (ids: string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / GROUP_SIZE) }, (_, index) =>
    ids.slice(index * GROUP_SIZE, (index + 1) * GROUP_SIZE),
  );

type Subject = { ids: string[]; results: CheckResult[] };

/** A busy machine lets a run fail now and then: what disagrees is run once more, and only twice the same counts. */
async function compareTwice(cloud: Cloud, compared: Compared, subject: Subject): Promise<Comparison> {
  const first = await compare(cloud, compared, subject);
  return agrees(first) ? first : compare(cloud, compared, subject);
}

export function agrees({ predicted, found, templatePredicted, templateFound }: Comparison): boolean {
  const isAsSaid = Object.entries(predicted).every(([test, said]) => said === 'unknown' || said === found[test]);
  return isAsSaid && Object.entries(templatePredicted).every(([test, said]) => said === templateFound[test]);
}

let spaces = 0;

async function compare(
  cloud: Cloud,
  { template, definition }: Compared,
  { ids, results }: Subject,
): Promise<Comparison> {
  const { tests } = predict(results, template);
  const report = await runTemplateOn(cloud, {
    ...{ definition, parameters: {}, enabledTests: 'All', faultFromStart: true, say: () => undefined },
    space: await spaceWith(cloud, ids),
  });
  const outcomes = (passes: (test: (typeof report.tests)[number]) => boolean) =>
    Object.fromEntries(report.tests.map((one): [TestId, Outcome] => [one.test, passes(one) ? 'pass' : 'fail']));
  return {
    predicted: Object.fromEntries(tests.map(({ test, prediction }) => [test, prediction])),
    found: outcomes(({ verdict }) => verdict === 'passed'),
    templatePredicted: Object.fromEntries(
      tests.flatMap(({ test, templateSays }) => (templateSays ? [[test, templateSays]] : [])),
    ),
    templateFound: outcomes(({ templateResult = '' }) => templateSaysPassed(templateResult)),
  };
}

/** Asked with the token of the run, as the run itself asks. */
async function probe({ emulator }: Cloud, ids: string[]): Promise<CheckResult[]> {
  const name = await spaceWith({ emulator }, ids);
  const { scimEndpoint: endpoint, runToken: token } = emulator.sampleApp.createSpace(name);
  const client = guardedSession(new Set([new URL(endpoint).host]));
  try {
    const { results } = await runProbe({
      endpoint,
      credential: { kind: 'bearer', token },
      checks: withNeeds([...checksFor('own-consumption'), ...checksFor('official-consumption')]),
      mayWrite: true,
      http: client.http,
      inventory: memoryInventory(),
    });
    return results;
  } finally {
    await client.close();
  }
}

/** A space of its own with those faults. Nobody's application is empty: some are there before. */
async function spaceWith({ emulator }: Pick<Cloud, 'emulator'>, faults: string[]): Promise<string> {
  const name = `compared-${(spaces += 1)}`;
  const { scimEndpoint, bearerToken } = emulator.sampleApp.createSpace(name);
  const add = (collection: string, body: object) =>
    fetch(`${scimEndpoint}/${collection}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearerToken}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify(body),
    });
  const core = 'urn:ietf:params:scim:schemas:core:2.0';
  for (const who of ['ada', 'grace']) {
    await add('Users', { schemas: [`${core}:User`], userName: `${who}@${name}.example`, active: true });
    await add('Groups', { schemas: [`${core}:Group`], displayName: `${who} and others` });
  }
  for (const id of faults) emulator.sampleApp.faults.set(name, { id, ...scaled(id) });
  return name;
}

/** Time runs faster here: what an application lets through a second, and how long it takes, must follow. */
function scaled(fault: string): { requestsPerSecond?: number; delayMs?: number } {
  if (fault.startsWith('throttled')) return { requestsPerSecond: 10 * TIME_SCALE };
  return fault === 'slow-answers' ? { delayMs: Math.ceil(1500 / TIME_SCALE) } : {};
}
