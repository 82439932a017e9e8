import { entry } from './entry.ts';

export const PAGING = [
  entry('P01', 'paging', {
    title: 'The first page of users: startIndex=1&count=5',
    expected: '5 users, and totalResults counts all users',
    level: 'entra-required',
    reference: 'RFC 7644 §3.4.2.4; Logic App #23',
    quick: true,
  }),
  entry('P02', 'paging', {
    title: 'The second page of users: startIndex=6&count=5',
    expected: 'Users, and startIndex 6 in the answer',
    level: 'entra-required',
    reference: 'RFC 7644 §3.4.2.4; Logic App #23',
    quick: true,
  }),
  entry('P03', 'paging', {
    title: 'itemsPerPage of a page',
    expected: 'The number of users on that page',
    level: 'must',
    reference: 'RFC 7644 §3.4.2.4',
  }),
  entry('P04', 'paging', {
    title: 'The first page and the second',
    expected: 'No user is on both',
    level: 'should',
    reference: 'RFC 7644 §3.4.2.4',
  }),
  entry('P05', 'paging', {
    title: 'Walking through all pages of at least 11 users',
    expected: 'Every user exactly once, as many as totalResults says',
    level: 'entra-required',
    reference: 'Logic App #23',
    quick: true,
  }),
  entry('P06', 'paging', {
    title: 'A page of nobody: count=0',
    expected: '200 with totalResults and without Resources',
    level: 'must',
    reference: 'RFC 7644 §3.4.2.4',
  }),
  entry('P07', 'paging', {
    title: 'A page from before the start: startIndex=0 and startIndex=-5',
    expected: 'Read as startIndex 1',
    level: 'must',
    reference: 'RFC 7644 §3.4.2.4',
  }),
  entry('P08', 'paging', {
    title: 'A page of fewer than nobody: count=-1',
    expected: 'Read as count=0: 200 without Resources',
    level: 'must',
    reference: 'RFC 7644 §3.4.2.4',
  }),
  entry('P09', 'paging', {
    title: 'A page from beyond the last user',
    expected: '200 without Resources',
    level: 'should',
    reference: 'RFC 7644 §3.4.2.4',
  }),
  entry('P10', 'paging', {
    title: 'A page of groups: startIndex=2&count=2',
    expected: '2 groups, and startIndex 2 in the answer',
    level: 'entra',
    reference: 'RFC 7644 §3.4.2.4; Logic App #24',
    quick: true,
  }),
  entry('P11', 'paging', {
    title: 'A page of more users than a server can send: count=100000',
    expected: '200 with as many as it can send, not an error',
    level: 'should',
    reference: 'RFC 7644 §3.4.2.4',
  }),
  entry('P12', 'paging', {
    title: 'Sorting users by userName, up and down',
    expected: 'Sorted in both directions, if /ServiceProviderConfig offers sorting',
    level: 'information',
    reference: 'RFC 7644 §3.4.2.3',
  }),
  entry('P13', 'paging', {
    title: 'Searching users with POST /Users/.search',
    expected: '200 with the user who was searched for, if it is offered',
    level: 'information',
    reference: 'RFC 7644 §3.4.3',
  }),
] as const;
