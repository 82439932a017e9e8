import type { Emulator } from '#emulator/index.ts';

export type StackFacts = {
  emulator: Emulator;
  databaseUrl: string;
  portalUrl: string;
  caFile: string;
  cacheFolder: string;
};

/** The portal's settings for the local cloud: the same variables that name Microsoft's clouds in production. */
export function portalEnvironment({
  emulator,
  databaseUrl,
  portalUrl,
  caFile,
  cacheFolder,
}: StackFacts): Record<string, string> {
  const { addresses, SEED, core, mail } = emulator;
  return {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    DATABASE_URL: databaseUrl,
    PORTAL_URL: portalUrl,
    PORTAL_CLIENT_ID: SEED.portal.clientId,
    PORTAL_CLIENT_SECRET: SEED.portal.secret,
    OPERATOR_TENANT_ID: SEED.operator.tenantId,
    ENTRA_METADATA_URL: addresses.entra,
    GRAPH_URL: addresses.graph,
    ARM_URL: addresses.arm,
    EXTRA_CA_FILE: caFile,
    // Before the first connection of the process, for what keeps its own list of authorities.
    NODE_EXTRA_CA_CERTS: caFile,
    ALLOWED_PRIVATE_HOSTS: new URL(addresses.sampleApp).host,
    CACHE_FOLDER: cacheFolder,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Gallery Onboarding <no-reply@portal.example>',
    POLL_INTERVAL_MS: '500',
    RUN_READ_INTERVAL_MS: '1500',
    EXPECTED_RUN_MINUTES: String(90 / core.clock.scale),
    ...(process.env.OFFICIAL_TEMPLATE_FILE ? { OFFICIAL_TEMPLATE_FILE: process.env.OFFICIAL_TEMPLATE_FILE } : {}),
  };
}
