import { Hono, type Context } from 'hono';
import { realmOf, type EntraContext } from '../context.ts';
import { EntraError } from '../errors.ts';
import { errorPage, signedOutPage } from '../pages/notice.ts';
import { isRegistered } from '../redirect-uris.ts';
import type { Flow } from '../state.ts';
import { answerAccount, answerConsent, answerSwitch, answerVerification } from './answers.ts';
import { readReturnAddress, type ReturnAddress } from './request.ts';
import { sendErrorBack } from './send-back.ts';
import { forgetAccounts } from './sessions.ts';
import { proceed } from './proceed.ts';

const FLOW_LIFETIME_MS = 60 * 60_000;

/** Everything a browser visits: authorize, admin consent, the pages in between, logout. */
export function signInRoutes(context: EntraContext): Hono {
  const routes = new Hono();
  const start = (kind: Flow['kind']) => async (c: Context) =>
    visit(context, c, await newFlow(context, c, kind), (flow) => proceed(context, c, flow));
  const answer = (apply: typeof answerAccount) => async (c: Context) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    return visit(context, c, context.state.flows.get(c.req.param('flow') ?? ''), (flow) =>
      apply({ context, c, flow, form }),
    );
  };

  // https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-authorization-code
  routes.on(['GET', 'POST'], '/:tenant/oauth2/v2.0/authorize', start('authorize'));
  // https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
  routes.get('/:tenant/v2.0/adminconsent', start('admin-consent'));
  routes.get('/:tenant/adminconsent', start('admin-consent'));
  routes.post('/:tenant/sign-in/:flow/account', answer(answerAccount));
  routes.post('/:tenant/sign-in/:flow/verification', answer(answerVerification));
  routes.post('/:tenant/sign-in/:flow/consent', answer(answerConsent));
  routes.post('/:tenant/sign-in/:flow/switch', answer(answerSwitch));
  routes.on(['GET', 'POST'], '/:tenant/oauth2/v2.0/logout', (c) => logOut(context, c));
  return routes;
}

async function newFlow({ core, state }: EntraContext, c: Context, kind: Flow['kind']): Promise<Flow> {
  const now = core.clock.now();
  state.flows.removeWhere(({ createdAt }) => now.getTime() - new Date(createdAt).getTime() > FLOW_LIFETIME_MS);
  const search = c.req.method === 'POST' ? new URLSearchParams(await c.req.text()) : new URL(c.req.url).searchParams;
  return state.flows.insert({
    id: crypto.randomUUID(),
    kind,
    segment: c.req.param('tenant')!,
    parameters: { ...(kind === 'admin-consent' && { scope: '.default' }), ...Object.fromEntries(search) },
    answered: [],
    authContexts: [],
    createdAt: now.toISOString(),
  });
}

/** Runs one visit of a flow; refusals go back to the application when its address is known to be its own, else on a page. */
async function visit(
  context: EntraContext,
  c: Context,
  flow: Flow | undefined,
  act: (flow: Flow) => Response | Promise<Response>,
): Promise<Response> {
  let address: ReturnAddress | undefined;
  try {
    if (!flow) throw new EntraError(50089, 'The flow token has expired. Go back to the application and sign in again.');
    address = readReturnAddress(context, flow);
    return await act(flow);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    if (!address || SHOWN_HERE.includes(error.code)) return errorPage(c, error);
    return sendErrorBack(c, address, error);
  }
}

// The live service shows these to the person and does not go back to the application.
const SHOWN_HERE: number[] = [50105, 50020];

// https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request
async function logOut(context: EntraContext, c: Context): Promise<Response> {
  realmOf(context, c.req.param('tenant')!);
  const form = c.req.method === 'POST' ? Object.fromEntries(new URLSearchParams(await c.req.text())) : c.req.query();
  forgetAccounts(context, c, form.logout_hint);
  const target = form.post_logout_redirect_uri;
  if (!target) return signedOutPage(c);
  const isOurs = context.directory.applications.first((row) => isRegistered(row, target));
  return isOurs ? c.redirect(target, 302) : signedOutPage(c, target);
}
