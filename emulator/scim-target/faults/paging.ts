import { invalid } from '../errors.ts';
import { withoutKey } from '../shape.ts';
import type { Asked, Reply, SampleFault } from './sample-fault.ts';

type Json = Record<string, unknown>;

export const PAGING_FAULTS: SampleFault[] = [
  {
    id: 'paging-ignored',
    title: 'Paging is ignored',
    description: 'startIndex and count change nothing: every list is the first page of its full length.',
    onQuery: (given) => withoutKey(withoutKey(given, 'startIndex'), 'count'),
  },
  {
    id: 'past-the-end-items',
    title: 'Past the end comes the beginning',
    description: 'A startIndex beyond the last resource answers the first page again instead of an empty one.',
    onPage: (page, matches) => (page.startIndex > matches ? { ...page, startIndex: 1 } : page),
  },
  {
    id: 'start-index-zero-refused',
    title: 'startIndex=0 is refused',
    description: 'A startIndex below 1 answers 400 instead of being read as 1.',
    onQuery(given) {
      if (Number(given.startIndex) < 1) throw invalid('invalidValue', 'startIndex must be 1 or more.');
      return given;
    },
  },
  {
    id: 'negative-count-fails',
    title: 'count=-1 fails',
    description: 'A negative count answers 500 instead of being read as 0.',
    onQuery(given) {
      if (Number(given.count) < 0) throw new RangeError('Invalid array length');
      return given;
    },
  },
  {
    id: 'count-zero-default',
    title: 'count=0 answers a full page',
    description: 'A count of 0 is read as none at all, and resources come back.',
    onQuery: (given) => (Number(given.count) === 0 ? withoutKey(given, 'count') : given),
  },
  {
    id: 'start-index-from-zero',
    title: 'startIndex counts from 0',
    description:
      'A list asked for with startIndex=1 begins with the second resource: the first one is never on a page.',
    onQuery: (given) => (given.startIndex === undefined ? given : { ...given, startIndex: indexOf(given) + 1 }),
    onAnswer: (reply, asked) =>
      /[?&]startIndex=/.test(asked.search)
        ? onList(reply, asked, (list) => ({ ...list, startIndex: indexOf(list) - 1 }))
        : reply,
  },
  {
    id: 'list-total-missing',
    title: 'Lists have no total',
    description: 'A list comes without totalResults.',
    onAnswer: (reply, asked) => onList(reply, asked, (list) => withoutKey(list, 'totalResults')),
  },
  {
    id: 'list-total-of-page',
    title: 'The total is that of the page',
    description: 'totalResults counts what the page holds and not what matches.',
    onAnswer: (reply, asked) =>
      onList(reply, asked, (list) => ({ ...list, totalResults: (list.Resources as unknown[]).length })),
  },
];

const indexOf = ({ startIndex }: Json): number => Math.max(1, Number(startIndex));

/** Discovery has lists of its own. */
function onList(reply: Reply, { path }: Asked, change: (list: Json) => Json): Reply {
  const list = reply.body as Json | undefined;
  return /^\/(Users|Groups)/.test(path) && Array.isArray(list?.Resources) ? { ...reply, body: change(list) } : reply;
}
