import type { NotificationKind } from './notification-kinds.ts';
import { oneLine } from './one-line.ts';

/** What happened, as the history has it. The ISV reads the history: nothing in it is for reviewers alone. */
export type ToldEvent = {
  /** Another one for each event. */
  key: string;
  action: string;
  facts: Record<string, unknown>;
  actorName: string;
  at: Date;
};

/** What it happened to, as it stands after it. */
export type About = {
  onboardingId: string;
  application: string;
  publisher: string;
  /** An assignee who was not here for long counts as none. */
  submission?: { id: string; status: string; hasAssignee: boolean };
};

/** `isv`: creator, members and who handed in. `reviewers` and `managers`: all who were there lately. */
export type Recipients = 'isv' | 'assignee' | 'reviewers' | 'managers' | { reviewerId: string };

/**
 * Something to be told. Of one `event` nobody is told twice. It names who and what and never quotes what a person wrote:
 * that is read where it was written, by those who may.
 */
export type Telling = {
  event: string;
  kind: NotificationKind;
  to: Recipients;
  title: string;
  words: string;
  /** A path of the portal. */
  href: string;
};

/** Nobody has it yet, or whoever has it was not here for long. */
const NOBODY_REVIEWS_IT = 'Nobody reviews it just now.';

type Rule = (event: ToldEvent, about: About) => (Telling | undefined)[];

/** Who is told of an event, and what. Of most events nobody is. */
export function tellingsOf(event: ToldEvent, about: About): Telling[] {
  const actorName = oneLine(event.actorName);
  const named = { ...about, application: oneLine(about.application), publisher: oneLine(about.publisher) };
  const told = RULES[event.action]?.({ ...event, actorName }, named) ?? [];
  return told.filter((telling) => telling !== undefined);
}

export const isTold = (action: string): boolean => action in RULES;

const RULES: Record<string, Rule> = {
  'run.judged': (event, about) => [runFinished(event, about)],
  'message.sent': (event, about) =>
    event.facts.side === 'isv' ? messageOfIsv(event, about) : [messageToIsv(event, about)],
  'submission.changes-requested': (event, about) => [changesRequested(event, about)],
  'finding.reopened': (event, about) => [askedAgain(event, about)],
  'submission.approved': decided('is approved', 'The reviewers have approved your request.'),
  'submission.rejected': decided('is rejected', 'The reviewers have rejected your request. Their reason stands in it.'),
  'submission.in-preview': decided('is in preview', 'Your application has been put into preview.'),
  'submission.published': decided('is published', 'Your application is in the gallery.'),
  'submission.submitted': (event, about) => handedIn(event, about),
  'submission.withdrawn': (event, about) => [
    ofAssignee(event, about, `${about.publisher} withdrew ${about.application}`, 'There is nothing to do for now.'),
  ],
  'submission.expired': (event, about) => [expired(event, about), expiredForReviewer(event, about)],
  'submission.escalated': (event, about) => [
    ofNobody(event, about, {
      title: `${about.application} needs a second opinion`,
      words: `${event.actorName} asks another reviewer to decide.`,
    }),
  ],
  'submission.assigned': (event, about) => [assigned(event, about)],
  'allow-list.asked': (event, about) => [
    {
      ...{ event: event.key, kind: 'allow-list', to: 'managers', href: '/program/allow-list' },
      title: `${about.publisher} asks for faster cycles`,
      words: `It is about ${about.application}. Take it on, approve it or decline it.`,
    },
  ],
  'allow-list.approved': allowListDecided('approved', 'Faster cycles count from now on.'),
  'allow-list.declined': allowListDecided('declined', 'The reason stands in the step that configures provisioning.'),
};

const isvHref = ({ onboardingId }: About, step: string): string => `/onboardings/${onboardingId}/${step}`;
const reviewHref = ({ id }: { id: string }): string => `/review/${id}`;

function toIsv(
  event: ToldEvent,
  about: About,
  kind: NotificationKind,
): Pick<Telling, 'event' | 'kind' | 'to' | 'href'> {
  return { event: event.key, kind, to: 'isv', href: isvHref(about, 'request-publishing') };
}

function runFinished({ facts, key }: ToldEvent, about: About): Telling {
  const isReady = facts.ready === true;
  return {
    // Two who read its end at once both note it.
    event: typeof facts.runId === 'string' ? `run-finished/${facts.runId}` : key,
    ...{ kind: 'run-finished', to: 'isv', href: isvHref(about, 'run-validation') },
    title: `${about.application}: the run is ${isReady ? 'ready' : 'not ready'}`,
    words: isReady
      ? 'Every test that counts has passed. Look at the result, then go on to request publishing.'
      : 'Something has failed or is missing. The result says what, and how to mend it.',
  };
}

