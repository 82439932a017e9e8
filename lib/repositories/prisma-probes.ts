import { z } from 'zod';
import { CheckResult, Exchange, Leftover, LoadKind, LoadRun } from '#lib/onboarding/probe/contract.ts';
import {
  SILENCE_MS,
  type NewProbe,
  type ProbeLine,
  type ProbeRecord,
  type Probes,
} from '#lib/onboarding/probe/ports.ts';
import type { InventoryItem } from '#lib/probe/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { changed, givenOnly, ownOnboarding } from './tenancy.ts';

const LOAD_PAUSE_MS = 3_600_000;
/** Any number: whoever wants to start a probe waits for whoever is starting one. */
const START_LOCK = 7_204_011;
const SHAPE = { omit: { exchanges: true }, include: { items: true } } as const;
const LINE = { omit: { exchanges: true, results: true, loadResult: true }, include: { items: true } } as const;
type Row = Prisma.ProbeGetPayload<typeof SHAPE>;
type LineRow = Prisma.ProbeGetPayload<typeof LINE>;
const Verdicts = z.array(CheckResult.pick({ id: true, verdict: true }));
type Transaction = Prisma.TransactionClient;

/** Probes in PostgreSQL. */
export function prismaProbes(database: Database): Probes {
  return {
    start: (tenantId, onboardingId, probe) =>
      inTransaction(database, async (transaction) => {
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${START_LOCK})`;
        await ownOnboarding(transaction, tenantId, onboardingId);
        const running = await liveProbe(transaction, onboardingId);
        if (running) return { probe: probeRecord(running), isNew: false };
        if (probe.load) await refuseTooMuchLoad(transaction, tenantId, probe.endpoint);
        return { probe: await insert(transaction, { tenantId, onboardingId, ...probe }), isNew: true };
      }),
    async get(tenantId, onboardingId, id) {
      const row = await database.probe.findFirst({ where: { id, onboardingId, tenantId }, ...SHAPE });
      return row ? probeRecord(row) : undefined;
    },
    async history(tenantId, onboardingId) {
      const where = { onboardingId, tenantId };
      const rows = await database.probe.findMany({ where, orderBy: { startedAt: 'desc' }, ...LINE });
      const verdicts = await verdictsOf(database, where);
      return rows.map((row) => ({ ...probeLine(row), results: verdicts.get(row.id) ?? [] }));
    },
    async list(tenantId, onboardingId) {
      const rows = await database.probe.findMany({
        where: { onboardingId, tenantId },
        orderBy: { startedAt: 'desc' },
        ...SHAPE,
      });
      return rows.map(probeRecord);
    },
    async previous({ tenantId, onboardingId, endpoint, startedAt }) {
      const ended = { endedAt: { not: null }, cleanUpOnly: false };
      const where = { tenantId, onboardingId, endpoint, startedAt: { lt: startedAt }, ...ended };
      const row = await database.probe.findFirst({ where, orderBy: { startedAt: 'desc' }, ...SHAPE });
      return row ? probeRecord(row) : undefined;
    },
    async latestForOperator(onboardingId) {
      const where = { onboardingId, cleanUpOnly: false, endedAt: { not: null } };
      const row = await database.probe.findFirst({ where, orderBy: { startedAt: 'desc' }, ...SHAPE });
      return row ? probeRecord(row) : undefined;
    },
    async exchanges(tenantId, onboardingId, id) {
      const row = await database.probe.findFirst({
        where: { id, onboardingId, tenantId },
        select: { exchanges: true },
      });
      return z.array(Exchange).parse(row?.exchanges ?? []);
    },
    saveProgress: (id, { results, load }) =>
      database.probe.update({
        where: { id },
        data: { results: results as CheckResult[], aliveAt: new Date(), ...(load ? { loadResult: load } : {}) },
        select: { stopRequested: true },
      }),
    async finish(id, { results, exchanges, requests, causes, load, stopped }) {
      const data = {
        results: results as CheckResult[],
        exchanges: exchanges as Exchange[],
        requests,
        causes: [...(causes ?? [])],
        stopped: stopped ?? null,
        ...(load ? { loadResult: load } : {}),
      };
      await database.probe.update({
        where: { id },
        data: { ...data, openKey: null, endedAt: new Date(), aliveAt: new Date() },
      });
    },
    async requestStop(tenantId, onboardingId, id) {
      const where = { id, onboardingId, tenantId };
      changed(await database.probe.updateMany({ where, data: { stopRequested: true } }));
    },
    inventory: (probeId) => ({
      async put({ ref, collection, name, id }) {
        const data = { collection, name, scimId: id ?? null };
        await database.probeItem.upsert({ where: { ref }, create: { ref, probeId, ...data }, update: data });
      },
      async remove(ref) {
        await database.probeItem.deleteMany({ where: { ref, probeId } });
      },
      list: async () => (await database.probeItem.findMany({ where: { probeId } })).map(leftover),
    }),
  };
}

/** The probe that runs; one whose process has been silent is closed on the way. */
async function liveProbe(transaction: Transaction, onboardingId: string): Promise<Row | undefined> {
  const row = await transaction.probe.findUnique({ where: { openKey: onboardingId }, ...SHAPE });
  if (!row) return undefined;
  if (Date.now() - row.aliveAt.getTime() <= SILENCE_MS) return row;
  const stopped = 'The process that carried it ended.';
  await transaction.probe.update({ where: { id: row.id }, data: { openKey: null, endedAt: row.aliveAt, stopped } });
  return undefined;
}

async function refuseTooMuchLoad(transaction: Transaction, tenantId: string, endpoint: string): Promise<void> {
  const now = Date.now();
  const since = new Date(now - LOAD_PAUSE_MS);
  const last = await transaction.probe.findFirst({
    where: { endpoint, load: { not: null }, startedAt: { gt: since } },
  });
  if (last) {
    const minutes = Math.ceil((last.startedAt.getTime() + LOAD_PAUSE_MS - now) / 60_000);
    throw new AppError(
      'too-many-requests',
      `The throughput of this endpoint was checked within the last hour. Try again in ${minutes} minutes, or without it.`,
    );
  }
  const alive = new Date(now - SILENCE_MS);
  const beside = await transaction.probe.count({
    where: { tenantId, load: { not: null }, endedAt: null, aliveAt: { gt: alive } },
  });
  if (beside > 0)
    throw new AppError('too-many-requests', 'Another throughput check of your tenant is running. Wait until it ends.');
}

async function insert(
  transaction: Transaction,
  { load, ...probe }: NewProbe & { tenantId: string; onboardingId: string },
): Promise<ProbeRecord> {
  const { onboardingId, endpoint } = probe;
  const { id } = await transaction.probe.create({ data: { ...probe, load: load ?? null, openKey: onboardingId } });
  await transaction.probeItem.updateMany({ where: { probe: { onboardingId, endpoint } }, data: { probeId: id } });
  return probeRecord(await transaction.probe.findUniqueOrThrow({ where: { id }, ...SHAPE }));
}

/** Results hold long words of what came: the database takes the verdicts out of them. */
async function verdictsOf(
  database: Database,
  { tenantId, onboardingId }: { tenantId: string; onboardingId: string },
): Promise<Map<string, ProbeLine['results']>> {
  const rows = await database.$queryRaw<{ id: string; verdicts: unknown }[]>`
    SELECT probe."id", jsonb_agg(jsonb_build_object('id', result -> 'id', 'verdict', result -> 'verdict')) AS verdicts
    FROM "Probe" probe, jsonb_array_elements(probe."results") result
    WHERE probe."onboardingId" = ${onboardingId}::uuid AND probe."tenantId" = ${tenantId}
    GROUP BY probe."id"`;
  return new Map(rows.map(({ id, verdicts }) => [id, Verdicts.parse(verdicts)]));
}

function probeRecord(row: Row): ProbeRecord {
  return {
    ...probeLine(row),
    results: z.array(CheckResult).parse(row.results),
    ...(row.loadResult ? { loadRun: LoadRun.parse(row.loadResult) } : {}),
  };
}

function probeLine(row: LineRow): Omit<ProbeLine, 'results'> {
  const { id, tenantId, onboardingId, endpoint, mayWrite, cleanUpOnly, startedById, startedByName } = row;
  const { startedAt, aliveAt, requests, endedAt, stopped, load } = row;
  return {
    ...{ id, tenantId, onboardingId, endpoint, mayWrite, cleanUpOnly, startedById, startedByName },
    ...{ startedAt, aliveAt, requests },
    tags: row.tags as ProbeRecord['tags'],
    leftovers: row.items.map(leftover),
    ...givenOnly({ endedAt, stopped }),
    ...(load ? { load: LoadKind.parse(load) } : {}),
  };
}

function leftover({ ref, collection, name, scimId }: Row['items'][number]): InventoryItem {
  return Leftover.parse({ ref, collection, name, ...(scimId ? { id: scimId } : {}) });
}
