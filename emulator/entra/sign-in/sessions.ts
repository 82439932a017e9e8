import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { EntraContext } from '../context.ts';
import type { Session } from '../state.ts';

const COOKIE = 'ESTSAUTHPERSISTENT';
const LIFETIME_SECONDS = 24 * 60 * 60;

export function readSession({ state }: EntraContext, c: Context): Session | undefined {
  return state.sessions.get(getCookie(c, COOKIE) ?? '');
}

/** Puts an account at the head of the browser's session, which is made if there is none. */
export function rememberAccount(
  context: EntraContext,
  c: Context,
  { userId, authContexts }: { userId: string; authContexts: string[] },
): Session {
  const { sessions } = context.state;
  const session =
    readSession(context, c) ?? sessions.insert({ id: randomBytes(32).toString('base64url'), accounts: [] });
  const known = session.accounts.find((account) => account.userId === userId);
  const account = {
    userId,
    signedInAt: known?.signedInAt ?? context.core.clock.now().toISOString(),
    authContexts: [...new Set([...(known?.authContexts ?? []), ...authContexts])],
  };
  const others = session.accounts.filter((one) => one !== known);
  sessions.update(session.id, { accounts: [account, ...others] });
  // Lax: sent with redirects and, ports being one site, with MSAL's hidden iframe on http://localhost.
  setCookie(c, COOKIE, session.id, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: LIFETIME_SECONDS });
  return session;
}

/** Signs one account out of the browser, or all of them. */
export function forgetAccounts(context: EntraContext, c: Context, userPrincipalName?: string): void {
  const session = readSession(context, c);
  if (!session) return;
  const remaining = userPrincipalName
    ? session.accounts.filter(({ userId }) => !isNamed(context, userId, userPrincipalName))
    : [];
  context.state.sessions.update(session.id, { accounts: remaining });
  if (remaining.length > 0) return;
  context.state.sessions.remove(session.id);
  deleteCookie(c, COOKIE, { path: '/' });
}

function isNamed({ directory }: EntraContext, userId: string, userPrincipalName: string): boolean {
  return directory.users.get(userId)?.userPrincipalName.toLowerCase() === userPrincipalName.toLowerCase();
}
