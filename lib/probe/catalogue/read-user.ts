import { entry } from './entry.ts';

export const READ_USER = [
  entry('R01', 'read-user', {
    title: 'GET /Users/{id}',
    expected: '200 same id',
    level: 'must',
    reference: '7644 §3.4.1',
  }),
  entry('R02', 'read-user', {
    title: 'GET /Users/{unknown}',
    expected: '404',
    level: 'entra-required',
    reference: '7644 §3.4.1, §3.12; MS "Get User"',
    quick: true,
  }),
  entry('R03', 'read-user', {
    title: '404 body: Error schema, status is a string',
    expected: '"status":"404"',
    level: 'must',
    reference: '7644 §3.12',
  }),
  entry('R04', 'read-user', {
    title: 'Soft-deleted user still returned by id and by filter, active=false',
    expected: '200 / total 1 / active false',
    level: 'entra-required',
    reference: 'MS "user object should be returned … whether or not active"; MS validator Disable User',
    quick: true,
  }),
  entry('R05', 'read-user', {
    title: '?attributes=userName',
    expected: 'only userName + always-returned',
    level: 'should',
    reference: '7644 §3.9, §3.4.2.5',
  }),
  entry('R06', 'read-user', {
    title: '?excludedAttributes=emails',
    expected: 'emails absent',
    level: 'should',
    reference: '7644 §3.9',
  }),
  entry('R07', 'read-user', {
    title: 'meta.created/lastModified are RFC 3339, resourceType "User"',
    expected: 'valid',
    level: 'should',
    reference: '7643 §3.1, §2.3.5',
  }),
] as const;
