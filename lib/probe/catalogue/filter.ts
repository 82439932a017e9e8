import { entry } from './entry.ts';

export const FILTER = [
  entry('F01', 'filter', {
    title: 'userName eq existing',
    expected: '200, total 1',
    level: 'entra-required',
    reference: '7644 §3.4.2.2; MS "Get User by query"; Logic App #1',
    quick: true,
  }),
  entry('F02', 'filter', {
    title: 'userName eq nonexistent',
    expected: '200, totalResults 0, Resources []',
    level: 'entra-required',
    reference: 'MS gallery "successful response with zero results"',
    quick: true,
  }),
  entry('F03', 'filter', {
    title: 'userName eq, other letter case',
    expected: 'total 1',
    level: 'entra-required',
    reference: '7643 §4.1.1; MS validator',
  }),
  entry('F04', 'filter', {
    title: 'Attribute name in other case (USERNAME)',
    expected: 'total 1',
    level: 'must',
    reference: '7643 §2.1; 7644 §3.4.2.2',
  }),
  entry('F05', 'filter', {
    title: 'Operator in other case (Eq)',
    expected: 'total 1',
    level: 'must',
    reference: '7644 §3.4.2.2',
  }),
  entry('F06', 'filter', {
    title: 'externalId eq',
    expected: 'total 1',
    level: 'entra-required',
    reference: 'MS "queried with userName and externalId"',
  }),
  entry('F07', 'filter', {
    title: 'emails[type eq "work"].value eq "x"',
    expected: 'total 1',
    level: 'entra',
    reference: 'MS /Users matching rule (uniqueness attributes must be filterable)',
  }),
  entry('F08', 'filter', {
    title: 'emails.value eq "x"',
    expected: 'total 1',
    level: 'should',
    reference: '7644 §3.4.2.2',
  }),
  entry('F09', 'filter', {
    title: 'A and B (userName eq X and active eq true/false)',
    expected: '1 / 0',
    level: 'entra-required',
    reference: 'MS "uses eq, and"',
  }),
  entry('F10', 'filter', {
    title: 'id eq',
    expected: 'total 1',
    level: 'entra',
    reference: '7644 §3.4.2.2; MS reference checks',
  }),
  entry('F11', 'filter', {
    title: 'Fully qualified attribute (urn:…:User:userName eq)',
    expected: 'total 1',
    level: 'must',
    reference: '7644 §3.10',
  }),
  entry('F12', 'filter', {
    title: 'Invalid operator',
    expected: '400 invalidFilter',
    level: 'must',
    reference: '7644 §3.4.2.2, §3.12',
  }),
  entry('F13', 'filter', {
    title: 'co, sw, ew, pr, or, not, gt',
    expected: 'all answer',
    level: 'should',
    reference: '7644 §3.4.2.2 table 3',
  }),
  entry('F14', 'filter', {
    title: 'Filter on unknown attribute must not return everybody',
    expected: '400 or total 0',
    level: 'must',
    reference: '7644 §3.4.2.2',
  }),
  entry('F15', 'filter', {
    title: 'Spaces sent as "+" (validator sends userName+eq+"x")',
    expected: 'total 1',
    level: 'entra-required',
    reference: 'MS validator trace (Q&A 2238842)',
  }),
  entry('F16', 'filter', {
    title: 'externalId in other case',
    expected: 'total 0',
    level: 'information',
    reference: '7643 §3.1 caseExact=true',
  }),
  entry('F17', 'filter', {
    title: 'ListResponse has schemas, totalResults, startIndex, itemsPerPage as integers',
    expected: 'present',
    level: 'must',
    reference: '7644 §3.4.2',
  }),
] as const;
