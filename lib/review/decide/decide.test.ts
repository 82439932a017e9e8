import { expect, test } from 'vitest';
import type { Person } from '#lib/onboarding/ports.ts';
import { fakeSubmissions } from '#lib/onboarding/request-publishing/fakes.ts';
import type { SubmissionRecord } from '#lib/onboarding/request-publishing/ports.ts';
import { DecideInput, DecisionsView } from './contract.ts';
import { beginReview, decide, readDecisions } from './decide.ts';

const RITA: Person = { tenantId: 'operator', objectId: 'rita', name: 'Rita', username: '' };
const ROB: Person = { ...RITA, objectId: 'rob', name: 'Rob' };
const ID = '11111111-1111-4111-8111-111111111111';

function world(
  status: SubmissionRecord['status'],
  { escalatedById, left = [] }: { escalatedById?: string; left?: string[] } = {},
) {
  const at = new Date();
  const submitted = { at, byId: 'ann', byName: 'Ann' };
  const row = { id: ID, tenantId: 'contoso', onboardingId: 'o', status, statusAt: at, version: 1, createdAt: at };
  const submissions = fakeSubmissions([{ ...row, fields: {}, submitted }]);
  const escalation = escalatedById ? { byId: escalatedById, byName: 'Rita' } : undefined;
  const decisions = { listForOperator: async () => [], escalationForOperator: async () => escalation };
  const checklist = { look: async () => ({ left, seen: { number: 1, versions: {} } }) };
  const ports = { submissions, decisions, checklist };
  const deciding = (kind: DecideInput['kind'], person = RITA, version = 1) =>
    decide(ports, { submissionId: ID, person, kind, version, reason: 'Because.' });
  return { ports, deciding, row: submissions.rows[0]! };
}

test('the way from handed in to published', async () => {
  const { ports, deciding, row } = world('submitted');
  await beginReview(ports, { submissionId: ID, person: RITA, version: 1 });
  await deciding('approve', RITA, 2);
  await deciding('preview', RITA, 3);
  const view = DecisionsView.parse(await deciding('publish', RITA, 4));
  expect([view.status, row.version]).toEqual(['published', 5]);
  expect(view.choices.every(({ whyNot }) => whyNot)).toBe(true);
});

test('the second of two reviewers is told that the first has decided, not that it is impossible', async () => {
  const { deciding } = world('in-review');
  await deciding('reject');
  await expect(deciding('approve', ROB)).rejects.toMatchObject({ code: 'version-conflict' });
});

test('what its status does not allow is refused, and leaves it as it is', async () => {
  const { deciding, row } = world('submitted');
  await expect(deciding('approve')).rejects.toMatchObject({ code: 'conflict', message: 'Begin the review first.' });
  expect([row.status, row.version]).toEqual(['submitted', 1]);
});

test('who asked for a second opinion does not decide; another does', async () => {
  await expect(world('in-review', { escalatedById: 'rita' }).deciding('approve')).rejects.toMatchObject({
    code: 'conflict',
  });
  expect((await world('in-review', { escalatedById: 'rita' }).deciding('approve', ROB)).status).toBe('approved');
});

test('with something left of the checklist a request is rejected, not approved, and what is left is named', async () => {
  const { ports, deciding, row } = world('in-review', { left: ['The logos', 'The links'] });
  await expect(deciding('approve')).rejects.toThrow(
    '2 items of the checklist are neither met nor confirmed. The logos; The links.',
  );
  const { choices } = await readDecisions(ports, { submissionId: ID, person: RITA });
  expect(choices.find(({ kind }) => kind === 'approve')?.whyNot).toMatch(/^2 items/);
  expect(row.status).toBe('in-review');
  expect((await deciding('reject')).status).toBe('rejected');
});

test('a reason that holds a credential is refused', async () => {
  const { ports } = world('in-review');
  const reason = 'Use Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm5pZSJ9.c2lnbmF0dXJlLW9mLWl0';
  const ask = { submissionId: ID, person: RITA, version: 1, kind: 'reject', reason } as const;
  await expect(decide(ports, ask)).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a review that has begun is not begun again, and a decision has a reason', async () => {
  const { ports } = world('in-review');
  expect((await beginReview(ports, { submissionId: ID, person: ROB, version: 0 })).version).toBe(1);
  expect(DecideInput.safeParse({ version: 1, kind: 'approve', reason: ' ' }).success).toBe(false);
  const nowhere = readDecisions(ports, { submissionId: 'none', person: RITA });
  await expect(nowhere).rejects.toMatchObject({ code: 'not-found' });
});
