import { addDays } from 'date-fns';
import { expect, test } from 'vitest';
import {
  evidenceExpiring,
  evidenceWarnDays,
  expiryOf,
  requestExpiring,
  tokenExpiring,
} from './deadline-notifications.ts';
import { defaultChoice, KIND_FACTS, kindsFor, NOTIFICATION_KINDS, wholeChoice } from './notification-kinds.ts';
import { gathered, tellingsOf, type About, type ToldEvent } from './notifications.ts';

const NOW = new Date('2026-11-21T10:00Z');
const ABOUT: About = {
  ...{ onboardingId: 'onb', application: 'Payroll', publisher: 'Contoso' },
  submission: { id: 'sub', status: 'submitted', hasAssignee: false },
};
const assignedTo = (status = 'in-review'): About => ({
  ...ABOUT,
  submission: { id: 'sub', status, hasAssignee: true },
});
const told = (action: string, facts: ToldEvent['facts'] = {}, about = ABOUT) =>
  tellingsOf({ key: 'onb/7', action, facts, actorName: 'Rita', at: NOW }, about);

test.each([
  ['run.judged', { runId: 'r', ready: true }, 'run-finished', 'Payroll: the run is ready'],
  ['run.judged', { runId: 'r', ready: false }, 'run-finished', 'Payroll: the run is not ready'],
  ['message.sent', { side: 'operator' }, 'message', 'Rita wrote to you about Payroll'],
  ['submission.changes-requested', { findings: 2 }, 'changes-requested', 'Payroll: changes are requested'],
  ['submission.approved', {}, 'decision', 'Payroll is approved'],
  ['submission.rejected', {}, 'decision', 'Payroll is rejected'],
  ['submission.in-preview', {}, 'decision', 'Payroll is in preview'],
  ['submission.published', {}, 'decision', 'Payroll is published'],
  ['submission.expired', {}, 'changes-requested', 'Payroll: the request has expired'],
  ['allow-list.approved', {}, 'allow-list', 'Payroll: faster cycles are approved'],
  ['allow-list.declined', {}, 'allow-list', 'Payroll: faster cycles are declined'],
])('%s %o is told to the ISV', (action, facts, kind, title) => {
  expect(told(action, facts)).toEqual([expect.objectContaining({ kind, title, to: 'isv' })]);
});

test.each([
  ['submission.submitted', {}, 'submission'],
  ['submission.withdrawn', {}, 'submission'],
  ['message.sent', { side: 'isv' }, 'message'],
])('%s %o is told to who reviews it, and to nobody else', (action, facts, kind) => {
  expect(told(action, facts, assignedTo())).toEqual([expect.objectContaining({ kind, to: 'assignee' })]);
});

test('what nobody reviews is told to all reviewers; what was taken back then to none', () => {
  for (const [action, facts] of [
    ['submission.submitted', {}],
    ['message.sent', { side: 'isv' }],
    ['submission.escalated', {}],
  ] as const)
    expect(told(action, facts)).toEqual([expect.objectContaining({ kind: 'unassigned', to: 'reviewers' })]);
  expect(told('submission.withdrawn')).toEqual([]);
});

test('of the messages that nobody answers for, reviewers are told once a day', () => {
  const at = (when: string) =>
    tellingsOf(
      { key: when, action: 'message.sent', facts: { side: 'isv' }, actorName: 'Ann', at: new Date(when) },
      ABOUT,
    )[0]?.event;
  expect(at('2026-11-21T01:00Z')).toBe(at('2026-11-21T23:00Z'));
  expect(at('2026-11-21T01:00Z')).not.toBe(at('2026-11-22T01:00Z'));
});

test('a run that two have judged at once is one event', () => {
  const [one] = told('run.judged', { runId: 'r', ready: true });
  expect(one?.event).toBe('run-finished/r');
});

test('what is asked again is told while the ISV can answer it', () => {
  expect(told('finding.reopened', {}, assignedTo('in-review'))).toEqual([]);
  expect(told('finding.reopened', {}, assignedTo('changes-requested'))).toMatchObject([{ to: 'isv' }]);
});

