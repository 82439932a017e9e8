import { entry } from './entry.ts';

export const DISCOVERY = [
  entry('D01', 'discovery', {
    title: 'Reading /ServiceProviderConfig',
    expected: '200 with the ServiceProviderConfig schema',
    level: 'must',
    reference: 'RFC 7644 §4; RFC 7643 §5',
  }),
  entry('D02', 'discovery', {
    title: 'What /ServiceProviderConfig says about PATCH',
    expected: 'patch.supported is true: Entra changes users and groups with PATCH',
    level: 'entra-required',
    reference: 'RFC 7643 §5; Microsoft Learn: use SCIM to provision users and groups',
  }),
  entry('D03', 'discovery', {
    title: 'The authentication schemes in /ServiceProviderConfig',
    expected: 'At least one, each with type, name and description',
    level: 'must',
    reference: 'RFC 7643 §5',
  }),
  entry('D04', 'discovery', {
    title: 'Reading /Schemas',
    expected: '200 with a ListResponse that has Resources',
    level: 'entra-required',
    reference: 'RFC 7644 §4; Microsoft Learn: use SCIM to provision users and groups, Schema discovery; Logic App #15',
    quick: true,
  }),
  entry('D05', 'discovery', {
    title: 'The core schemas at /Schemas',
    expected: 'The User and the Group schema are both listed',
    level: 'entra-required',
    reference: 'RFC 7643 §8.7.1; Logic App #15',
    quick: true,
  }),
  entry('D06', 'discovery', {
    title: 'The enterprise extension of users at /Schemas',
    expected: 'It is listed, so that department and manager can be mapped',
    level: 'entra',
    reference: 'RFC 7643 §4.3',
  }),
  entry('D07', 'discovery', {
    title: 'How /Schemas describes each attribute',
    expected: 'name, type and multiValued are there, nothing is null, and keywords are spelt as in the RFC',
    level: 'entra-required',
    reference: 'RFC 7643 §7; Microsoft Learn: use SCIM to provision users and groups, Schema discovery',
  }),
  entry('D08', 'discovery', {
    title: 'How /Schemas describes userName, active and emails',
    expected:
      'userName is required, unique and not case-exact; active is a boolean; emails is complex and multi-valued',
    level: 'should',
    reference: 'RFC 7643 §4.1; RFC 7643 §8.7.1',
  }),
  entry('D09', 'discovery', {
    title: 'Reading one schema by its URN, plain and percent-encoded',
    expected: '200 with that schema',
    level: 'must',
    reference: 'RFC 7644 §4',
  }),
  entry('D10', 'discovery', {
    title: 'Reading a schema that does not exist',
    expected: '404 with a SCIM error body',
    level: 'should',
    reference: 'RFC 7644 §3.12; RFC 7644 §4',
  }),
  entry('D11', 'discovery', {
    title: 'Reading /ResourceTypes',
    expected: '200 with a list that has User and Group',
    level: 'must',
    reference: 'RFC 7644 §4; RFC 7643 §6',
  }),
  entry('D12', 'discovery', {
    title: 'Reading /ResourceTypes/User',
    expected: '200, and its endpoint is /Users',
    level: 'should',
    reference: 'RFC 7644 §4',
  }),
  entry('D13', 'discovery', {
    title: 'The Content-Type of discovery and of lists',
    expected: 'application/scim+json everywhere',
    level: 'entra-required',
    reference: 'RFC 7644 §3.1; RFC 7644 §8.1; Microsoft Learn: use SCIM to provision users and groups, General',
  }),
  entry('D14', 'discovery', {
    title: 'Filtering /Schemas',
    expected: 'Refused with 403',
    level: 'should',
    reference: 'RFC 7644 §4',
  }),
  entry('D15', 'discovery', {
    title: 'POST, PUT and DELETE on /ServiceProviderConfig',
    expected: 'Each is refused, best with 405: discovery is for reading only',
    level: 'should',
    reference: 'RFC 7644 §4',
  }),
] as const;
