import { AppError } from '#lib/platform/errors.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { Assigned, AssignInput, Reviewers } from './contract.ts';
import type { KnownPeople, ReviewQueue } from './ports.ts';

type Ports = { queue: Pick<ReviewQueue, 'assign'>; people: Pick<KnownPeople, 'withRole'> };
type By = { person: Person };

/** Everybody a submission can be given to: reviewers who have signed in at least once. */
export async function listReviewers({ people }: Pick<Ports, 'people'>, { person }: By): Promise<Reviewers> {
  return { reviewers: await people.withRole(person.tenantId, 'Reviewer') };
}

/** Gives submissions to a reviewer, or to nobody. What somebody else has assigned meanwhile stays as it is. */
export async function assignSubmissions(
  ports: Ports,
  { person, submissions, to }: AssignInput & By,
): Promise<Assigned> {
  const assigned = await ports.queue.assign(submissions, await assigneeOf(ports, person, to), person);
  const done = new Set(assigned);
  return { assigned, conflicts: submissions.map(({ id }) => id).filter((id) => !done.has(id)) };
}

async function assigneeOf({ people }: Ports, person: Person, to: string) {
  if (to === 'nobody') return undefined;
  if (to === 'me' || to === person.objectId) return { id: person.objectId, name: person.name };
  const found = (await people.withRole(person.tenantId, 'Reviewer')).find(({ id }) => id === to);
  if (!found) throw new AppError('invalid-input', 'This person is no reviewer here, or has never signed in.');
  return found;
}
