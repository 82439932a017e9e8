'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ApiError, isSessionEnded } from '#lib/queries/api.ts';
import { isBlocked, isCancelled } from '#lib/session/sign-in-client.ts';
import { useSession, type Session } from '#lib/session/session.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { CopyAddress } from './copy-address.tsx';
import { PERMISSION_REASONS } from './permission-reasons.ts';

type SignedInSession = Extract<Session, { status: 'signed-in' }>;
type WayOut = {
  label: string;
  act: (session: SignedInSession, onClosed: () => void) => Promise<unknown>;
  ifClosed: string;
};

/** A failure as a card: what happened, and the way out of it. After consent or sign-in the operation goes on by `onRetry`. */
export function ProblemCard({ error, onRetry, title }: { error: Error; onRetry?: () => void; title?: string }) {
  const problem = error instanceof ApiError ? error : UNEXPECTED;
  const isForColleague = problem.code === 'role-missing';
  const { wayOut, leave, isBusy, refusal } = useWayOut(problem, onRetry);
  return (
    <Notice
      tone={wayOut ? 'warn' : 'bad'}
      title={title ?? TITLES[problem.code] ?? 'That did not work'}
      actions={
        wayOut ? (
          <Button look="primary" isBusy={isBusy} onPress={() => void leave(wayOut)}>
            {wayOut.label}
          </Button>
        ) : (
          <>
            {onRetry && <Button onPress={onRetry}>Try again</Button>}
            {isForColleague && <CopyAddress />}
          </>
        )
      }
    >
      <p>{problem.message}</p>
      {isForColleague && <p className="mt-2">{HAND_OVER}</p>}
      {problem.scopes && <PermissionList scopes={problem.scopes} />}
      {refusal && <p className="mt-2 font-medium text-ink">{refusal}</p>}
      {problem.requestId && <p className="mt-2 text-[0.8rem] text-ink-faint">Request {problem.requestId}</p>}
    </Notice>
  );
}

const UNEXPECTED = new ApiError({
  code: 'internal',
  detail: 'Something unexpected happened in this page. Reload it; nothing you saved is lost.',
});

function useWayOut(problem: ApiError, onRetry: (() => void) | undefined) {
  const session = useSession();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const attempts = useRef(0);
  const isEnded = isSessionEnded(problem);
  const goOn = useEffectEvent(() => onRetry?.());
  const onRenewed = session.status === 'signed-in' ? session.onRenewed : undefined;
  useEffect(() => (isEnded ? onRenewed?.(() => goOn()) : undefined), [isEnded, onRenewed]);
  async function leave({ act, ifClosed }: WayOut) {
    if (session.status !== 'signed-in') return;
    attempts.current += 1;
    const attempt = attempts.current;
    // A second press leaves the first one's window behind.
    const end = (words?: string) => {
      if (attempt !== attempts.current) return false;
      setBusy(false);
      setRefusal(words);
      return true;
    };
    setBusy(true);
    setRefusal(undefined);
    try {
      await act(session, () => end(ifClosed));
      // A new session tells every card that waits for it, this one too.
      if (end() && !isEnded) onRetry?.();
    } catch (failure) {
      end(wordsFor(failure, ifClosed));
    }
  }
  return { wayOut: wayOutOf(problem), leave, isBusy, refusal };
}

function wordsFor(failure: unknown, ifClosed: string): string {
  if (isBlocked(failure)) return 'Your browser blocked the window. Allow pop-ups for this page, then try again.';
  return isCancelled(failure) ? ifClosed : NO_LUCK;
}

const HAND_OVER =
  'Someone who has it can go on from here: send them the address of this page. If they may not open it, share the onboarding with them first. What was done stays done.';
const NOTHING_CHANGED = 'The window was closed before it was finished. Nothing has changed; try again at any time.';
const NOTHING_AGREED =
  'Nothing was agreed to. You can try again at any time, or ask your administrator to agree for everybody.';
const NO_LUCK = 'That did not work. Try again, or ask your administrator.';

function PermissionList({ scopes }: { scopes: string[] }) {
  return (
    <ul className="mt-2 list-disc pl-5">
      {scopes.map((scope) => {
        const name = scope.replace(/^https:\/\/[^/]+\//, '');
        return (
          <li key={scope}>
            <code>{name}</code>
            {PERMISSION_REASONS[name] && `: ${PERMISSION_REASONS[name]}`}
          </li>
        );
      })}
    </ul>
  );
}

function wayOutOf(problem: ApiError): WayOut | undefined {
  if (problem.code === 'consent-required') {
    const scopes = problem.scopes ?? [];
    return {
      label: 'Review and agree',
      act: (session, onClosed) => session.consent(scopes, onClosed),
      ifClosed: NOTHING_AGREED,
    };
  }
  if (problem.code === 'claims-challenge' && problem.claims) {
    const { claims } = problem;
    return {
      label: 'Confirm who you are',
      act: (session, onClosed) => session.answerClaims(claims, onClosed),
      ifClosed: NOTHING_CHANGED,
    };
  }
  if (isSessionEnded(problem)) {
    return { label: 'Sign in again', act: (session, onClosed) => session.renew(onClosed), ifClosed: NOTHING_CHANGED };
  }
  return undefined;
}

const TITLES: Record<string, string> = {
  'consent-required': 'A permission is missing',
  'claims-challenge': 'Your organisation asks for one more check',
  'sign-in-expired': 'Your sign-in has ended',
  'sign-in-required': 'Your sign-in has ended',
  'role-missing': 'This needs a role',
  'upstream-forbidden': 'You need more rights for this',
  'not-found': 'This does not exist, or is not yours',
  'name-taken': 'That name is taken',
  unreachable: 'The portal cannot be reached',
};
