import { AppError } from '#lib/platform/errors.ts';
import type { Directory, Person } from '../ports.ts';
import type { OnboardingRecord, RunRecord } from '../record/ports.ts';
import type { SavedFields } from './contract.ts';
import type { FieldChange, RefuseChanged, SubmissionRecord } from './ports.ts';
import { openRequest, requestView, type Ask, type RequestPorts } from './read-request.ts';
import { usability } from './usability.ts';

type PrefillPorts = RequestPorts & { directory: Pick<Directory, 'applicationProfile'> };
type Known = { value: string | undefined; source: string };

/**
 * Fills in what is known already, each value with where it comes from. What a person has filled in stays; what the portal
 * filled in earlier follows its source.
 */
export async function prefillRequest(
  ports: PrefillPorts,
  { refuseChanged, ...ask }: Ask & { refuseChanged?: RefuseChanged },
): Promise<SavedFields> {
  const { onboarding, submission } = await openRequest(ports, ask);
  const { tenantId, id } = onboarding;
  const [runs, profile] = await Promise.all([ports.runs.list(tenantId, id), readProfile(ports, onboarding)]);
  const newest = runs.find((run) => usability(run, ports.validityDays, new Date()).usable);
  const known = { ...fromOnboarding(onboarding, ask.person, newest), ...fromRegistration(profile) };
  const changes = Object.entries(known).flatMap(([field, one]) => changeFor(submission, field, one));
  const saved =
    changes.length > 0 ? await ports.submissions.saveFields(tenantId, id, { changes, refuseChanged }) : undefined;
  const step = await requestView(ports, { onboarding, submission: saved?.submission ?? submission });
  return { step, conflicts: [], refused: [] };
}

async function readProfile({ directory }: PrefillPorts, { application }: OnboardingRecord) {
  if (!application) return undefined;
  try {
    return await directory.applicationProfile(application.applicationObjectId);
  } catch (error) {
    // What is known without Microsoft Graph is filled in all the same; consent and sign-in the person can help with at once.
    if (error instanceof AppError && error.code.startsWith('upstream-')) return undefined;
    throw error;
  }
}

function fromOnboarding(
  { application, tenantName, path }: OnboardingRecord,
  person: Person,
  run: RunRecord | undefined,
): Record<string, Known> {
  const you = 'Your own account';
  const speaksScim = path?.speaksScim !== false;
  return {
    capabilities: { value: speaksScim ? 'provisioning' : undefined, source: 'What this onboarding has validated' },
    run: { value: run?.id, source: 'Your newest verified run' },
    'app.name': { value: application?.name, source: 'Your enterprise application in Microsoft Entra' },
    'publisher.name': { value: tenantName, source: 'The name of your tenant' },
    'contacts.engineering.name': { value: person.name, source: you },
    'contacts.engineering.email': { value: person.username, source: you },
  };
}

/** Only what the registration holds; the rest keeps what is known otherwise. */
function fromRegistration(profile: Awaited<ReturnType<Directory['applicationProfile']>>): Record<string, Known> {
  if (!profile) return {};
  const registration = 'The registration of your application in Microsoft Entra';
  const publisher = 'The verified publisher of your application in Microsoft Entra';
  const { homepage, privacy, termsOfUse, support, publisherName, partnerOneId } = profile;
  const known: Record<string, Known> = {
    'app.homepage': { value: homepage, source: registration },
    'app.privacy': { value: privacy, source: registration },
    'app.termsOfUse': { value: termsOfUse, source: registration },
    'app.support': { value: support, source: registration },
    'publisher.name': { value: publisherName, source: publisher },
    'publisher.partnerOneId': { value: partnerOneId, source: publisher },
  };
  return Object.fromEntries(Object.entries(known).filter(([, { value }]) => value));
}

function changeFor({ fields }: SubmissionRecord, field: string, { value, source }: Known): FieldChange[] {
  const before = fields[field];
  const isAPersons = before !== undefined && before.source === undefined;
  if (!value || isAPersons || before?.value === value) return [];
  return [{ field, value, source, base: before?.version ?? 0 }];
}