function messageToIsv(event: ToldEvent, about: About): Telling {
  const title = `${event.actorName} wrote to you about ${about.application}`;
  return { ...toIsv(event, about, 'message'), title, words: 'The message stands in your publishing request.' };
}

/** Who reviews it reads it. While nobody does, all are told once a day: a message must not be lost, nor a burst drown them. */
function messageOfIsv(event: ToldEvent, about: About): (Telling | undefined)[] {
  const { submission, publisher, application } = about;
  const title = `${publisher} wrote about ${application}`;
  if (!submission?.hasAssignee) {
    const day = event.at.toISOString().slice(0, 10);
    const words = NOBODY_REVIEWS_IT;
    return [submission && { ...ofNobody(event, about, { title, words })!, event: `message/${submission.id}/${day}` }];
  }
  const href = reviewHref(submission);
  return [
    { event: event.key, kind: 'message', to: 'assignee', title, words: 'The message stands in the submission.', href },
  ];
}

function changesRequested(event: ToldEvent, about: About): Telling {
  const { findings } = event.facts;
  const asked =
    findings === 1 ? 'one thing' : `${typeof findings === 'number' && findings > 0 ? findings : 'some'} things`;
  return {
    ...toIsv(event, about, 'changes-requested'),
    title: `${about.application}: changes are requested`,
    words: `The reviewers ask for ${asked}. Answer each and submit the request again.`,
  };
}

/** While the request is with the reviewers the ISV cannot answer: they are told when it comes back. */
function askedAgain(event: ToldEvent, about: About): Telling | undefined {
  if (about.submission?.status !== 'changes-requested') return undefined;
  const title = `${about.application}: something is asked again`;
  return { ...toIsv(event, about, 'changes-requested'), title, words: 'An answer of yours leaves a question open.' };
}

function decided(became: string, words: string): Rule {
  return (event, about) => [{ ...toIsv(event, about, 'decision'), title: `${about.application} ${became}`, words }];
}

function allowListDecided(done: string, words: string): Rule {
  return (event, about) => [
    {
      ...toIsv(event, about, 'allow-list'),
      title: `${about.application}: faster cycles are ${done}`,
      words,
      href: isvHref(about, 'configure-provisioning'),
    },
  ];
}

function handedIn(event: ToldEvent, about: About): (Telling | undefined)[] {
  const { application, publisher, submission } = about;
  if (submission?.hasAssignee) {
    return [ofAssignee(event, about, `${publisher} handed in ${application} again`, 'It is your turn.')];
  }
  return [ofNobody(event, about, { title: `${publisher} handed in ${application}`, words: NOBODY_REVIEWS_IT })];
}

function ofAssignee({ key }: ToldEvent, { submission }: About, title: string, words: string): Telling | undefined {
  if (!submission?.hasAssignee) return undefined;
  return { event: key, kind: 'submission', to: 'assignee', title, words, href: reviewHref(submission) };
}

function ofNobody(
  { key }: ToldEvent,
  { submission }: About,
  said: Pick<Telling, 'title' | 'words'>,
): Telling | undefined {
  return submission && { event: key, kind: 'unassigned', to: 'reviewers', ...said, href: reviewHref(submission) };
}

function expired(event: ToldEvent, about: About): Telling {
  return {
    ...toIsv(event, about, 'changes-requested'),
    title: `${about.application}: the request has expired`,
    words: 'What the reviewers asked for was not answered in time. Take the request up again when you are ready.',
  };
}

function expiredForReviewer(event: ToldEvent, about: About): Telling | undefined {
  return ofAssignee(event, about, `${about.application} has expired`, 'What you asked for was not answered in time.');
}

function assigned(
  { key, facts, actorName }: ToldEvent,
  { application, publisher, submission }: About,
): Telling | undefined {
  if (typeof facts.assigneeId !== 'string' || !submission) return undefined;
  return {
    ...{ event: key, kind: 'assignment', to: { reviewerId: facts.assigneeId }, href: reviewHref(submission) },
    title: `${actorName} gave you ${application} to review`,
    words: `It is of ${publisher}.`,
  };
}

/** What somebody is given at one go is one thing to be told. */
export function gathered<News extends { telling: Telling }>(news: readonly News[]): News[] {
  const given = Map.groupBy(news, ({ telling: { kind, to } }) =>
    kind === 'assignment' && typeof to === 'object' ? to.reviewerId : undefined,
  );
  return [...given].flatMap(([reviewerId, several]) => {
    const [first] = several;
    if (reviewerId === undefined || several.length === 1 || !first) return several;
    const title = `${several.length} submissions were given to you`;
    const telling = { ...first.telling, title, words: 'They stand in your queue.', href: '/review?assignee=me' };
    return [{ ...first, telling }];
  });
}
