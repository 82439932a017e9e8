import { entry } from './entry.ts';

export const PAGING = [
  entry('P01', 'paging', {
    title: 'startIndex=1&count=5',
    expected: '5 resources, totalResults all',
    level: 'entra-required',
    reference: '7644 §3.4.2.4; Logic App #23',
    quick: true,
  }),
  entry('P02', 'paging', {
    title: 'startIndex=6 echoed',
    expected: 'startIndex 6',
    level: 'entra-required',
    reference: '7644 §3.4.2.4; Logic App #23 (page*5+1)',
    quick: true,
  }),
  entry('P03', 'paging', {
    title: 'itemsPerPage = number returned',
    expected: 'equal',
    level: 'must',
    reference: '7644 §3.4.2.4',
  }),
  entry('P04', 'paging', {
    title: 'Pages disjoint',
    expected: 'no overlap',
    level: 'should',
    reference: '7644 §3.4.2.4',
  }),
  entry('P05', 'paging', {
    title: 'Walk all pages: unique ids = totalResults',
    expected: 'equal',
    level: 'entra-required',
    reference: 'Logic App #23 (≥11 users, ≥2 pages)',
    quick: true,
  }),
  entry('P06', 'paging', {
    title: 'count=0',
    expected: 'totalResults only, no Resources',
    level: 'must',
    reference: '7644 §3.4.2.4',
  }),
  entry('P07', 'paging', {
    title: 'startIndex 0 and -5 read as 1',
    expected: '200, startIndex 1',
    level: 'must',
    reference: '7644 §3.4.2.4',
  }),
  entry('P08', 'paging', {
    title: 'count=-1 read as 0',
    expected: '200, none',
    level: 'must',
    reference: '7644 §3.4.2.4',
  }),
  entry('P09', 'paging', {
    title: 'startIndex beyond the end',
    expected: '200, Resources empty',
    level: 'should',
    reference: '7644 §3.4.2.4',
  }),
  entry('P10', 'paging', {
    title: 'Group pagination startIndex=2&count=2',
    expected: '2 groups, startIndex 2',
    level: 'entra',
    reference: 'Logic App #24 (optional)',
    quick: true,
  }),
  entry('P11', 'paging', {
    title: 'count=100000 clamped, not an error',
    expected: '200',
    level: 'should',
    reference: '7644 §3.4.2.4',
  }),
  entry('P12', 'paging', {
    title: 'sortBy/sortOrder',
    expected: 'sorted if SPC.sort',
    level: 'information',
    reference: '7644 §3.4.2.3',
  }),
  entry('P13', 'paging', {
    title: 'POST /Users/.search',
    expected: '200 if supported',
    level: 'information',
    reference: '7644 §3.4.3',
  }),
] as const;
