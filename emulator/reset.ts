import type { createArm } from './arm/index.ts';
import type { Core } from './core/core.ts';
import { spacesOf } from './scim-target/state.ts';
import { seedAzure } from './seed/seed-azure.ts';
import { seedDirectory, seedKnownTenant } from './seed/seed-directory.ts';
import type { PortalRegistration } from './seed/portal-application.ts';
import { SEED } from './seed/tenants.ts';
import type { Entra } from './entra/index.ts';

type Arm = Pick<ReturnType<typeof createArm>, 'state' | 'forgetTenant'>;
type Parts = { entra: Entra; arm: Arm; portal: PortalRegistration };

/** Puts one tenant, or everything, back to how it started. A tenant that a test made is gone afterwards. */
export function createReset(core: Core, { entra, arm, portal }: Parts) {
  const knobsAtStart = { ...core.knobs };

  function all(): void {
    for (const id of new Set(arm.state.subscriptions.all().map(({ tenantId }) => tenantId))) arm.forgetTenant(id);
    const spaces = spacesOf(core.store).all();
    core.store.clear();
    core.faults.planted.replaceAll([]);
    core.requests.clear();
    Object.assign(core.knobs, knobsAtStart);
    entra.forgetAll();
    // People have the sample application's credentials in their hands: those stay.
    for (const space of spaces) spacesOf(core.store).insert({ ...space, faults: [] });
    seedDirectory(core, portal);
    for (const isv of [SEED.contoso, SEED.fabrikam]) seedAzure(arm.state, isv);
  }

  function tenant(tenantId: string): void {
    const subscriptions = arm.state.subscriptions.find((row) => row.tenantId === tenantId).map(({ id }) => id);
    // Runs and timers end first, each by its own service; what then still names the tenant goes by its text.
    arm.forgetTenant(tenantId);
    const marks = [tenantId, tenantId.replaceAll('-', ''), ...subscriptions];
    core.store.removeWhere((row) => {
      const text = JSON.stringify(row).toLowerCase();
      return marks.some((mark) => text.includes(mark));
    });
    core.faults.planted.removeWhere((fault) => fault.tenantId === tenantId);
    core.requests.clear(tenantId);
    seedKnownTenant(core, { tenantId, portal });
    const isv = [SEED.contoso, SEED.fabrikam].find((seed) => seed.tenantId === tenantId);
    if (isv) seedAzure(arm.state, isv);
  }

  return (tenantId?: string) => (tenantId ? tenant(tenantId) : all());
}
