import { idOf, listOf, mustList, type Answer, type List } from '../engine/answer.ts';
import type { Check, CheckContext } from '../engine/context.ts';
import { failed, judged, must, notVerifiable, passed, type Verdict } from '../engine/verdict.ts';

/** A validation run asks for at least so many users. */
const ENOUGH = 11;
const PAGE = 5;
const MOST_PAGES = 30;
const LARGEST_PAGE = 100;
/** Small endpoints are walked in small pages: one page alone would prove nothing. */
const WANTED_PAGES = 10;

export const PAGING_WALK_CHECKS: Check[] = [
  { ids: ['P01', 'P02', 'P03', 'P04', 'P05'], needs: ['U01'], phase: 'alone', writes: true, run: pages },
];

async function pages({ scim, newUser }: CheckContext) {
  const page: ReadPage = (start, count, more = '') => scim.get(`/Users?startIndex=${start}&count=${count}${more}`);
  const counted = mustList(await page(1, 1)).total;
  await Promise.all(Array.from({ length: Math.max(0, ENOUGH - counted) }, () => newUser()));
  const [first, second] = [await page(1, PAGE), await page(PAGE + 1, PAGE)];
  // A page that is not full tells a number of resources from a repeated count.
  const last = await page(listOf(first)?.total ?? ENOUGH, PAGE);
  return {
    P01: await judged(() => firstPage(mustList(first))),
    P02: await judged(() => secondPage(mustList(second))),
    P03: await judged(() => counts([mustList(first), mustList(second), mustList(last)])),
    P04: await judged(() => disjoint(mustList(first), mustList(second))),
    P05: await judged(() => wholeWalk(page)),
  };
}

type ReadPage = (start: number, count: number, more?: string) => Promise<Answer>;

function firstPage({ total, resources }: List): Verdict {
  must(total >= ENOUGH, `totalResults is ${total}, but there are at least ${ENOUGH} users.`);
  must(resources.length === PAGE, `count=${PAGE} brings ${resources.length} of ${total} users.`);
  return passed(`${PAGE} of ${total} users.`);
}

function secondPage({ startIndex, resources }: List): Verdict {
  const wanted = PAGE + 1;
  must(startIndex === wanted, `startIndex=${wanted} is answered with the startIndex ${JSON.stringify(startIndex)}.`);
  must(resources.length > 0, `startIndex=${wanted} brings nobody.`);
  return passed(`startIndex ${wanted} with ${resources.length} users.`);
}

function counts(lists: List[]): Verdict {
  const wrong = lists.find(({ itemsPerPage, resources }) => itemsPerPage !== resources.length);
  if (!wrong) return passed(`itemsPerPage is ${lists.map(({ itemsPerPage }) => String(itemsPerPage)).join(' and ')}.`);
  return failed(`itemsPerPage is ${JSON.stringify(wrong.itemsPerPage)} with ${wrong.resources.length} Resources.`);
}

function disjoint(first: List, second: List): Verdict {
  if (first.total !== second.total) return notVerifiable(`${changed([first.total, second.total])}.`);
  const ids = idsOf(first);
  const both = idsOf(second).filter((id) => ids.includes(id));
  must(both.length === 0, `${both.length} users are on the first page and on the second.`);
  if (second.resources.length === 0) return notVerifiable('The second page has nobody.');
  return passed('No user is on both pages.');
}

const changed = (totals: number[]): string => `totalResults changed from page to page: ${totals.join(', ')}`;

function idsOf({ resources }: List): string[] {
  return resources.map((one) => {
    const id = idOf(one);
    must(id, 'A user of the list has no id.');
    return id;
  });
}

/** Twice where the number of users changes on the way: others may be at work. The same change twice is the server's. */
async function wholeWalk(page: ReadPage): Promise<Verdict> {
  const first = await walk(page);
  if (isSteady(first)) return walkVerdict(first);
  const second = await walk(page);
  if (isSteady(second)) return walkVerdict(second);
  const isTheSame = first.totals.join() === second.totals.join();
  return isTheSame ? failed(`${changed(second.totals)}.`) : notVerifiable(`${changed(second.totals)}, twice.`);
}

type Walk = { ids: string[]; totals: number[]; isWhole: boolean };
const isSteady = ({ totals }: Walk): boolean => new Set(totals).size <= 1;

async function walk(page: ReadPage): Promise<Walk> {
  const { total } = mustList(await page(1, PAGE));
  must(total >= ENOUGH, `totalResults is ${total}, but there are at least ${ENOUGH} users.`);
  const size = Math.min(LARGEST_PAGE, Math.max(PAGE, Math.ceil(total / WANTED_PAGES)));
  if (total > MOST_PAGES * size) return { ids: [], totals: [total], isWhole: false };
  const more = canBeLean(await page(1, size, '&attributes=id')) ? '&attributes=id' : '';
  const walked: Walk = { ids: [], totals: [], isWhole: false };
  for (let start = 1; walked.totals.length < MOST_PAGES && !walked.isWhole;) {
    const list = mustList(await page(start, size, more), `The page from ${start}`);
    must(list.resources.length <= size, `count=${size} brings ${list.resources.length} users.`);
    walked.totals.push(list.total);
    walked.ids.push(...idsOf(list));
    start += list.resources.length;
    walked.isWhole = list.resources.length === 0 || start > total;
  }
  return walked;
}

/** Whole users of many pages are much to read; where `attributes` does not work they have to be. */
function canBeLean(answer: Answer): boolean {
  const resources = answer.status === 200 ? (listOf(answer)?.resources ?? []) : [];
  return resources.length > 0 && resources.every((one) => idOf(one) !== undefined);
}

function walkVerdict({ ids, totals, isWhole }: Walk): Verdict {
  const [total = 0] = totals;
  if (!isWhole) return notVerifiable(`${total} users are too many for ${MOST_PAGES} pages.`);
  const unique = new Set(ids).size;
  const twice = ids.length - unique;
  must(
    unique === total && twice === 0,
    `totalResults is ${total}; the pages bring ${unique} different users${twice > 0 ? `, ${twice} more than once` : ''}.`,
  );
  return passed(`${totals.length} pages with ${unique} different users.`);
}
