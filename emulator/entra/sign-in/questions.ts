import type { User } from '../../directory/state.ts';
import { claimsOf, unmetChallenge } from '../challenges.ts';
import { consentRequired, mayConsent, mayConsentForAll, missingConsent, type ScopesOf } from '../consent.ts';
import type { EntraContext } from '../context.ts';
import { EntraError } from '../errors.ts';
import { graphResource } from '../resources.ts';
import type { Flow, Session } from '../state.ts';
import { accountOfSession } from './accounts.ts';
import type { SignInRequest } from './request.ts';

/** What the person must be asked next, or who signed in. */
export type Question =
  | { ask: 'account'; isSeveral: boolean }
  | { ask: 'verification'; user: User; authContexts: string[] }
  | { ask: 'consent'; user: User; missing: ScopesOf[]; mayForAll: boolean }
  | { ask: 'approval'; user: User; missing: ScopesOf[] }
  | { ask: 'nothing'; user: User; authContexts: string[] };

export function nextQuestion(
  context: EntraContext,
  request: SignInRequest,
  { flow, session }: { flow: Flow; session: Session | undefined },
): Question {
  const user = flow.userId ? context.directory.users.get(flow.userId) : accountOfSession(context, request, session);
  if (!user || user === 'several') return { ask: 'account', isSeveral: user === 'several' };
  const met = authContextsMet(flow, session, user);
  const unmet = demanded(context, request, { user, met });
  if (unmet.length > 0) return { ask: 'verification', user, authContexts: unmet };
  return consentQuestion(context, request, { flow, user }) ?? { ask: 'nothing', user, authContexts: met };
}

/** How `prompt=none` says that it would have had to ask. */
export function refusalOf(question: Question, { application }: SignInRequest): EntraError {
  if (question.ask === 'verification') {
    return new EntraError(50076, `You must use multi-factor authentication to access '${application.appId}'.`, {
      claims: claimsOf({ id: question.authContexts[0]! }),
    });
  }
  if (question.ask === 'consent' || question.ask === 'approval')
    return consentRequired(application, 'consent_required');
  if (question.ask === 'account' && question.isSeveral) {
    return new EntraError(
      16000,
      'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
    );
  }
  return new EntraError(50058, 'A silent sign-in request was sent but no user is signed in.');
}

function consentQuestion(
  context: EntraContext,
  { application, asked, prompt }: SignInRequest,
  { flow, user }: { flow: Flow; user: User },
): Question | undefined {
  const whose = { tenantId: user.tenantId, userId: user.id, clientAppId: application.appId };
  const isForced = prompt === 'consent' && !flow.answered.includes('consent');
  const missing = isForced ? everything(asked) : missingConsent(context, whose, asked);
  if (missing.length === 0) return undefined;
  if (!mayConsent(context, user, missing)) return { ask: 'approval', user, missing };
  return { ask: 'consent', user, missing, mayForAll: mayConsentForAll(context, user) };
}

function everything({ oidc, resources }: SignInRequest['asked']): ScopesOf[] {
  const named = resources.map(({ resource, scopes }) => ({ resource, scopes }));
  return [...(oidc.length > 0 ? [{ resource: graphResource, scopes: oidc }] : []), ...named].filter(
    ({ scopes }) => scopes.length > 0,
  );
}

function authContextsMet(flow: Flow, session: Session | undefined, { id }: User): string[] {
  const account = session?.accounts.find(({ userId }) => userId === id);
  return [...new Set([...flow.authContexts, ...(account?.authContexts ?? [])])];
}

// Conditional access looks at the resource a sign-in is for, not at what it collects consent for on the way.
function demanded(
  { state }: EntraContext,
  { asked, authContexts }: SignInRequest,
  { user, met }: { user: User; met: string[] },
): string[] {
  const planted = unmetChallenge({ state }, 'token', {
    tenantId: user.tenantId,
    userId: user.id,
    resource: targetOf(asked),
    authContexts: met,
  });
  const wanted = [...authContexts, ...(planted ? [planted.id] : [])];
  return [...new Set(wanted)].filter((one) => !met.includes(one));
}

function targetOf({ resources }: SignInRequest['asked']): 'portal' | 'graph' | 'arm' {
  const kinds = resources.map(({ resource }) => resource.kind);
  if (kinds.includes('application')) return 'portal';
  return kinds[0] === 'arm' ? 'arm' : 'graph';
}
