import { entry } from './entry.ts';

export const DISCOVERY = [
  entry('D01', 'discovery', {
    title: 'GET /ServiceProviderConfig',
    expected: '200, schema URN …ServiceProviderConfig',
    level: 'must',
    reference: '7644 §4; 7643 §5',
  }),
  entry('D02', 'discovery', {
    title: 'SPC.patch.supported (and bulk/filter/sort/etag flags recorded)',
    expected: 'patch.supported=true',
    level: 'entra-required',
    reference: '7643 §5; MS use-scim "Modify users or groups with PATCH"',
  }),
  entry('D03', 'discovery', {
    title: 'SPC.authenticationSchemes non-empty with type,name,description',
    expected: 'array, complete entries',
    level: 'must',
    reference: '7643 §5',
  }),
  entry('D04', 'discovery', {
    title: 'GET /Schemas is a ListResponse',
    expected: '200 + ListResponse + Resources',
    level: 'entra-required',
    reference: '7644 §4; MS "Must return a list response"; Logic App #15',
    quick: true,
  }),
  entry('D05', 'discovery', {
    title: '/Schemas holds core User and core Group',
    expected: 'both URNs present',
    level: 'entra-required',
    reference: '7643 §8.7.1; Logic App (Group schema missing = FAILED)',
    quick: true,
  }),
  entry('D06', 'discovery', {
    title: '/Schemas holds enterprise User extension',
    expected: 'present if manager/department mapped',
    level: 'entra',
    reference: '7643 §4.3',
  }),
  entry('D07', 'discovery', {
    title: 'Every attribute has name,type,multiValued,required,mutability,returned; no null values; camelCase enums',
    expected: 'no null, legal enums',
    level: 'entra-required',
    reference: '7643 §7; MS /Schemas rules',
  }),
  entry('D08', 'discovery', {
    title: 'userName required, caseExact=false, uniqueness server; active boolean; emails complex multiValued',
    expected: 'as stated',
    level: 'should',
    reference: '7643 §4.1, §8.7.1',
  }),
  entry('D09', 'discovery', {
    title: 'GET /Schemas/{urn} (raw and %3A-encoded)',
    expected: '200, id = urn',
    level: 'must',
    reference: '7644 §4',
  }),
  entry('D10', 'discovery', {
    title: 'GET /Schemas/{unknown}',
    expected: '404 + SCIM Error',
    level: 'should',
    reference: '7644 §3.12, §4',
  }),
  entry('D11', 'discovery', {
    title: 'GET /ResourceTypes lists User and Group',
    expected: '200 ListResponse',
    level: 'must',
    reference: '7644 §4; 7643 §6',
  }),
  entry('D12', 'discovery', {
    title: 'GET /ResourceTypes/User',
    expected: '200, endpoint "/Users"',
    level: 'should',
    reference: '7644 §4',
  }),
  entry('D13', 'discovery', {
    title: 'Content-Type of discovery + list responses',
    expected: 'application/scim+json',
    level: 'entra-required',
    reference: '7644 §3.1, §8.1; MS "header for all the responses"',
  }),
  entry('D14', 'discovery', {
    title: '/Schemas?filter=… refused',
    expected: '403',
    level: 'should',
    reference: '7644 §4',
  }),
  entry('D15', 'discovery', {
    title: 'POST/PUT/DELETE on /ServiceProviderConfig',
    expected: '405/404/501',
    level: 'should',
    reference: '7644 §4 (read only)',
  }),
] as const;
