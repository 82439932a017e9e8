import { entry } from './entry.ts';

export const ERRORS = [
  entry('E01', 'errors', {
    title: 'Unknown endpoint',
    expected: '404 (SCIM Error)',
    level: 'should',
    reference: '7644 §3.12',
  }),
  entry('E02', 'errors', {
    title: 'Accept: application/json and */*',
    expected: '200',
    level: 'should',
    reference: '7644 §3.8/§8.1',
  }),
  entry('E03', 'errors', {
    title: 'Content-Type text/plain',
    expected: '415/400',
    level: 'should',
    reference: '7231 §6.5.13',
  }),
  entry('E04', 'errors', {
    title: 'Query flag kept in URL (?aadOptscim062020&filter=…)',
    expected: 'ignored, filter works',
    level: 'entra',
    reference: 'MS flags page',
  }),
  entry('E05', 'errors', {
    title: 'ETag = meta.version; stale If-Match',
    expected: '412 if SPC.etag',
    level: 'information',
    reference: '7644 §3.14',
  }),
  entry('E06', 'errors', {
    title: '/Bulk agrees with SPC.bulk',
    expected: 'works or 4xx/501',
    level: 'must',
    reference: '7644 §3.7; MS "bulk recommended"',
  }),
  entry('E07', 'errors', { title: '/Me', expected: '200/404/501', level: 'information', reference: '7644 §3.11' }),
  entry('E08', 'errors', {
    title: 'PATCH body without schemas',
    expected: '400',
    level: 'information',
    reference: '7644 §3.5.2',
  }),
] as const;
