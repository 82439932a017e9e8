import type { Core } from '../core/core.ts';
import type { Directory, Tenant } from '../directory/state.ts';
import { EntraError } from './errors.ts';
import type { SigningKey } from './signing-key.ts';
import type { EntraState } from './state.ts';

/** What every endpoint of Entra works with. */
export type EntraContext = { core: Core; directory: Directory; state: EntraState; signingKey: Promise<SigningKey> };

/** The path segment before an endpoint: one tenant, or a door for several. https://learn.microsoft.com/entra/identity-platform/v2-protocols#endpoints */
export type Realm = { segment: string; tenant?: Tenant; admits: 'any' | 'work' | 'personal' };

export function realmOf({ directory }: Pick<EntraContext, 'directory'>, segment: string): Realm {
  const wanted = segment.toLowerCase();
  if (wanted === 'common') return { segment, admits: 'any' };
  if (wanted === 'organizations') return { segment, admits: 'work' };
  if (wanted === 'consumers') return { segment, admits: 'personal' };
  const tenant = directory.tenants.first(
    ({ id, domains }) => id === wanted || domains.some(({ name, isVerified }) => isVerified && name === wanted),
  );
  if (tenant) return { segment, tenant, admits: 'any' };
  throw new EntraError(
    90002,
    `Tenant '${segment}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. ` +
      'Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.',
  );
}
