import { entry } from './entry.ts';

export const FILTER = [
  entry('F01', 'filter', {
    title: 'A filter by userName: userName eq "…"',
    expected: 'Exactly that user: totalResults 1',
    level: 'entra-required',
    reference:
      'RFC 7644 §3.4.2.2; Microsoft Learn: use SCIM to provision users and groups, Get User by query; Logic App #1',
    quick: true,
  }),
  entry('F02', 'filter', {
    title: 'A filter that matches nobody',
    expected: '200 with totalResults 0 and no Resources',
    level: 'entra-required',
    reference: 'Microsoft Learn: use SCIM to provision users and groups, Get User by query - Zero results',
    quick: true,
  }),
  entry('F03', 'filter', {
    title: 'A filter by userName in another letter case',
    expected: 'Exactly that user: totalResults 1, because letter case does not tell userNames apart',
    level: 'entra-required',
    reference: 'RFC 7643 §4.1.1; Microsoft SCIM Validator',
  }),
  entry('F04', 'filter', {
    title: 'A filter with the attribute name in capitals: USERNAME eq "…"',
    expected: 'Exactly that user: totalResults 1, because attribute names have no letter case',
    level: 'must',
    reference: 'RFC 7643 §2.1; RFC 7644 §3.4.2.2',
  }),
  entry('F05', 'filter', {
    title: 'A filter with the operator in another letter case: userName Eq "…"',
    expected: 'Exactly that user: totalResults 1, because operators have no letter case',
    level: 'must',
    reference: 'RFC 7644 §3.4.2.2',
  }),
  entry('F06', 'filter', {
    title: 'A filter by externalId',
    expected: 'Exactly that user: totalResults 1',
    level: 'entra-required',
    reference: 'Microsoft Learn: use SCIM to provision users and groups, Requirements for a SCIM implementation',
  }),
  entry('F07', 'filter', {
    title: 'A filter by the e-mail of one type: emails[type eq "work"].value eq "…"',
    expected: 'Exactly that user: totalResults 1, so that the e-mail can be a matching attribute',
    level: 'entra',
    reference: 'Microsoft Learn: use SCIM to provision users and groups, Requirements for a SCIM implementation',
  }),
  entry('F08', 'filter', {
    title: 'A filter by any e-mail: emails.value eq "…"',
    expected: 'Exactly that user: totalResults 1',
    level: 'should',
    reference: 'RFC 7644 §3.4.2.2',
  }),
  entry('F09', 'filter', {
    title: 'Two conditions joined with and: userName eq "…" and active eq true (false)',
    expected: 'The active user is found with true and not found with false',
    level: 'entra-required',
    reference: 'Microsoft Learn: use SCIM to provision users and groups, Requirements for a SCIM implementation',
  }),
  entry('F10', 'filter', {
    title: 'A filter by id',
    expected: 'Exactly that user: totalResults 1',
    level: 'entra',
    reference: 'RFC 7644 §3.4.2.2; Microsoft Learn: use SCIM to provision users and groups',
  }),
  entry('F11', 'filter', {
    title: 'A filter with the full name of the attribute: urn:ietf:params:scim:schemas:core:2.0:User:userName eq "…"',
    expected: 'Exactly that user: totalResults 1',
    level: 'must',
    reference: 'RFC 7644 §3.10',
  }),
  entry('F12', 'filter', {
    title: 'A filter with an operator that does not exist',
    expected: '400 with scimType "invalidFilter"',
    level: 'must',
    reference: 'RFC 7644 §3.4.2.2; RFC 7644 §3.12',
  }),
  entry('F13', 'filter', {
    title: 'The other filter operators: co, sw, ew, pr, or, not, gt',
    expected: 'Each finds exactly the user that it describes',
    level: 'should',
    reference: 'RFC 7644 §3.4.2.2',
  }),
  entry('F14', 'filter', {
    title: 'A filter by an attribute that does not exist',
    expected: '400, or nobody; never all users',
    level: 'must',
    reference: 'RFC 7644 §3.4.2.2',
  }),
  entry('F15', 'filter', {
    title: 'A filter whose spaces are sent as +: userName+eq+"…"',
    expected: 'Exactly that user: totalResults 1, because the Microsoft SCIM Validator sends filters like this',
    level: 'entra-required',
    reference: 'Microsoft SCIM Validator',
    quick: true,
  }),
  entry('F16', 'filter', {
    title: 'A filter by externalId in another letter case',
    expected: 'Nobody, because letter case tells externalIds apart',
    level: 'information',
    reference: 'RFC 7643 §3.1',
  }),
  entry('F17', 'filter', {
    title: 'The frame of a list of users',
    expected: 'The ListResponse schema, and totalResults, startIndex and itemsPerPage as integers',
    level: 'must',
    reference: 'RFC 7644 §3.4.2',
  }),
] as const;
