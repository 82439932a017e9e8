import { Collection } from '../core/collection.ts';
import type { Core } from '../core/core.ts';

/** A browser's sign-ins: one row per session cookie. */
export type Session = {
  id: string;
  /** Most recently used first. */
  accounts: { userId: string; signedInAt: string; authContexts: string[] }[];
};

/** What a code or a refresh token stands for. */
export type SignIn = {
  tenantId: string;
  userId: string;
  clientAppId: string;
  scopes: string[];
  authTime: string;
  authContexts: string[];
};

export type AuthorizationCode = SignIn & {
  id: string;
  redirectUri: string;
  codeChallenge?: string;
  nonce?: string;
  expiresAt: string;
  redeemed: boolean;
};

export type RefreshToken = SignIn & { id: string; expiresAt: string };

/** A demand for stronger sign-in that somebody planted. `at` says who raises it: Entra when it issues a token, or the resource itself. */
export type ClaimsChallenge = {
  id: string;
  tenantId: string;
  userId?: string;
  resource: 'graph' | 'arm' | 'portal';
  at: 'token' | 'resource';
};

/** A sign-in on its way through the pages. */
export type Flow = {
  id: string;
  kind: 'authorize' | 'admin-consent';
  segment: string;
  parameters: Record<string, string>;
  userId?: string;
  /** Which questions the person has answered in this flow. */
  answered: ('account' | 'verification' | 'consent')[];
  authContexts: string[];
  createdAt: string;
};

export function entraState({ store }: Pick<Core, 'store'>) {
  return {
    sessions: store.collection<Session>('entra.sessions'),
    refreshTokens: store.collection<RefreshToken>('entra.refreshTokens'),
    challenges: store.collection<ClaimsChallenge>('entra.claimsChallenges'),
    codes: new Collection<AuthorizationCode>(),
    flows: new Collection<Flow>(),
  };
}
export type EntraState = ReturnType<typeof entraState>;
