import { addDays, subDays } from 'date-fns';
import { expect, test } from 'vitest';
import { SUBMISSION_STATUSES, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import { expireRequests } from './expire-requests.ts';
import { fakeSubmissions } from './fakes.ts';
import type { SubmissionRecord, Unanswered } from './ports.ts';

const NOW = new Date('2026-11-21T10:00Z');
const submission = (id: string, status: SubmissionStatus, version = 3): SubmissionRecord => ({
  ...{ id, tenantId: 'contoso', onboardingId: id, status, version, statusAt: NOW, createdAt: NOW, fields: {} },
});

function setUp(rows: SubmissionRecord[], quietSince: Date, seenVersion = 3) {
  const submissions = fakeSubmissions(rows);
  const quietForPortal = async ({ before }: { before: Date }): Promise<Unanswered[]> =>
    rows.flatMap(({ id, tenantId, onboardingId, status }) =>
      quietSince <= before
        ? [
            {
              submissionId: id,
              tenantId,
              onboardingId,
              status,
              version: seenVersion,
              application: 'Payroll',
              quietSince,
            },
          ]
        : [],
    );
  return () => expireRequests({ submissions, unanswered: { quietForPortal }, expiryDays: 60 }, NOW);
}

test('a request whose changes nobody worked on for the set time expires, and not a day before', async () => {
  const [rows, later] = [[submission('a', 'changes-requested')], [submission('b', 'changes-requested')]];
  expect(await setUp(rows, subDays(NOW, 60))()).toEqual({ expired: 1, areMore: false });
  expect(rows[0]).toMatchObject({ status: 'expired', version: 4 });
  await setUp(later, addDays(subDays(NOW, 60), 1))();
  expect(later[0]?.status).toBe('changes-requested');
});

test('only changes that were asked for run out, whatever the store offers', async () => {
  const rows = SUBMISSION_STATUSES.map((status) => submission(status, status));
  await setUp(rows, subDays(NOW, 90))();
  const moved = rows.filter(({ version }) => version !== 3).map(({ id }) => id);
  expect(moved).toEqual(['changes-requested']);
});

test('one that was moved meanwhile is left to those who moved it', async () => {
  const rows = [submission('a', 'changes-requested', 4)];
  expect(await setUp(rows, subDays(NOW, 90))()).toEqual({ expired: 0, areMore: false });
  expect(rows[0]?.status).toBe('changes-requested');
});
