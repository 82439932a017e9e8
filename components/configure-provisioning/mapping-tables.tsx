'use client';

import type { ObjectMapping } from '#lib/onboarding/configure-provisioning/contract.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Status } from '#components/ui/status.tsx';

type Row = ObjectMapping['attributes'][number];

/** What Entra will send, attribute by attribute. */
export function MappingTables({ mappings }: { mappings: ObjectMapping[] }) {
  return (
    <Card title="Attribute mappings">
      <div className="flex flex-col gap-3">
        {mappings.map((mapping) => (
          <Disclosure
            key={mapping.name}
            title={
              <span className="flex flex-wrap items-center gap-2">
                {mapping.name}
                <Status tone={mapping.enabled ? 'ok' : 'skipped'}>{mapping.enabled ? 'On' : 'Off'}</Status>
                <span className="text-ink-faint">{`${mapping.attributes.length} attributes · ${mapping.flow}`}</span>
              </span>
            }
          >
            <DataTable<Row>
              label={mapping.name}
              rows={mapping.attributes}
              rowKey={(row) => row.target}
              columns={[
                { header: 'In Entra', cell: (row) => <code>{row.source}</code> },
                { header: 'In your application', cell: (row) => <code>{row.target}</code> },
                {
                  header: 'Matching',
                  cell: (row) => (row.matchingPrecedence > 0 ? `Precedence ${row.matchingPrecedence}` : ''),
                },
                { header: 'Apply', cell: (row) => row.apply },
              ]}
            />
          </Disclosure>
        ))}
      </div>
    </Card>
  );
}
