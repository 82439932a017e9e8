import { beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { SEED, type Persona } from '#emulator/seed/index.ts';
import { openDatabase, type Database } from '#lib/repositories/database.ts';
import { prismaRequestBudgets } from '#lib/repositories/prisma-request-budgets.ts';
import { guardRequests } from '#lib/platform/request-guards.ts';
import { route } from '#lib/platform/route.ts';
import { portal } from './portal.fixture.ts';

// Where the operator's own proxy says where a request comes from.
process.env.CLIENT_ADDRESS_HEADER = 'x-forwarded-for';
const { send } = await portal();
const { foundation } = await import('#lib/services/foundation.ts');
const { answers, database } = foundation();
const { admin, noDirectoryRole } = SEED.contoso.personas;
const foreigner = SEED.fabrikam.personas.admin;
const limits = { reads: 3, writes: 2, public: 2 };
const SAYS = { summary: 'A route of a test', answer: z.unknown(), handle: () => 'done' } as const;
const own = route({ ...SAYS, access: 'signed-in' });
const open = route({ ...SAYS, access: 'public' });

beforeEach(async () => {
  await database.requestCount.deleteMany();
  countWith(database);
});

const countWith = (counting: Database) => guardRequests({ answers, budgets: prismaRequestBudgets(counting, limits) });
const read = (as: Persona) => send(own, { as });
const write = (as: Persona) => send(own, { as, method: 'POST' });
const statuses = async (sent: () => Promise<Response>, count: number) => {
  const all = [];
  for (let nth = 0; nth < count; nth += 1) all.push((await sent()).status);
  return all;
};

test('people of one tenant spend one budget, those of another their own', async () => {
  expect(await statuses(() => read(admin), 2)).toEqual([200, 200]);
  expect(await statuses(() => read(noDirectoryRole), 2)).toEqual([200, 429]);
  expect((await read(foreigner)).status).toBe(200);
});

test('reads and writes have budgets of their own', async () => {
  expect(await statuses(() => write(admin), 3)).toEqual([200, 200, 429]);
  expect((await read(admin)).status).toBe(200);
});

test('every answer says what is left, and a refusal when to come back', async () => {
  const first = await read(admin);
  expect(first.headers.get('ratelimit-policy')).toBe('"reads";q=3;w=60');
  expect(first.headers.get('ratelimit')).toMatch(/^"reads";r=2;t=(60|59)$/);
  await statuses(() => read(admin), 2);
  const refused = await read(admin);
  expect(refused.headers.get('ratelimit')).toMatch(/^"reads";r=0;t=\d+$/);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(50);
  expect(await refused.json()).toMatchObject({
    code: 'too-many-requests',
    detail: `The people and tools of your tenant have asked for too much in a short time. Try again in ${seconds} seconds.`,
  });
});

test('who is over costs the database nothing more', async () => {
  await statuses(() => read(admin), 4);
  const asked = vi.spyOn(database, '$queryRawUnsafe');
  expect(await statuses(() => read(admin), 3)).toEqual([429, 429, 429]);
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});

test('servers count together', async () => {
  expect(await statuses(() => read(admin), 2)).toEqual([200, 200]);
  countWith(database);
  expect(await statuses(() => read(admin), 2)).toEqual([200, 429]);
});

test('a budget comes back when its minute is over, and its count is forgotten', async () => {
  await statuses(() => write(admin), 2);
  await database.requestCount.updateMany({ data: { expire: BigInt(Date.now() - 1) } });
  expect((await write(admin)).status).toBe(200);
  await database.requestCount.updateMany({ data: { expire: BigInt(Date.now() - 1) } });
  expect(await prismaRequestBudgets(database, limits).forgetOld()).toBe(1);
});

test('while the database is away each server counts for itself', async () => {
  const away = openDatabase('postgresql://nobody@127.0.0.1:9/none');
  countWith(away);
  expect(await statuses(() => read(admin), 4)).toEqual([200, 200, 200, 429]);
  await away.$disconnect();
});

test('what needs no sign-in counts by the address that the proxy itself has seen', async () => {
  const from = (address: string) => () => send(open, { headers: { 'x-forwarded-for': address } });
  expect(await statuses(from('203.0.113.7'), 2)).toEqual([200, 200]);
  // Whoever calls may write the entries before the last.
  expect(await statuses(from('198.51.100.1, 203.0.113.7'), 1)).toEqual([429]);
  expect(await statuses(from('203.0.113.8'), 1)).toEqual([200]);
  expect(await statuses(() => send(open), 4)).toEqual([200, 200, 200, 200]);
});