test('nothing that a person wrote is told, whatever the event holds', () => {
  const facts = {
    words: 'planted',
    reason: 'planted',
    note: 'planted',
    findings: 'planted',
    side: 'isv',
    assigneeId: 'x',
  };
  for (const action of [
    'message.sent',
    'submission.changes-requested',
    'submission.rejected',
    'submission.escalated',
    'submission.assigned',
    'finding.reopened',
    'allow-list.asked',
    'allow-list.declined',
    'submission.withdrawn',
  ])
    for (const about of [ABOUT, assignedTo('changes-requested')])
      expect(JSON.stringify(told(action, facts, about))).not.toContain('planted');
});

test('a second opinion is never told to the ISV, nor is a review that begins', () => {
  expect(told('submission.escalated').map(({ to }) => to)).not.toContain('isv');
  expect(told('submission.review-begun')).toEqual([]);
  expect(told('made.up')).toEqual([]);
});

test('names become neither lines nor links', () => {
  const [telling] = told('submission.approved', {}, { ...ABOUT, application: 'Pay\r\nroll https://evil.example' });
  expect(telling?.title).toBe('Pay roll evil.example is approved');
});

test('what is assigned at one go is told once to each; one alone keeps its name', () => {
  const given = (reviewerId: string, key: string) =>
    tellingsOf(
      { key, action: 'submission.assigned', facts: { assigneeId: reviewerId }, actorName: 'Mo', at: NOW },
      ABOUT,
    );
  const all = [...given('a', '1'), ...given('b', '2'), ...given('a', '3'), ...told('submission.approved')];
  const tellings = gathered(all.map((telling) => ({ telling })));
  expect(tellings.map(({ telling: { title } }) => title)).toEqual([
    '2 submissions were given to you',
    'Mo gave you Payroll to review',
    'Payroll is approved',
  ]);
  expect(told('submission.assigned', { assigneeId: null })).toEqual([]);
});

test('a mail has its copy in the portal', () => {
  expect(wholeChoice({ portal: false, mail: true })).toEqual({ portal: true, mail: true });
  expect(wholeChoice({ portal: false, mail: false })).toEqual({ portal: false, mail: false });
  for (const kind of NOTIFICATION_KINDS) expect(defaultChoice(kind).portal).toBe(true);
});

test('everybody chooses among what they can be told of, and every kind is for somebody', () => {
  expect(kindsFor([])).toEqual(NOTIFICATION_KINDS.filter((kind) => KIND_FACTS[kind].for.includes('isv')));
  expect(kindsFor(['Reviewer'])).toEqual(['message', 'assignment', 'submission', 'unassigned']);
  expect(kindsFor(['ProgramManager'])).toEqual(['allow-list']);
  expect([...new Set(['', 'Reviewer', 'ProgramManager'].flatMap((role) => kindsFor(role ? [role] : [])))]).toHaveLength(
    NOTIFICATION_KINDS.length,
  );
});

test('a token is told of two weeks and three days ahead, once each, and not when it has ended', () => {
  const at = (days: number) =>
    tokenExpiring({ onboardingId: 'onb', application: 'Payroll', endsAt: addDays(NOW, 14) }, addDays(NOW, 14 - days))
      ?.event;
  expect(at(15)).toBeUndefined();
  expect(at(14)).toBe(at(4));
  expect(at(3)).toBe(at(1));
  expect(at(3)).not.toBe(at(4));
  expect(at(0)).toBeUndefined();
});

test('evidence is told of once for each run, and a short validity is not warned of from its beginning', () => {
  const of = { onboardingId: 'onb', application: 'Payroll', until: NOW };
  expect(evidenceExpiring({ ...of, runId: 'a' }).event).not.toBe(evidenceExpiring({ ...of, runId: 'b' }).event);
  expect(evidenceExpiring({ ...of, runId: 'a' }).words).toContain('21 November 2026');
  expect([evidenceWarnDays(14), evidenceWarnDays(2)]).toEqual([3, 1]);
});

test('a request that expires soon names the day, which is the same in every time zone and passes whole', () => {
  const quietSince = new Date('2026-09-29T22:30:00Z');
  const expiresAt = expiryOf({ quietSince }, { expiryDays: 60, now: new Date('2026-11-21T22:30:00Z') });
  expect(expiresAt).toEqual(new Date('2026-11-28T23:59:59.999Z'));
  const { words } = requestExpiring({ onboardingId: 'onb', application: 'Payroll', submissionId: 'sub', expiresAt });
  expect(words).toContain('expires on 28 November 2026 (UTC)');
});
