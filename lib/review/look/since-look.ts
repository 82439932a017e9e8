import { AppError } from '#lib/platform/errors.ts';
import type { HistoryEntry } from '#lib/onboarding/history/contract.ts';
import type { HistoryReader } from '#lib/onboarding/history/ports.ts';
import { entryOf } from '#lib/onboarding/history/read-history.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { SubmissionRecord, Submissions } from '#lib/onboarding/request-publishing/ports.ts';
import { afterSeen, afterVisit, newSince } from '#lib/rules/visits.ts';
import type { InternalNotes } from '../notes/ports.ts';
import type { LookInput, SinceLook } from './contract.ts';
import type { Looks } from './ports.ts';

const LISTED = 30;
const READ = 200;

type Ports = {
  submissions: Pick<Submissions, 'getForOperator'>;
  history: Pick<HistoryReader, 'events'>;
  notes: Pick<InternalNotes, 'pageForOperator'>;
  looks: Looks;
  now?: () => Date;
};
type Ask = { submissionId: string; person: Person };

/** What others did to a submission since this reviewer last looked at it. On a first visit everything is new: nothing is listed. */
export async function readSinceLook(ports: Ports, { submissionId, person }: Ask): Promise<SinceLook> {
  const { tenantId, onboardingId } = await found(ports, submissionId);
  const now = nowOf(ports);
  const visits = await ports.looks.last(submissionId, person.objectId);
  if (!visits) return { readAt: now.toISOString(), entries: [], notes: [], isMore: false };
  const since = newSince(visits, now);
  const [events, { rows: notes }] = await Promise.all([
    ports.history.events(tenantId, onboardingId, { limit: READ }),
    ports.notes.pageForOperator(submissionId, { limit: READ }),
  ]);
  const isNew = (at: Date | string) => new Date(at) > since;
  const others = events.filter(({ at, actorId }) => isNew(at) && actorId !== person.objectId);
  const goesOn = (read: { at: Date | string }[]) => read.length === READ && isNew(read.at(-1)!.at);
  const entries = wholeChanges(others.map(entryOf));
  return {
    since: since.toISOString(),
    readAt: now.toISOString(),
    entries: entries.slice(0, LISTED),
    isMore: entries.length > LISTED || [events, notes].some(goesOn),
    notes: notes
      .filter(({ at, byId }) => isNew(at) && byId !== person.objectId)
      .map(({ id, byName, at }) => ({ id, byName, at: at.toISOString() })),
  };
}

/** Keeps that this reviewer was here, or that they have seen everything until then; a moment to come counts as now. */
export async function look(ports: Ports, { at, seen, ...ask }: Ask & LookInput): Promise<SinceLook> {
  await found(ports, ask.submissionId);
  const moment = new Date(Math.min(Date.parse(at), nowOf(ports).getTime()));
  const before = await ports.looks.last(ask.submissionId, ask.person.objectId);
  const visits = seen ? afterSeen(before, moment) : afterVisit(before, moment);
  await ports.looks.remember(ask.submissionId, ask.person.objectId, visits);
  return readSinceLook(ports, ask);
}

/** Newest first. A field that was saved at every pause of typing is one change; one that is as it was is none. */
function wholeChanges(entries: HistoryEntry[]): HistoryEntry[] {
  const first = new Map<string, string | null>();
  for (const { action, change } of entries) if (change && action === FIELD) first.set(change.field, change.from);
  const told = new Set<string>();
  return entries.flatMap((entry) => {
    const { action, change } = entry;
    if (!change || action !== FIELD) return [entry];
    if (told.has(change.field)) return [];
    told.add(change.field);
    const from = first.get(change.field) ?? null;
    return from === change.to ? [] : [{ ...entry, change: { ...change, from } }];
  });
}
const FIELD = 'request.field-changed';

const nowOf = ({ now = () => new Date() }: Ports): Date => now();

async function found({ submissions }: Pick<Ports, 'submissions'>, submissionId: string): Promise<SubmissionRecord> {
  const submission = await submissions.getForOperator(submissionId);
  if (!submission) throw new AppError('not-found', 'There is no such submission.');
  return submission;
}
