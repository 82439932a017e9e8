import { expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { Checklist } from '#lib/review/checklist/contract.ts';
import { graph, portal } from './portal.fixture.ts';
import { everyRoute, sampleBody } from './route-list.fixture.ts';
import { aWholeOnboarding, tablesHolding } from './whole-onboarding.fixture.ts';

const { call, consent, send } = await portal();
const { admin } = SEED.contoso.personas;
const { reviewer1, reviewer2 } = SEED.operator.personas;
const routes = await everyRoute();
const NOTE = 'planted note among reviewers';
const WHY = 'planted reason for a second opinion';
const ACCEPTED = 'planted words for what does not hold';
const MESSAGE = 'planted message to the vendor';
const handler = (title: string) => routes.find((route) => route.title === title)!.handler;
const below = (path: string) => `/review/submissions/[submissionId]/${path}`;

async function planted() {
  await consent(admin, graph('User.Read'));
  const ids = await aWholeOnboarding(admin);
  const params = { submissionId: ids.submissionId };
  const ask = (path: string, body: unknown) => call(handler(`POST ${below(path)}`), { as: reviewer1, params, body });
  const list = await call(handler(`GET ${below('checklist')}`), { as: reviewer1, params });
  const { number, items } = Checklist.parse(list.body);
  const { id: item, mark } = items.find(({ mayExcuse, isSettled }) => mayExcuse && !isSettled)!;
  const confirmation = { number, mark, version: 0, isConfirmed: true, words: ACCEPTED };
  const confirm = { as: reviewer1, params: { ...params, item }, body: confirmation };
  const decision = { version: 2, kind: 'escalate', reason: WHY };
  const answers = [
    await call(handler(`PUT ${below('checklist/[item]')}`), confirm),
    await ask('notes', { words: NOTE }),
    await ask('messages', { words: MESSAGE }),
    await ask('begin-review', { version: 1 }),
    await ask('decisions', decision),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  return { ids, params };
}

test('a note, why a second opinion was asked for, and why something was accepted stand in no answer that the ISV gets; a message does', async () => {
  const { ids } = await planted();
  const words: Record<string, string> = { kind: 'create-application', uploadKind: 'logo-large', number: '1', ...ids };
  const forIsv = routes.filter(
    ({ area, method }) => area === 'onboarding' || area === 'own' || (area === 'public' && method === 'GET'),
  );
  const inOrder = forIsv.toSorted((one, other) => Number(one.method !== 'GET') - Number(other.method !== 'GET'));
  const answers: string[] = [];
  for (const route of inOrder) {
    const names = [...route.path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name!);
    const params = Object.fromEntries(names.map((name) => [name, words[name] ?? crypto.randomUUID()]));
    const sent = await send(route.handler, { as: admin, method: route.method, params, body: sampleBody(route) });
    answers.push(await sent.text());
  }
  const said = answers.join('\n');
  expect(said).toContain(MESSAGE);
  expect(said).toContain('Asked another reviewer for a second opinion.');
  // The notifications are among the answers, and hold something of the reviewers.
  expect(said).toContain(`${reviewer1.displayName} wrote to you about`);
  expect(said).toContain('Found it right all the same, of handing in 1');
  expect([NOTE, WHY, ACCEPTED].filter((secret) => said.includes(secret))).toEqual([]);
}, 120_000);

test('a note that is sent again is kept once, and nowhere but in its own table', async () => {
  const { params } = await planted();
  const key = crypto.randomUUID();
  const words = 'Sent twice over a bad line.';
  const write = () =>
    call(handler(`POST ${below('notes')}`), {
      ...{ as: reviewer1, params, body: { words }, headers: { 'idempotency-key': key } },
    });
  const [first, again] = [await write(), await write()];
  expect(again.body).toEqual(first.body);
  expect(await tablesHolding(words)).toEqual(['public."InternalNote"']);
});

test('reviewers read each other’s notes, and a note stands in its own table alone', async () => {
  const { params } = await planted();
  const read = await call(handler(`GET ${below('notes')}`), { as: reviewer2, params });
  expect(read.body).toMatchObject({ notes: [{ words: NOTE, byName: reviewer1.displayName }] });
  expect(await tablesHolding(NOTE)).toEqual(['public."InternalNote"']);
});
