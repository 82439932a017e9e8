import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';

/** The id of a new cohort of these tenants. */
export async function aCohort(database: Database, ...tenants: string[]): Promise<string> {
  const { id } = await database.cohort.create({ data: { name: randomUUID(), createdByName: 'Mo' } });
  const rows = tenants.map((tenantId) => ({ cohortId: id, tenantId, tenantName: 'Contoso', addedByName: 'Mo' }));
  await database.cohortTenant.createMany({ data: rows });
  return id;
}
