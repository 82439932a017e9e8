import 'server-only';
import { armAzure } from '#lib/gateways/arm/arm-azure.ts';
import { armLogicApps } from '#lib/gateways/arm/arm-logic-apps.ts';
import { graphCaller } from '#lib/gateways/graph/graph-call.ts';
import { graphDirectory } from '#lib/gateways/graph/graph-directory.ts';
import { graphProvisioning } from '#lib/gateways/graph/graph-provisioning.ts';
import { withRolesReadOnce } from '#lib/onboarding/access.ts';
import type { Carrier } from '#lib/onboarding/operations/operation-steps.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { foundation } from './foundation.ts';
import { runStarts } from './jobs.ts';
import { keptTokens } from './kept-token.ts';
import { portalAccess } from './portal-access.ts';

export type UserPorts = ReturnType<typeof portsFor>;

/**
 * Everything a use case may need, acting as this person: Graph and Azure are reached on their behalf, with tokens of just
 * the scopes a call names. The person's own token stays in these closures and ends with them.
 */
export function portsFor(user: SignedIn) {
  const { config, tokens, ...kept } = foundation();
  const graphToken = keptTokens((scopes) => tokens.onBehalfOf(user, 'graph', scopes.split(' ')));
  const armToken = keptTokens((scope) => tokens.onBehalfOf(user, 'arm', [scope]));
  const graph = graphCaller({
    graphUrl: config.GRAPH_URL,
    tokenFor: (scopes) => graphToken(scopes.toSorted().join(' ')),
  });
  const arm = { armUrl: config.ARM_URL, token: () => armToken('user_impersonation') };
  return {
    ...kept,
    directory: withRolesReadOnce(graphDirectory(graph)),
    consents: { granted: () => tokens.grantedTo(user, 'graph') },
    provisioning: graphProvisioning(graph),
    azure: armAzure(arm),
    logicApps: armLogicApps(arm),
    graphUrl: config.GRAPH_URL,
    pollIntervalMs: config.POLL_INTERVAL_MS,
    firstCycleTimeoutMs: config.FIRST_CYCLE_TIMEOUT_MS,
    expectedRunMinutes: config.EXPECTED_RUN_MINUTES,
    runReadIntervalMs: config.RUN_READ_INTERVAL_MS,
    runTimeoutMs: config.RUN_TIMEOUT_MS,
    portal: portalAccess(),
    runStarts: runStarts(),
  };
}

/** Who it is, without the token. */
export function personOf({ tenantId, objectId, name, username }: SignedIn): Person {
  return { tenantId, objectId, name, username };
}

export function carrierOf(user: SignedIn): Carrier {
  return { ...personOf(user), expiresAt: user.expiresAt };
}
