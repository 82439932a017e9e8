'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { CohortView } from '#lib/program/cohorts/contract.ts';
import { knownTenants } from '#lib/queries/cohorts.ts';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';

/** Finds tenants that have an onboarding and adds them. */
export function TenantSearch({ cohort, onAdd }: { cohort: CohortView; onAdd: (tenantId: string) => void }) {
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const { data } = useQuery({ ...knownTenants(search), enabled: search !== '', placeholderData: keepPreviousData });
  const there = new Set(cohort.tenants.map(({ tenantId }) => tenantId));
  const found = search === '' ? [] : (data?.tenants ?? []);
  return (
    <div className="mt-3 max-w-md">
      <TextField
        label={`Add a tenant to ${cohort.name}`}
        placeholder="Its name, or its id"
        value={typed}
        onChange={setTyped}
        autoComplete="off"
      />
      <p role="status" className="mt-1 text-[0.87rem] text-ink-faint">
        {search !== '' &&
          data &&
          (found.length === 0 ? 'No tenant with an onboarding is called so.' : `${found.length} found`)}
      </p>
      {found.length > 0 && (
        <ul aria-label="Tenants found" className="mt-1 flex max-h-64 flex-col divide-y divide-line overflow-auto">
          {found.map(({ tenantId, tenantName }) => (
            <li key={tenantId} className="flex items-center justify-between gap-2 py-1">
              <span className="min-w-0 truncate" title={tenantId}>
                {tenantName}
              </span>
              {there.has(tenantId) ? (
                <span className="px-3 text-ink-faint">is in it</span>
              ) : (
                <Button look="quiet" aria-label={`Add ${tenantName} to ${cohort.name}`} onPress={() => onAdd(tenantId)}>
                  Add
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
