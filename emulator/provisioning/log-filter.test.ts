import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FilterRefused, parseLogFilter } from './log-filter.ts';
import type { LogEntry } from './state.ts';

const MANAGER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';
const ENTRY = {
  id: 'e1',
  jobId: 'scim.abc.def',
  activityDateTime: '2026-03-24T07:23:47.500Z',
  provisioningAction: 'disable',
  durationInMilliseconds: 20,
  servicePrincipal: { id: 'sp1', displayName: "Ann's Payroll" },
  sourceIdentity: { id: 'u1', displayName: 'Joy' },
  provisioningStatusInfo: { status: 'success', errorInformation: null },
  modifiedProperties: [
    { displayName: 'active', oldValue: 'True', newValue: 'False' },
    { displayName: MANAGER, oldValue: '', newValue: 'm1' },
  ],
} as LogEntry;

const holds = (filter: string, entry = ENTRY) => parseLogFilter(filter)(entry);

test.each([
  [
    `jobId eq 'scim.abc.def' and servicePrincipal/id eq 'sp1' and sourceIdentity/id eq 'u1' and provisioningAction eq 'Disable'`,
    true,
  ],
  [`sourceIdentity/id eq 'u1' and provisioningAction eq 'create'`, false],
  [`(provisioningAction eq 'Disable' or provisioningAction eq 'Delete') and sourceIdentity/id eq 'u1'`, true],
  [`sourceIdentity/id eq 'u2' and provisioningAction eq 'Delete' or provisioningAction eq 'disable'`, true],
  [`activityDateTime ge 2026-03-24T07:23:47.5000000Z`, true],
  [`activityDateTime ge 2026-03-24T07:23:47.6Z`, false],
  [`activityDateTime lt 2026-03-25`, true],
  [`modifiedProperties/any(p: p/displayName eq 'members')`, false],
  [`modifiedProperties/any(p: p/displayName eq 'manager' or p/displayName eq '${MANAGER}')`, true],
  [`modifiedProperties/any(p:p/displayName eq 'active' and p/newValue eq 'm1')`, false],
  [`not (provisioningStatusInfo/status eq 'failure')`, true],
  [`provisioningStatusInfo/errorInformation eq null`, true],
  [`servicePrincipal/displayName eq 'Ann''s Payroll'`, true],
  [`contains(sourceIdentity/displayName, 'oy')`, true],
  [`durationInMilliseconds gt 19`, true],
])('%s is %s', (filter, expected) => {
  expect(holds(filter)).toBe(expected);
});

test.each([
  [`action eq 'create'`],
  [`jobId eq`],
  [`jobId eq 'open`],
  [`jobId is 'x'`],
  [`(jobId eq 'x'`],
  [`jobId eq 'x' jobId eq 'y'`],
  [`modifiedProperties/any(p: displayName eq 'x')`],
  [`activityDateTime ge 2026-99-99T00:00:00Z`],
  [''],
])('refuses %s', (filter) => {
  expect(() => parseLogFilter(filter)).toThrow(FilterRefused);
});

test('any text in quotes is found again, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const entry = { ...ENTRY, jobId: text };
      expect(holds(`jobId eq '${text.replaceAll("'", "''")}'`, entry)).toBe(true);
    }),
  );
});

test('the order of and-clauses does not matter, and "and" binds before "or"', () => {
  const clause = fc.constantFrom(
    `jobId eq 'scim.abc.def'`,
    `jobId eq 'x'`,
    `durationInMilliseconds lt 5`,
    `id eq 'e1'`,
  );
  fc.assert(
    fc.property(fc.array(clause, { minLength: 1, maxLength: 5 }), clause, (clauses, other) => {
      const all = clauses.every((one) => holds(one));
      expect(holds(clauses.join(' and '))).toBe(all);
      expect(holds(clauses.toReversed().join(' and '))).toBe(all);
      expect(holds(`${other} or ${clauses.join(' and ')}`)).toBe(holds(other) || all);
    }),
  );
});
