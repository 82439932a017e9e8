import { requirementsView, ruleSetOf } from '#lib/onboarding/check-requirements/requirements-view.ts';
import type { HistoryReader } from '#lib/onboarding/history/ports.ts';
import { historyPage } from '#lib/onboarding/history/read-history.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { Probes } from '#lib/onboarding/probe/ports.ts';
import { refuseSecret } from '#lib/onboarding/request-publishing/refuse-secret.ts';
import { AppError } from '#lib/platform/errors.ts';
import { mayMove, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import { readSubmission, type ReviewPorts } from '../review.ts';
import type { Checklist, ChecklistItem, ConfirmInput } from './contract.ts';
import { markOf, type ChecklistFacts, type Item } from './item.ts';
import { personItems } from './person-items.ts';
import { portalItems } from './portal-items.ts';
import type { ConfirmationRecord, Confirmations } from './ports.ts';

export type ChecklistPorts = Omit<ReviewPorts, 'portal'> & {
  history: HistoryReader;
  checked: Confirmations;
  probes: Pick<Probes, 'list'>;
};
type Ask = { submissionId: string; person: Person };

/** What a reviewer has to be sure of: answered by the portal where it can, confirmed by people where it cannot. */
export async function readChecklist(ports: ChecklistPorts, { submissionId }: Omit<Ask, 'person'>): Promise<Checklist> {
  const facts = await factsOf(ports, submissionId);
  const { number = 1 } = facts.view.evidence ?? {};
  const said = new Map((await ports.checked.listForOperator(submissionId, number)).map((one) => [one.item, one]));
  const items = itemsFrom(facts).map((item) => itemView(item, said.get(item.id)));
  const left = items.filter(({ isSettled }) => !isSettled).length;
  return { number, items, left, mayConfirm: mayConfirm(facts.view.status) };
}

/** The portal’s answers first, then what people confirm. */
export const itemsFrom = (facts: ChecklistFacts): Item[] => [...portalItems(facts), ...personItems(facts)];

/**
 * Confirms an item of the newest handing in, or takes that back. What does not hold is confirmed with words that say why it
 * is right all the same. Of two reviewers at once the second is told what the first did.
 */
export async function confirmItem(
  ports: ChecklistPorts,
  { item: id, number, version, mark, isConfirmed, words, ...ask }: Ask & ConfirmInput & { item: string },
): Promise<Checklist> {
  const { status } = await foundBy(ports, ask.submissionId);
  refuseUnlessReviewed(status);
  const list = await readChecklist(ports, ask);
  const item = list.items.find((one) => one.id === id);
  if (!item) throw new AppError('not-found', 'The checklist has no such item.');
  if (list.number !== number) throw new AppError('version-conflict', HANDED_IN_AGAIN);
  if (isConfirmed) refuseUnlessConfirmable(item, { mark, words });
  refuseSecret('Your words', words, { field: 'words' });
  await ports.checked.confirmForOperator({
    ...{ submissionId: ask.submissionId, number, item: id, version, mark, isConfirmed, by: ask.person },
    words: isConfirmed ? words : '',
    title: item.title,
    action: actionOf(item, isConfirmed),
    refuse: refuseUnlessReviewed,
  });
  return readChecklist(ports, ask);
}

function actionOf({ askedOf }: ChecklistItem, isConfirmed: boolean): string {
  if (!isConfirmed) return 'checklist.taken-back';
  return askedOf === 'portal' ? 'checklist.excused' : 'checklist.confirmed';
}

function refuseUnlessConfirmable(item: ChecklistItem, { mark, words }: { mark: string; words: string }): void {
  if (item.mark !== mark)
    throw new AppError('version-conflict', 'What was found has changed meanwhile. Look at it again.');
  if (item.askedOf === 'person') return;
  if (item.holds) throw new AppError('conflict', 'This holds: there is nothing to confirm.');
  if (!item.mayExcuse) throw new AppError('conflict', 'This cannot be passed over: it has to be put right.');
  if (words === '') throw new AppError('invalid-input', 'Say why it is right all the same.', { field: 'words' });
}

const HANDED_IN_AGAIN = 'The request was handed in again meanwhile. Look at it anew.';
/** From the handing in until something is decided: before and after, nobody asks. */
const mayConfirm = (status: SubmissionStatus): boolean =>
  status === 'in-review' || mayMove('operator', status, 'in-review');

function refuseUnlessReviewed(status: SubmissionStatus): void {
  if (mayConfirm(status)) return;
  throw new AppError('conflict', 'The checklist is worked through while the request is with the reviewers.', {
    status,
  });
}

function itemView(item: Item, said: ConfirmationRecord | undefined): ChecklistItem {
  const mark = markOf(item);
  const confirmation = said && {
    ...{ isConfirmed: said.isConfirmed, words: said.words, byName: said.byName, version: said.version },
    ...{ at: said.at.toISOString(), isCurrent: said.mark === mark },
  };
  const isConfirmed = confirmation?.isConfirmed === true && confirmation.isCurrent;
  const mayBe = item.askedOf === 'person' || item.mayExcuse;
  return { ...item, mark, confirmation, isSettled: item.holds === true || (mayBe && isConfirmed) };
}

async function factsOf(ports: ChecklistPorts, submissionId: string): Promise<ChecklistFacts> {
  const { tenantId, onboardingId } = await foundBy(ports, submissionId);
  const [view, record, answers, probes, { chain }] = await Promise.all([
    readSubmission(ports, submissionId),
    ports.onboardings.getForOperator(onboardingId),
    ports.onboardings.answers(tenantId, onboardingId),
    ports.probes.list(tenantId, onboardingId),
    historyPage(ports, { tenantId, onboardingId }),
  ]);
  if (!record || !chain) throw notFound();
  const { answers: asked } = requirementsView(record, { answers, probes });
  return { view, chain, answers: asked, ruleSet: ruleSetOf(record), now: new Date() };
}

async function foundBy({ submissions }: Pick<ChecklistPorts, 'submissions'>, submissionId: string) {
  const submission = await submissions.getForOperator(submissionId);
  if (!submission) throw notFound();
  return submission;
}

const notFound = () => new AppError('not-found', 'There is no such submission.');
