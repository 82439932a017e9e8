import { entry } from './entry.ts';

export const ERRORS = [
  entry('E01', 'errors', {
    title: 'GET of an address that is no SCIM endpoint',
    expected: '404',
    level: 'should',
    reference: 'RFC 7644 §3.12',
  }),
  entry('E02', 'errors', {
    title: 'The header Accept is application/json, or */*',
    expected: '200 with JSON both times',
    level: 'should',
    reference: 'RFC 7644 §3.8, §8.1',
  }),
  entry('E03', 'errors', {
    title: 'A PATCH whose Content-Type is text/plain',
    expected: '415 or 400, and nothing is changed',
    level: 'should',
    reference: 'RFC 7231 §6.5.13',
  }),
  entry('E04', 'errors', {
    title: 'A filter beside the flag that Entra keeps in the address: ?aadOptscim062020&filter=…',
    expected: 'The flag is ignored and the filter finds the user',
    level: 'entra',
    reference: 'Microsoft Learn: SCIM 2.0 compliance, flags',
  }),
  entry('E05', 'errors', {
    title: 'The version of a user, and a change that names an old version in If-Match',
    expected: 'The ETag header equals meta.version; the change is answered 412 and not made',
    level: 'information',
    reference: 'RFC 7644 §3.14',
  }),
  entry('E06', 'errors', {
    title: 'POST /Bulk, compared with bulk.supported in the ServiceProviderConfig',
    expected: 'The change is made if it says so; else a status of 400 to 499, or 501',
    level: 'must',
    reference: 'RFC 7644 §3.7; Microsoft Learn: bulk is recommended',
  }),
  entry('E07', 'errors', {
    title: 'GET /Me',
    expected: '200, or 404 or 501 where it is not offered',
    level: 'information',
    reference: 'RFC 7644 §3.11',
  }),
  entry('E08', 'errors', {
    title: 'A PATCH whose body has no schemas',
    expected: '400, and nothing is changed',
    level: 'information',
    reference: 'RFC 7644 §3.5.2',
  }),
] as const;
