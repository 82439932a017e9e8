import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { STEPS, type Step } from '#lib/journey/steps.ts';
import { standingOf } from '#lib/rules/standing.ts';
import { clockOf, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import { OWN_EDITION_VERSION } from '#lib/templates/own-edition/edition.ts';
import { stack } from './cloud.ts';

/** Vendors that are in the portal's database alone: what lists and figures show of many, without the long way of each. */

const DAY_MS = 86_400_000;
export const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

type Verdict = 'passed' | 'failed' | 'not-proven' | 'skipped';
type MadeUpTurn = { side: 'isv' | 'operator'; startedAt: Date; endedAt?: Date };
type MadeUpRequest = {
  status: Exclude<SubmissionStatus, 'draft'>;
  handedIn: Date;
  /** Other turns than that of the side whose clock runs, from the handing in on. */
  turns?: readonly MadeUpTurn[];
  /** What was handed in is kept, though empty: enough to be counted, not to be read. */
  isKept?: boolean;
  decisions?: { kind: string; at: Date }[];
};
export type MadeUpOnboarding = {
  name: string;
  started?: Date;
  steps?: Partial<Record<Step, Date>>;
  run?: { ready: boolean; at: Date; tests: { test: string; title: string; verdict: Verdict }[]; blocking?: string[] };
  request?: MadeUpRequest;
};
export type Vendor = {
  /** No other vendor's name has it: what is searched by it is this vendor's. */
  word: string;
  tenantId: string;
  tenantName: string;
};

export async function makeUpVendor(onboardings: MadeUpOnboarding[]): Promise<Vendor> {
  const word = `v${randomUUID().slice(0, 8)}`;
  const vendor = { word, tenantId: randomUUID(), tenantName: `Vendor ${word}` };
  const client = new pg.Client({ connectionString: stack().databaseUrl! });
  await client.connect();
  try {
    for (const onboarding of onboardings) await insertOnboarding(client, vendor, onboarding);
  } finally {
    await client.end();
  }
  return vendor;
}

async function insertOnboarding(client: pg.Client, vendor: Vendor, made: MadeUpOnboarding): Promise<void> {
  const { name, started = daysAgo(20), steps = {}, run, request } = made;
  const onboardingId = randomUUID();
  await insert(client, 'Onboarding', {
    ...{ id: onboardingId, tenantId: vendor.tenantId, tenantName: vendor.tenantName, name, ruleSet: 'gallery-2026-11' },
    ...{ createdById: 'ann', createdByName: 'Ann Example', createdAt: started, updatedAt: new Date() },
    standing: standingOf(new Set(STEPS.filter((step) => steps[step])), request?.status),
  });
  for (const [step, completedAt] of Object.entries(steps))
    await insert(client, 'CompletedStep', { onboardingId, step, completedAt });
  if (run) await insertRun(client, onboardingId, run);
  if (request) await insertRequest(client, onboardingId, request);
}

async function insertRun(client: pg.Client, onboardingId: string, run: NonNullable<MadeUpOnboarding['run']>) {
  const { ready, at, tests, blocking = [] } = run;
  const id = randomUUID();
  await insert(client, 'ValidationRun', {
    ...{ id, onboardingId, resourceId: `/made-up/${id}`, runName: id, status: 'succeeded', enabledTests: 'All' },
    ...{ template: `own-consumption-${OWN_EDITION_VERSION}`, parameters: '{}', watchedBy: 'portal', ready },
    ...{ startedById: 'ann', startedByName: 'Ann Example', startedAt: at, endedAt: at, readAt: at },
    ...{ tests: JSON.stringify(tests), blocking: JSON.stringify(blocking) },
  });
}

async function insertRequest(client: pg.Client, onboardingId: string, request: MadeUpRequest): Promise<void> {
  const { status, handedIn, isKept = false, decisions = [] } = request;
  const submissionId = randomUUID();
  await insert(client, 'Submission', {
    ...{ id: submissionId, onboardingId, status, version: 1, submittedById: 'ann', submittedByName: 'Ann Example' },
    ...{ createdAt: handedIn, submittedAt: handedIn, statusAt: handedIn, waitingSince: handedIn },
  });
  await client.query(
    'UPDATE "Submission" s SET "words" = o."words" FROM "Onboarding" o WHERE o."id" = s."onboardingId" AND s."id" = $1',
    [submissionId],
  );
  const side = clockOf(status);
  const { turns = side ? [{ side, startedAt: handedIn }] : [] } = request;
  for (const turn of turns) await insert(client, 'Turn', { id: randomUUID(), submissionId, ...turn });
  const kept = { sha256: 'made-up', content: '{}', redactions: '[]', byName: 'Ann Example', at: handedIn };
  if (isKept) await insert(client, 'Evidence', { id: randomUUID(), submissionId, number: 1, ...kept });
  const by = { number: 1, reason: 'Made up.', byId: 'rosa', byName: 'Rosa Reviewer' };
  for (const decision of decisions)
    await insert(client, 'Decision', { id: randomUUID(), submissionId, ...by, ...decision });
}

async function insert(client: pg.Client, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  const places = columns.map((_, index) => `$${index + 1}`);
  await client.query(
    `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
}
