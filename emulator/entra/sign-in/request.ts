import type { Application } from '../../directory/state.ts';
import { authContextsIn } from '../challenges.ts';
import { findApplication } from '../clients.ts';
import { realmOf, type EntraContext, type Realm } from '../context.ts';
import { EntraError } from '../errors.ts';
import { requireRegistered } from '../redirect-uris.ts';
import { parseScopes, type AskedScopes } from '../scopes.ts';
import type { Flow } from '../state.ts';

const PROMPTS = ['none', 'login', 'select_account', 'consent'];
const RESPONSE_MODES = ['query', 'fragment', 'form_post'] as const;

/** Where an answer may be sent. Until this is known, a refusal is a page: the address could be anybody's. */
export type ReturnAddress = {
  realm: Realm;
  application: Application;
  redirectUri: string;
  responseMode: (typeof RESPONSE_MODES)[number];
  state?: string;
};
export type SignInRequest = ReturnAddress & {
  prompt?: string;
  loginHint?: string;
  domainHint?: string;
  asked: AskedScopes;
  /** Demands named in `claims`. */
  authContexts: string[];
};

export function readReturnAddress(
  context: EntraContext,
  { segment, parameters }: Pick<Flow, 'segment' | 'parameters'>,
): ReturnAddress {
  const realm = realmOf(context, segment);
  const application = findApplication(context, parameters.client_id);
  const redirectUri = requireRegistered(application, parameters.redirect_uri);
  const responseMode = RESPONSE_MODES.find((mode) => mode === parameters.response_mode) ?? 'query';
  return { realm, application, redirectUri, responseMode, state: parameters.state };
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-authorization-code */
export function readSignInRequest(
  context: EntraContext,
  flow: Pick<Flow, 'kind' | 'segment' | 'parameters'>,
): SignInRequest {
  const { parameters } = flow;
  if (flow.kind === 'authorize') requireCodeFlow(parameters);
  if (parameters.prompt && !PROMPTS.includes(parameters.prompt)) {
    throw new EntraError(90023, `Unsupported 'prompt' value: '${parameters.prompt}'.`);
  }
  return {
    ...readReturnAddress(context, flow),
    prompt: parameters.prompt,
    loginHint: parameters.login_hint?.toLowerCase(),
    domainHint: parameters.domain_hint?.toLowerCase(),
    asked: parseScopes(context, parameters.scope),
    authContexts: authContextsIn(parameters.claims),
  };
}

function requireCodeFlow(parameters: Record<string, string>): void {
  if (parameters.response_type !== 'code') {
    throw new EntraError(
      700054,
      `response_type '${parameters.response_type ?? ''}' is not enabled for the application. Only 'code' is.`,
    );
  }
  if (!parameters.code_challenge) {
    throw new EntraError(
      9002325,
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    );
  }
  if (parameters.code_challenge_method !== 'S256') {
    throw new EntraError(9002313, "Invalid request. 'code_challenge_method' must be 'S256'.");
  }
}
