import { entry } from './entry.ts';

export const READ_USER = [
  entry('R01', 'read-user', {
    title: 'Reading a user by id',
    expected: '200 with the user of that id',
    level: 'must',
    reference: 'RFC 7644 §3.4.1',
    quick: true,
  }),
  entry('R02', 'read-user', {
    title: 'Reading a user who does not exist',
    expected: '404',
    level: 'entra-required',
    reference: 'RFC 7644 §3.4.1; RFC 7644 §3.12; Microsoft Learn: use SCIM to provision users and groups, Get User',
    quick: true,
  }),
  entry('R03', 'read-user', {
    title: 'The error for a user who does not exist',
    expected: 'A SCIM error body whose status is the text "404"',
    level: 'must',
    reference: 'RFC 7644 §3.12',
  }),
  entry('R04', 'read-user', {
    title: 'Reading a user after active was set to false',
    expected: 'Still found by id and by filter, with active false',
    level: 'entra-required',
    reference:
      'Microsoft Learn: use SCIM to provision users and groups, Requirements for a SCIM implementation; Microsoft SCIM Validator',
    quick: true,
  }),
  entry('R05', 'read-user', {
    title: 'Reading a user with ?attributes=userName',
    expected: 'Only userName and what is always returned',
    level: 'should',
    reference: 'RFC 7644 §3.9; RFC 7644 §3.4.2.5',
  }),
  entry('R06', 'read-user', {
    title: 'Reading a user with ?excludedAttributes=emails',
    expected: 'The user without emails',
    level: 'should',
    reference: 'RFC 7644 §3.9',
  }),
  entry('R07', 'read-user', {
    title: 'The meta attribute of a user',
    expected: 'created and lastModified are dates with a time, resourceType is "User"',
    level: 'should',
    reference: 'RFC 7643 §3.1; RFC 7643 §2.3.5',
  }),
] as const;
