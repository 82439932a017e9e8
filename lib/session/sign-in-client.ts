import {
  BrowserAuthError,
  InteractionRequiredAuthError,
  PublicClientApplication,
  type AccountInfo,
} from '@azure/msal-browser';
import { askInPopup } from './ask-in-popup.ts';
import { BrowserSettings } from './contract.ts';

const JUST_NOW_MS = 60_000;
/** A second factor, or a colleague who must be asked, takes longer than MSAL's one minute. */
const ANSWER_WITHIN_MS = 15 * 60_000;

let starting: Promise<SignInClient> | undefined;

/** The one MSAL client of this tab, started with the server's settings at first use. */
export function signInClient(): Promise<SignInClient> {
  starting ??= start().catch((error: unknown) => {
    // The next visit may find the server again.
    starting = undefined;
    throw error;
  });
  return starting;
}

export type SignInClient = Awaited<ReturnType<typeof start>>;

async function start() {
  const response = await fetch('/api/settings', { cache: 'no-store' });
  if (!response.ok) throw new Error('The portal did not hand out its sign-in settings.');
  const settings = BrowserSettings.parse(await response.json());
  const msal = new PublicClientApplication({
    auth: {
      clientId: settings.clientId,
      authority: settings.authority,
      // The bridge page: hidden renewals and pop-ups need it, redirects pass through it (MSAL 5).
      redirectUri: '/auth-redirect',
      postLogoutRedirectUri: '/',
      clientCapabilities: ['cp1'],
      ...(settings.authorityMetadata ? { authorityMetadata: settings.authorityMetadata } : {}),
    },
    // Shared with other tabs; MSAL encrypts it with a key in a session cookie.
    cache: { cacheLocation: 'localStorage' },
    system: { popupBridgeTimeout: ANSWER_WITHIN_MS },
  });
  await msal.initialize();
  const redirected = await msal.handleRedirectPromise();
  if (redirected?.account) msal.setActiveAccount(redirected.account);
  const scopes = [`${settings.clientId}/access_as_user`];
  let renewedAt = 0;
  const waiting = new Set<() => void>();
  const account = () => msal.getActiveAccount() ?? msal.getAllAccounts()[0];

  return {
    settings,
    account,
    signIn: (options: { loginHint?: string; returnTo?: string } = {}) =>
      msal.loginRedirect({
        scopes,
        // Who the person is, and the name of the organisation.
        extraScopesToConsent: settings.signInScopes,
        prompt: options.loginHint ? undefined : 'select_account',
        loginHint: options.loginHint,
        redirectStartPage: options.returnTo && new URL(options.returnTo, location.href).href,
      }),
    signOut: () => msal.logoutRedirect({ account: account() }),
    /** A token for the portal's API. Throws `SignInNeeded` when only the person can help. */
    async token(forceRefresh = false) {
      try {
        return await tokenFor(msal, scopes, account(), forceRefresh);
      } catch (error) {
        // MSAL lets callers share a silent request: one that began before the person came back fails for all of them.
        if (error instanceof SignInNeeded && Date.now() - renewedAt < JUST_NOW_MS) {
          return tokenFor(msal, scopes, account(), forceRefresh);
        }
        throw error;
      }
    },
    /** Asks, in a pop-up, for delegated permissions; what the page holds in memory stays. */
    async consent(permissions: readonly string[], onClosed?: () => void) {
      const request = { scopes, extraScopesToConsent: [...permissions], account: account(), prompt: 'consent' };
      await askInPopup(msal, request, onClosed);
      await tokenFor(msal, scopes, account(), true);
    },
    /** Signs in again with the claims that a service asked for (multi-factor, conditional access). */
    async answerClaims(claims: string, onClosed?: () => void) {
      await askInPopup(msal, { scopes, account: account(), claims }, onClosed);
    },
    /** Signs in again in a pop-up after a session has ended; what the page holds stays, unless it is another account. */
    async renew(onClosed?: () => void) {
      const before = account();
      const result = await askInPopup(msal, { scopes, account: before, loginHint: before?.username }, onClosed);
      msal.setActiveAccount(result.account);
      renewedAt = Date.now();
      if (result.account.homeAccountId !== before?.homeAccountId) location.reload();
      else for (const goOn of [...waiting]) goOn();
    },
    /** Whatever waits for the person goes on with one sign-in, wherever on the page they pressed. Stops by calling the answer. */
    onRenewed(goOn: () => void): () => void {
      waiting.add(goOn);
      return () => waiting.delete(goOn);
    },
  };
}

/** The session cannot be renewed without the person. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

async function tokenFor(
  msal: PublicClientApplication,
  scopes: string[],
  account: AccountInfo | undefined,
  forceRefresh: boolean,
) {
  if (!account) throw new SignInNeeded('Nobody is signed in.');
  try {
    const { accessToken } = await msal.acquireTokenSilent({ scopes, account, forceRefresh });
    return accessToken;
  } catch (error) {
    const needsPerson =
      error instanceof InteractionRequiredAuthError ||
      (error instanceof BrowserAuthError && /timed_out|redirect_bridge|monitor/.test(error.errorCode));
    throw needsPerson ? new SignInNeeded('Your sign-in has ended.', { cause: error }) : error;
  }
}

/** The browser did not let the page open a window. */
export function isBlocked(error: unknown): boolean {
  return error instanceof BrowserAuthError && /popup_window_error|empty_window_error/.test(error.errorCode);
}

/** The person closed the pop-up or said no: nothing happened, and nothing is wrong. */
export function isCancelled(error: unknown): boolean {
  return (
    error instanceof Error &&
    /user_cancelled|AADSTS65004|access_denied/.test(
      `${error.message} ${(error as { errorCode?: string }).errorCode ?? ''}`,
    )
  );
}
