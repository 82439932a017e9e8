import { Hono } from 'hono';
import type { Core } from '../core/core.ts';
import { faultGate } from '../core/faults.ts';
import { logRequests } from '../core/request-log.ts';
import type { EntraService } from '../core/siblings.ts';
import { directoryState } from '../directory/state.ts';
import { challengeHeader } from './challenges.ts';
import { realmOf, type EntraContext } from './context.ts';
import { answerError, notImplemented } from './errors.ts';
import { managedIdentityTokens } from './managed-identity.ts';
import { metadataRoutes } from './metadata.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { loadSigningKey, type SigningKey } from './signing-key.ts';
import { entraState, type EntraState } from './state.ts';
import { tokenRoutes } from './token-endpoint.ts';
import { userToken, type UserTokenRequest } from './user-tokens.ts';
import { tenantOfToken, verifyCaller } from './verify-caller.ts';

export type Entra = EntraService & {
  state: EntraState;
  /** A user's token without the sign-in pages; for tests. */
  userToken(request: UserTokenRequest): Promise<{ accessToken: string; expiresAt: Date }>;
  /** Forgets sign-ins and kept tokens that are only in memory. */
  forgetAll(): void;
};

/** Entra ID over the directory of this core. Without a signing key it makes one that lives as long as the process. */
export function createEntra(core: Core, options: { signingKey?: SigningKey } = {}): Entra {
  const context: EntraContext = {
    core,
    directory: directoryState(core),
    state: entraState(core),
    signingKey: options.signingKey ? Promise.resolve(options.signingKey) : loadSigningKey(),
  };
  const managedIdentities = managedIdentityTokens(context);
  return {
    app: routesOf(context),
    state: context.state,
    verifyCaller: (authorization, audience) => verifyCaller(context, authorization, audience),
    managedIdentityToken: managedIdentities.token,
    forgetManagedIdentityTokens: managedIdentities.forget,
    claimsChallengeFor: (caller, resource) => challengeHeader(context, caller, resource),
    tenantOfToken,
    userToken: (request) => userToken(context, request),
    forgetAll() {
      managedIdentities.forget();
      context.state.codes.replaceAll([]);
      context.state.flows.replaceAll([]);
    },
  };
}

function routesOf(context: EntraContext): Hono {
  const { requests, faults, clock } = context.core;
  const app = new Hono();
  const tenantOf = (_authorization: string | undefined, path: string) => tenantInPath(context, path);
  app.onError(answerError);
  app.notFound((c) => notImplemented(c));
  app.use(logRequests(requests, 'entra', tenantOf), faultGate(faults, clock, 'entra', tenantOf));
  app.get('/favicon.ico', (c) => c.body(null, 204));
  for (const routes of [metadataRoutes(context), tokenRoutes(context), signInRoutes(context)]) app.route('/', routes);
  return app;
}

function tenantInPath(context: EntraContext, path: string): string | undefined {
  try {
    return realmOf(context, path.split('/')[1] ?? '').tenant?.id;
  } catch {
    // An unknown tenant: the endpoint itself will say so.
    return undefined;
  }
}
