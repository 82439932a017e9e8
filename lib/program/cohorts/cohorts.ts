import type { Person } from '#lib/onboarding/ports.ts';
import type { CohortRecord, Cohorts } from '../ports.ts';
import type { ChangeCohortInput, CohortTenant, CohortView, NewCohortInput } from './contract.ts';

type Ports = { cohorts: Cohorts };
const MOST_FOUND = 20;

export async function listCohorts({ cohorts }: Ports): Promise<{ cohorts: CohortView[] }> {
  return { cohorts: (await cohorts.list()).map(cohortView) };
}

export async function createCohort({ cohorts }: Ports, person: Person, cohort: NewCohortInput): Promise<CohortView> {
  return cohortView(await cohorts.create(cohort, person));
}

/** Renames it, or adds and takes out tenants; refused when somebody changed it meanwhile. */
export async function changeCohort(
  { cohorts }: Ports,
  { person, cohortId, change }: { person: Person; cohortId: string; change: ChangeCohortInput },
): Promise<CohortView> {
  return cohortView(await cohorts.change(cohortId, change, person));
}

export async function findTenants({ cohorts }: Ports, search: string): Promise<{ tenants: CohortTenant[] }> {
  return { tenants: await cohorts.tenants(search, MOST_FOUND) };
}

function cohortView({ createdAt, ...cohort }: CohortRecord): CohortView {
  return { ...cohort, createdAt: createdAt.toISOString() };
}
