'use client';

import type { LogicAppStep, Permission } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { TEST_CATALOGUE } from '#lib/rules/test-catalogue.ts';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';
import { Revocation, RevokeAll } from './revoke-permissions.tsx';

const STATES: Record<Permission['state'], { tone: Tone; word: string }> = {
  'not-granted': { tone: 'waiting', word: 'Not granted' },
  granted: { tone: 'busy', word: 'Granted' },
  'read-back': { tone: 'ok', word: 'Granted, read back' },
  revoked: { tone: 'skipped', word: 'Revoked' },
  'refused-by-you': { tone: 'skipped', word: 'Refused by you' },
};

const MANY = 4;

/** Every privilege, why it is needed, where it stands, and one button that takes all of them back. */
export function PermissionLedger({ step }: { step: LogicAppStep }) {
  return (
    <Card title="Permissions" aside={<RevokeAll step={step} />}>
      <div className="mb-4">
        <Notice tone="warn" title="What AppRoleAssignment.ReadWrite.All on an identity means">
          Whoever controls this Logic App could use it to grant any Graph permission. Keep its resource group to
          yourself, and revoke the permissions after an accepted run: the portal grants them again before the next. The
          identity gets no Azure role; the Owner role of the pilot guide is not needed.
        </Notice>
      </div>
      <DataTable<Permission>
        label="Permissions"
        rows={step.permissions}
        rowKey={(row) => row.id}
        columns={[
          { header: 'Permission', cell: (row) => <PermissionName permission={row} /> },
          { header: 'Why', cell: (row) => row.reason, isWide: true },
          { header: 'Needed by', cell: (row) => <NeededBy names={row.neededBy} /> },
          { header: 'State', cell: (row) => <PermissionState permission={row} /> },
        ]}
      />
      <Revocation step={step} />
    </Card>
  );
}

function PermissionName({ permission }: { permission: Permission }) {
  const holder = permission.holder === 'portal' ? 'this portal' : 'the Logic App’s identity';
  return (
    <>
      <code>{permission.role}</code>
      <span className="block text-[0.85rem] text-ink-faint">{`for ${holder}, on ${permission.scope}`}</span>
    </>
  );
}

/** Few are named; of many their number, and the names on demand. */
function NeededBy({ names }: { names: string[] }) {
  const titles = names.map((name) => TEST_CATALOGUE.find(({ id }) => id === name)?.title ?? name);
  if (titles.length < MANY) return titles.join(', ');
  return (
    <Disclosure title={`${titles.length} tests`}>
      <ul>
        {titles.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
    </Disclosure>
  );
}

function PermissionState({ permission }: { permission: Permission }) {
  return (
    <>
      <Status tone={STATES[permission.state].tone}>{STATES[permission.state].word}</Status>
      {permission.at && (
        <span className="mt-1 block text-[0.85rem] text-ink-faint">
          <Moment at={permission.at} />
        </span>
      )}
    </>
  );
}
