'use client';

import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { signInClient, type SignInClient } from './sign-in-client.ts';
import type { Me } from './contract.ts';
import { fetchMe } from './me.ts';

export type Session =
  | { status: 'loading' }
  | { status: 'unreachable'; retry: () => void }
  | { status: 'signed-out'; signIn: SignInClient['signIn'] }
  | { status: 'refused'; detail: string; code: string; signIn: SignInClient['signIn']; signOut: () => Promise<void> }
  | ({ status: 'signed-in'; me: Me } & Pick<
      SignInClient,
      'signIn' | 'signOut' | 'consent' | 'answerClaims' | 'renew' | 'onRenewed' | 'settings'
    >);

const SessionContext = createContext<Session>({ status: 'loading' });

/** Who is signed in, for every page. The server's word counts, not the token in the browser. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => {
    setSession({ status: 'loading' });
    setAttempt((current) => current + 1);
  }, []);

  useEffect(() => {
    let isCurrent = true;
    void load(retry).then((loaded) => isCurrent && setSession(loaded));
    return () => {
      isCurrent = false;
    };
  }, [attempt, retry]);

  return <SessionContext.Provider value={useMemo(() => session, [session])}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  return useContext(SessionContext);
}

async function load(retry: () => void): Promise<Session> {
  let client: SignInClient;
  try {
    client = await signInClient();
  } catch {
    // Without the settings there is no sign-in; the page offers to try again.
    return { status: 'unreachable', retry };
  }
  if (!client.account()) return { status: 'signed-out', signIn: client.signIn };
  const answer = await fetchMe(client);
  if (answer.outcome === 'ok') {
    const { signIn, signOut, consent, answerClaims, renew, onRenewed, settings } = client;
    return { status: 'signed-in', me: answer.me, signIn, signOut, consent, answerClaims, renew, onRenewed, settings };
  }
  if (answer.outcome === 'ended') return { status: 'signed-out', signIn: client.signIn };
  if (answer.outcome === 'unreachable') return { status: 'unreachable', retry };
  return {
    status: 'refused',
    detail: answer.detail,
    code: answer.code,
    signIn: client.signIn,
    signOut: client.signOut,
  };
}
