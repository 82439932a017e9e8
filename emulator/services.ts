import { createArm } from './arm/index.ts';
import { createControl } from './control/index.ts';
import type { Core } from './core/core.ts';
import { createEntra } from './entra/index.ts';
import type { SigningKey } from './entra/signing-key.ts';
import { createGraph } from './graph/index.ts';
import { createLogicApps } from './logic-apps/index.ts';
import type { MailCatcher } from './mail/catcher.ts';
import { createProvisioning } from './provisioning/index.ts';
import { createReset } from './reset.ts';
import { createSampleApp } from './scim-target/index.ts';
import { SEED, seedDirectory, seedTenant, type FreshTenantOptions, type PortalRegistration } from './seed/index.ts';
import { seedAzure } from './seed/seed-azure.ts';

export type ServiceOptions = {
  signingKey: SigningKey;
  caPem: string;
  portal: PortalRegistration;
  mail: MailCatcher;
  /** Where histories of ended runs are kept. */
  historyFolder?: string;
};
export type Services = ReturnType<typeof createServices>;

/** Builds every service over one core and seeds what is empty. */
export function createServices(core: Core, { signingKey, caPem, portal, mail, historyFolder }: ServiceOptions) {
  const directory = seedDirectory(core, portal);
  const entra = createEntra(core, { signingKey });
  const provisioning = createProvisioning(core, { directory });
  const graph = createGraph(core, { entra, directory, provisioning });
  const logicApps = createLogicApps(core, { entra, caPem, historyFolder });
  const arm = createArm(core, { entra, directory, logicApps });
  const sampleApp = createSampleApp(core);
  for (const isv of [SEED.contoso, SEED.fabrikam]) seedAzure(arm.state, isv);

  /** A fresh ISV tenant with its own cast and subscription, for one test. */
  function freshTenant(options?: FreshTenantOptions) {
    const isv = seedTenant(core, options);
    seedAzure(arm.state, isv);
    return isv;
  }
  const reset = createReset(core, { entra, arm, portal });
  const parts = { directory, entra, graph, arm, logicApps, provisioning, sampleApp };
  const control = createControl(core, { ...parts, mail, seedTenant: freshTenant, reset });
  return { ...parts, control, seedTenant: freshTenant, reset };
}
