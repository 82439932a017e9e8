import { AppError } from '#lib/platform/errors.ts';
import type { Directory, DirectoryRole, Person } from './ports.ts';
import type { OnboardingAsk, OnboardingPage, OnboardingRecord, Onboardings } from './record/ports.ts';

/** Who holds one of these in the tenant may open all its onboardings. */
const OPENING_ROLES: readonly DirectoryRole[] = [
  'application-administrator',
  'cloud-application-administrator',
  'global-administrator',
];

export type AccessPorts = { onboardings: Onboardings; directory: Pick<Directory, 'activeRoles'> };

/**
 * The onboarding, for those it is open to: its creator, the people added to it, and the administrators of its tenant.
 * Others of the tenant are told whom to ask; for everybody else it does not exist.
 */
export async function openOnboarding(
  { onboardings, directory }: AccessPorts,
  { person, onboardingId }: { person: Person; onboardingId: string },
): Promise<OnboardingRecord> {
  const record = await onboardings.get(person.tenantId, onboardingId);
  if (!record) throw new AppError('not-found', 'This onboarding does not exist, or is not yours.');
  if (isTheirs(record, person) || (await isAdministrator(directory))) return record;
  throw new AppError(
    'forbidden',
    `This onboarding belongs to ${record.createdByName}. Ask them to add you, or someone who administers applications in your tenant.`,
  );
}

/** A page of those of the tenant's onboardings that are open to the person, newest first. */
export async function openOnboardings(
  { onboardings, directory }: AccessPorts,
  person: Person,
  ask: Omit<OnboardingAsk, 'openTo'>,
): Promise<OnboardingPage> {
  const page = await onboardings.page(person.tenantId, ask);
  // Whose all of them are, the directory need not be asked.
  if (page.records.every((record) => isTheirs(record, person)) || (await mayBeAdministrator(directory))) return page;
  return onboardings.page(person.tenantId, { ...ask, openTo: person.objectId });
}

async function mayBeAdministrator(directory: Pick<Directory, 'activeRoles'>): Promise<boolean> {
  try {
    return await isAdministrator(directory);
  } catch (error) {
    // A first look at one's own list asks for no consent; opening a colleague's onboarding does.
    if (error instanceof AppError && error.code === 'consent-required') return false;
    throw error;
  }
}

/** Asks the directory once, however often the roles are needed. */
export function withRolesReadOnce<Reader extends Pick<Directory, 'activeRoles'>>(directory: Reader): Reader {
  let roles: Promise<DirectoryRole[]> | undefined;
  return { ...directory, activeRoles: () => (roles ??= directory.activeRoles()) };
}

function isTheirs({ createdById, members }: OnboardingRecord, { objectId }: Person): boolean {
  return createdById === objectId || members.some((member) => member.objectId === objectId);
}

async function isAdministrator(directory: Pick<Directory, 'activeRoles'>): Promise<boolean> {
  const roles = await directory.activeRoles();
  return roles.some((role) => OPENING_ROLES.includes(role));
}
