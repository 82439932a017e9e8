import 'server-only';
import { armRunReader } from '#lib/gateways/arm/arm-run-reader.ts';
import type { PortalAccess, RunReader } from '#lib/onboarding/ports.ts';
import { foundation } from './foundation.ts';
import { keptTokens } from './kept-token.ts';

const readers = new Map<string, RunReader>();

/** Reads of Logic Apps as the portal itself, in any tenant that lets it: what is done with nobody signed in. */
export function portalAccess(): PortalAccess {
  const { config, tokens } = foundation();
  return {
    clientId: config.PORTAL_CLIENT_ID,
    readerFor(tenantId) {
      const known = readers.get(tenantId);
      if (known) return known;
      const token = keptTokens(() => tokens.asPortal(tenantId, 'arm'));
      const reader = armRunReader({ armUrl: config.ARM_URL, token: () => token('arm') });
      readers.set(tenantId, reader);
      return reader;
    },
  };
}
