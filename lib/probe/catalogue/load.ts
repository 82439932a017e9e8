import { entry } from './entry.ts';

export const LOAD = [
  entry('L01', 'load', {
    title: 'Queries by userName, rising to 25 requests a second and held there',
    expected: '25 right answers a second and no error; it stops at the first sign of harm',
    level: 'entra-required',
    reference: 'Microsoft Learn: gallery requirements (at least 25 requests per second per tenant)',
  }),
  entry('L02', 'load', {
    title: 'Creating, finding, changing, reading and deleting users, rising to 25 requests a second and held there',
    expected: '25 right answers a second and no error; it stops at the first sign of harm',
    level: 'entra-required',
    reference: 'Microsoft Learn: gallery requirements (at least 25 requests per second per tenant)',
  }),
  entry('L03', 'load', {
    title: 'How long answers take under that load',
    expected: 'It is told, not judged: the times within which 50, 97.5 and 99 % of the answers came',
    level: 'information',
    reference: 'For comparison: the SCIM test suite of another directory asks for less than 600 ms',
  }),
  entry('L04', 'load', {
    title: 'What an endpoint that throttles says',
    expected: '429 with Retry-After, and after that time it answers again',
    level: 'should',
    reference: 'RFC 6585 §4; RFC 9110 §10.2.3',
  }),
] as const;
