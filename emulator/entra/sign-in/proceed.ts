import type { Context } from 'hono';
import { GRAPH_PERMISSIONS } from '../../seed/graph-permissions.ts';
import { configuredGraphRoles } from '../consent.ts';
import type { EntraContext } from '../context.ts';
import { accountPicker } from '../pages/account-picker.ts';
import { approvalPage, consentPage } from '../pages/consent.ts';
import { page } from '../pages/layout.ts';
import { verificationPage } from '../pages/verification.ts';
import type { Flow } from '../state.ts';
import { accountGroups } from './accounts.ts';
import { finishSignIn } from './finish.ts';
import { nextAdminQuestion } from './admin-consent.ts';
import { nextQuestion, refusalOf, type Question } from './questions.ts';
import { readSignInRequest, type SignInRequest } from './request.ts';
import { readSession } from './sessions.ts';

/** Asks the next question of a flow, or ends it. */
export function proceed(context: EntraContext, c: Context, flow: Flow, problem?: string): Response | Promise<Response> {
  const request = readSignInRequest(context, flow);
  const session = readSession(context, c);
  const next = flow.kind === 'authorize' ? nextQuestion : nextAdminQuestion;
  const question = next(context, request, { flow, session });
  if (question.ask === 'nothing') return finishSignIn(context, c, { request, flow, ...question });
  if (request.prompt === 'none') throw refusalOf(question, request);
  return ask(context, c, { question, request, flow, problem });
}

type Asking = { question: Exclude<Question, { ask: 'nothing' }>; request: SignInRequest; flow: Flow; problem?: string };

function ask(context: EntraContext, c: Context, { question, request, flow, problem }: Asking) {
  const path = (name: string) => `/${flow.segment}/sign-in/${flow.id}/${name}`;
  const { application, loginHint } = request;
  if (question.ask === 'account') {
    const groups = accountGroups(context, request);
    const picker = { action: path('account'), application, groups, loginHint, problem };
    return page(c, { title: 'Sign in to your account' }, accountPicker(picker));
  }
  const { user } = question;
  if (question.ask === 'verification') {
    return page(c, { title: 'Verify your identity' }, verificationPage({ action: path('verification'), user }));
  }
  const publisher = context.directory.tenants.get(application.tenantId);
  const isForAll = flow.kind === 'admin-consent';
  const roles = isForAll ? roleTexts(context, application.appId) : [];
  const asking = { ...question, action: path('consent'), application, publisher, roles };
  if (question.ask === 'approval') {
    return page(c, { title: 'Need admin approval' }, approvalPage({ ...asking, otherAccountAction: path('switch') }));
  }
  return page(
    c,
    { title: 'Permissions requested' },
    consentPage({ ...asking, mayForAll: question.mayForAll, isForAll }),
  );
}

function roleTexts(context: EntraContext, clientAppId: string): string[] {
  const ids = configuredGraphRoles(context, clientAppId);
  return GRAPH_PERMISSIONS.filter(({ appRoleId }) => appRoleId && ids.includes(appRoleId)).map(
    ({ consent }) => consent,
  );
}
