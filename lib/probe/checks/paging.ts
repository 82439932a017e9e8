import { at, idOf, listOf, member, mustAnswer, mustList, statusWords, type Answer } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { failed, judged, must, notVerifiable, passed, untried, type Verdict } from '../engine/verdict.ts';
import { literal } from './filter.ts';

const ALONE = { phase: 'alone' } as const;
const FAR = 1000;
const TOO_MANY = 100_000;
/** One more than a page of two from the second on reaches. */
const ENOUGH_GROUPS = 4;

export const PAGING_CHECKS: Check[] = [
  { ids: ['P06', 'P07', 'P08', 'P09', 'P11'], needs: [], phase: 'alone', writes: false, run: edges },
  writing('P10', groupPage, { ...ALONE, needs: ['G01'] }),
  writing('P12', sorted, ALONE),
  writing('P13', searched, ALONE),
];

async function edges({ scim }: CheckContext) {
  const page = (query: string) => scim.get(`/Users?${query}`);
  const { total } = mustList(await page('startIndex=1&count=1'), 'GET /Users?startIndex=1&count=1');
  if (total === 0) return notVerifiable('There are no users to be paged through.');
  return {
    P06: await judged(async () => countZero(await page('startIndex=1&count=0'), total)),
    P07: await judged(async () => {
      for (const index of [0, -5]) startsAtOne(await page(`startIndex=${index}&count=1`), index);
      return passed('Both are answered with startIndex 1.');
    }),
    P08: await judged(async () => {
      const list = mustList(await page('startIndex=1&count=-1'));
      must(list.resources.length === 0, `count=-1 brings ${list.resources.length} users.`);
      return passed('200 without users.');
    }),
    P09: await judged(async () => {
      const list = mustList(await page(`startIndex=${total + FAR}&count=5`));
      must(list.resources.length === 0, `startIndex=${total + FAR} of ${total} users brings ${list.resources.length}.`);
      return passed('200 without users.');
    }),
    // From the last user on: what is asked is whether the number is taken, not that everybody is sent.
    P11: await judged(async () => {
      mustAnswer(await page(`startIndex=${Math.max(1, total)}&count=${TOO_MANY}`), [200]);
      return passed('200.');
    }),
  };
}

function countZero(answer: Answer, total: number): Verdict {
  const list = mustList(answer);
  must(list.resources.length === 0, `count=0 brings ${list.resources.length} users.`);
  must(list.total > 0, `totalResults is 0 with count=0, and ${total} with count=1.`);
  return passed(`totalResults ${list.total}, no users.`);
}

function startsAtOne(answer: Answer, index: number): void {
  const { startIndex, resources, total } = mustList(answer, `GET /Users?startIndex=${index}`);
  // A whole list need not say where it starts.
  if (startIndex === undefined && resources.length === total) return;
  must(startIndex === 1, `startIndex=${index} is answered with the startIndex ${JSON.stringify(startIndex)}.`);
}

async function groupPage({ scim, newGroup }: CheckContext): Promise<Verdict> {
  const { total } = mustList(await scim.get('/Groups?startIndex=1&count=1'), 'GET /Groups?startIndex=1&count=1');
  await Promise.all(Array.from({ length: Math.max(0, ENOUGH_GROUPS - total) }, () => newGroup()));
  const { startIndex, resources } = mustList(await scim.get('/Groups?startIndex=2&count=2'));
  must(startIndex === 2, `startIndex=2 is answered with the startIndex ${JSON.stringify(startIndex)}.`);
  must(resources.length === 2, `count=2 brings ${resources.length} groups.`);
  return passed('2 groups from startIndex 2.');
}

async function sorted({ config, newUser, find, values }: CheckContext): Promise<Verdict> {
  if (at(config, 'sort', 'supported') !== true) return untried('/ServiceProviderConfig does not offer sorting.');
  const prefix = values.text('sort');
  const ids = new Map<string, string>();
  // Made in an order that is neither the one nor the other.
  for (const letter of ['b', 'c', 'a']) {
    ids.set((await newUser({ userName: `${prefix}-${letter}@probe.example` })).id, letter);
  }
  const orders = { ascending: 'abc', descending: 'cba' };
  for (const [order, wanted] of Object.entries(orders)) {
    const answer = await find('Users', `userName sw ${literal(prefix)}`, `&sortBy=userName&sortOrder=${order}`);
    must(answer.status !== 500, `sortBy=userName&sortOrder=${order} was ${statusWords(answer)}.`);
    const letters = listOf(answer)?.resources.map((one) => ids.get(idOf(one) ?? '') ?? '?') ?? [];
    if (answer.status !== 200 || letters.toSorted().join('') !== 'abc') {
      return notVerifiable(`The users to be sorted were not found by a filter with sw: ${statusWords(answer)}.`);
    }
    must(letters.join('') === wanted, `${order}: the users a, b and c come as ${letters.join(', ')}.`);
  }
  return passed('Sorted by userName, ascending and descending.');
}

async function searched({ aUser, scim }: CheckContext): Promise<Verdict> {
  const made = await aUser();
  const answer = await scim.post('/Users/.search', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
    filter: `userName eq ${literal(made.sent.userName)}`,
    startIndex: 1,
    count: 1,
  });
  if ([404, 405, 501].includes(answer.status)) return untried(`Not offered: ${statusWords(answer)}.`);
  const list = mustList(answer);
  const isFound = list.total === 1 && list.resources.some((one) => member(one, 'id') === made.id);
  return isFound ? passed('The user was found.') : failed(`totalResults is ${list.total} for one user.`);
}
