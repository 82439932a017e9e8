import { allowListView } from '#lib/onboarding/allow-list/allow-list.ts';
import type { AllowList, AllowListRecord } from '#lib/onboarding/allow-list/ports.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import { startOf } from '../contract.ts';
import {
  ALLOW_LIST_PAGE,
  type AllowListPage,
  type AllowListQuery,
  type AllowListRow,
  type DecideAllowListInput,
} from './contract.ts';

type Ports = { allowList: AllowList };
const DAY_MS = 86_400_000;
const MOST_DAYS = 366;

export async function listAllowList(
  { allowList }: Ports,
  { person, after, cohort, time }: AllowListQuery & { person: Person },
): Promise<AllowListPage> {
  const asked = { cohort, since: startOf(time) };
  const [{ rows, next }, counted] = await Promise.all([
    allowList.pageForOperator({ ...asked, after, limit: ALLOW_LIST_PAGE }),
    allowList.countForOperator(asked),
  ]);
  return { requests: rows.map((record) => row(record, person)), next, ...counted };
}

/** Takes it on: both sides see who takes care of it. One that another person has can be taken over. */
export async function ownAllowList(
  { allowList }: Ports,
  { person, ...from }: { person: Person; requestId: string; version: number },
): Promise<AllowListRow> {
  return row(await allowList.changeForOperator({ ...from, to: 'owned', by: person }), person);
}

/** Approves it until the end of a day, or declines it; either with a reason that the ISV reads. */
export async function decideAllowList(
  { allowList }: Ports,
  { person, requestId, ...input }: { person: Person; requestId: string } & DecideAllowListInput,
  now = new Date(),
): Promise<AllowListRow> {
  const { version, reason } = input;
  const from = { requestId, version, reason, by: person };
  if (input.decision === 'decline') return row(await allowList.changeForOperator({ ...from, to: 'declined' }), person);
  const expiresAt = new Date(`${input.expiresAt}T23:59:59.999Z`);
  if (expiresAt <= now)
    throw new AppError('invalid-input', 'Choose a day that has not passed.', { field: 'expiresAt' });
  if (expiresAt.getTime() > now.getTime() + MOST_DAYS * DAY_MS) {
    throw new AppError('invalid-input', 'Choose a day within a year.', { field: 'expiresAt' });
  }
  return row(await allowList.changeForOperator({ ...from, to: 'approved', expiresAt }), person);
}

function row(record: AllowListRecord, { objectId }: Person): AllowListRow {
  const { onboardingId, tenantName, applicationName, ownerId } = record;
  return { ...allowListView(record), onboardingId, tenantName, applicationName, isMine: ownerId === objectId };
}
