import { subDays } from 'date-fns';
import { expect, test } from 'vitest';
import { SUBMISSION_STATUSES, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import { expireRequests } from './expire-requests.ts';
import { fakeSubmissions } from './fakes.ts';
import type { Reminder, SubmissionRecord, Unanswered } from './ports.ts';

const NOW = new Date('2026-11-21T10:00Z');
const submission = (id: string, status: SubmissionStatus, version = 3): SubmissionRecord => ({
  ...{ id, tenantId: 'contoso', onboardingId: id, status, version, statusAt: NOW, createdAt: NOW, fields: {} },
});

type Found = { overdue?: SubmissionRecord[]; unreminded?: SubmissionRecord[]; quietDays?: number };

/** What the store finds, each as it was with version 3. */
function setUp({ overdue = [], unreminded = [], quietDays = 60 }: Found) {
  const reminders: Reminder[] = [];
  const asked: Date[] = [];
  const found = (rows: SubmissionRecord[]) =>
    rows.map((row): Unanswered => {
      const { id: submissionId, tenantId, onboardingId, status } = row;
      const quietSince = subDays(NOW, quietDays);
      return { submissionId, tenantId, onboardingId, status, version: 3, application: 'Payroll', quietSince };
    });
  const unanswered = {
    overdueForPortal: async () => found(overdue),
    unremindedForPortal: async ({ quietBefore }: { quietBefore: Date }) => {
      asked.push(quietBefore);
      return found(unreminded);
    },
    remindForPortal: async (_request: Unanswered, reminder: Reminder) => reminders.push(reminder) > 0,
  };
  const submissions = fakeSubmissions([...overdue, ...unreminded]);
  return {
    ...{ reminders, asked, unanswered },
    submissions,
    run: (expiryDays = 60) => expireRequests({ submissions, unanswered, expiryDays }, NOW),
  };
}

test('a request whose named day is over expires, moved by the portal', async () => {
  const overdue = [submission('a', 'changes-requested')];
  expect(await setUp({ overdue }).run()).toEqual({ expired: 1, reminded: 0, areMore: false });
  expect(overdue[0]).toMatchObject({ status: 'expired', version: 4 });
});

test('only changes that were asked for run out, whatever the store offers', async () => {
  const overdue = SUBMISSION_STATUSES.map((status) => submission(status, status));
  await setUp({ overdue }).run();
  const moved = overdue.filter(({ version }) => version !== 3).map(({ id }) => id);
  expect(moved).toEqual(['changes-requested']);
});

test('one that was moved meanwhile is left to those who moved it', async () => {
  const overdue = [submission('a', 'changes-requested', 4)];
  expect(await setUp({ overdue }).run()).toMatchObject({ expired: 0, areMore: false });
  expect(overdue[0]?.status).toBe('changes-requested');
});

test('one that cannot be moved or reminded keeps no other from it, and is told of at the end', async () => {
  const [broken, fine] = [submission('broken', 'changes-requested'), submission('fine', 'changes-requested')];
  const unreminded = [submission('unwilling', 'changes-requested'), submission('willing', 'changes-requested')];
  const { run, submissions, unanswered, reminders } = setUp({ overdue: [broken, fine], unreminded });
  const { move } = submissions;
  submissions.move = (tenantId, id, asked) =>
    id === 'broken' ? Promise.reject(new Error('Broken.')) : move(tenantId, id, asked);
  const { remindForPortal } = unanswered;
  unanswered.remindForPortal = (request, reminder) =>
    request.submissionId === 'unwilling' ? Promise.reject(new Error('No.')) : remindForPortal(request, reminder);
  await expect(run()).rejects.toThrow('Broken.');
  expect([broken.status, fine.status, reminders.length]).toEqual(['changes-requested', 'expired', 1]);
});

test('whoever is reminded in time is told the day on which the time is over', async () => {
  const { run, reminders, asked } = setUp({ unreminded: [submission('a', 'changes-requested')], quietDays: 53 });
  expect(await run()).toMatchObject({ expired: 0, reminded: 1 });
  expect(asked).toEqual([subDays(NOW, 53)]);
  expect(reminders).toMatchObject([{ at: NOW, expiresAt: new Date('2026-11-28T23:59:59.999Z') }]);
});

test.each([
  [30, 40, '28'],
  [10, 40, '26'],
  [1, 40, '21'],
  [60, 55, '28'],
])(
  'with %d days set, who was quiet for %d and is reminded only now has the rest until %s November',
  async (set, quietDays, day) => {
    const rows = [submission('a', 'changes-requested')];
    const { run, reminders } = setUp({ unreminded: rows, quietDays });
    await run(set);
    expect(rows[0]?.status).toBe('changes-requested');
    expect(reminders[0]?.expiresAt).toEqual(new Date(`2026-11-${day}T23:59:59.999Z`));
  },
);
