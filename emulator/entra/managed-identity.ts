import type { EntraContext } from './context.ts';
import { EntraError } from './errors.ts';
import { resourceOf } from './resources.ts';
import { mintAppToken, type Minted } from './tokens.ts';

const RENEW_BEFORE_MS = 60_000;

/** Tokens of managed identities, kept until they expire as the instance metadata service does. https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq */
export function managedIdentityTokens(context: EntraContext) {
  const kept = new Map<string, Minted>();

  async function token(tenantId: string, servicePrincipalId: string, audience: string) {
    const { knobs, clock } = context.core;
    const key = `${servicePrincipalId}|${audience}`;
    const cached = knobs.managedIdentityTokenCached ? kept.get(key) : undefined;
    if (cached && cached.expiresAt.getTime() - clock.now().getTime() > RENEW_BEFORE_MS) return answer(cached);
    const minted = await mint(tenantId, servicePrincipalId, audience);
    kept.set(key, minted);
    return answer(minted);
  }

  function mint(tenantId: string, servicePrincipalId: string, audience: string): Promise<Minted> {
    const principal = context.directory.servicePrincipals.get(servicePrincipalId);
    if (!principal || principal.deletedAt || principal.tenantId !== tenantId) {
      throw new EntraError(
        700016,
        `Application with identifier '${servicePrincipalId}' was not found in the directory '${tenantId}'.`,
      );
    }
    const resource = resourceOf(context, audience);
    if (!resource) {
      throw new EntraError(
        500011,
        `The resource principal named ${audience} was not found in the tenant named ${tenantId}.`,
      );
    }
    const who = { tenantId, servicePrincipalId, appId: principal.appId };
    return mintAppToken(context, who, { resource, lifetimeSeconds: context.core.knobs.managedIdentityTokenSeconds });
  }

  function forget(servicePrincipalId?: string): void {
    for (const key of kept.keys()) {
      if (!servicePrincipalId || key.startsWith(`${servicePrincipalId}|`)) kept.delete(key);
    }
  }

  return { token, forget };
}

function answer({ token, expiresAt }: Minted) {
  return { accessToken: token, expiresAt };
}
