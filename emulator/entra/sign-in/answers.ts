import type { Context } from 'hono';
import { recordConsent } from '../consent.ts';
import type { EntraContext } from '../context.ts';
import { EntraError } from '../errors.ts';
import type { Flow } from '../state.ts';
import { signInUser } from './accounts.ts';
import { finishAdminConsent, nextAdminQuestion } from './admin-consent.ts';
import { proceed } from './proceed.ts';
import { nextQuestion } from './questions.ts';
import { readSignInRequest, type SignInRequest } from './request.ts';
import { sendBack } from './send-back.ts';
import { readSession } from './sessions.ts';

type Answer = { context: EntraContext; c: Context; flow: Flow; form: Record<string, string> };

export function answerAccount({ context, c, flow, form }: Answer): Response | Promise<Response> {
  const request = readSignInRequest(context, flow);
  try {
    const { id } = signInUser(context, request, form.account ?? '');
    context.state.flows.update(flow.id, { userId: id, answered: [...flow.answered, 'account'] });
  } catch (error) {
    // A name that does not fit is said on the page, where another can be chosen.
    if (error instanceof EntraError) return proceed(context, c, flow, error.message);
    throw error;
  }
  return proceed(context, c, flow);
}

/** Back to the account page, to sign in as somebody else. */
export function answerSwitch({ context, c, flow }: Answer): Response | Promise<Response> {
  const parameters = { ...flow.parameters, prompt: 'select_account' };
  context.state.flows.update(flow.id, { userId: undefined, parameters });
  return proceed(context, c, flow);
}

export function answerVerification({ context, c, flow, form }: Answer): Response | Promise<Response> {
  const question = nextQuestion(context, readSignInRequest(context, flow), { flow, session: readSession(context, c) });
  if (question.ask !== 'verification') return proceed(context, c, flow);
  if (form.verification !== 'approve') {
    throw new EntraError(50076, 'The multi-factor authentication was denied.', { error: 'access_denied' });
  }
  const { user, authContexts } = question;
  context.state.flows.update(flow.id, {
    userId: user.id,
    authContexts: [...flow.authContexts, ...authContexts],
    answered: [...flow.answered, 'verification'],
  });
  return proceed(context, c, flow);
}

export function answerConsent(answer: Answer): Response | Promise<Response> {
  const { context, c, flow, form } = answer;
  const request = readSignInRequest(context, flow);
  const session = readSession(context, c);
  const next = flow.kind === 'authorize' ? nextQuestion : nextAdminQuestion;
  const question = next(context, request, { flow, session });
  if (question.ask !== 'consent' && question.ask !== 'approval') return proceed(context, c, flow);
  if (question.ask === 'approval' || form.consent !== 'accept') return decline(answer, request, question.ask);
  if (flow.kind === 'admin-consent') return finishAdminConsent(context, c, { request, flow, user: question.user });
  const { user, missing, mayForAll } = question;
  const isForAll = mayForAll && form.forAll === 'yes';
  const whose = { tenantId: user.tenantId, userId: isForAll ? undefined : user.id, application: request.application };
  recordConsent(context, whose, missing);
  context.state.flows.update(flow.id, { userId: user.id, answered: [...flow.answered, 'consent'] });
  return proceed(context, c, flow);
}

function decline({ context, c, flow }: Answer, request: SignInRequest, asked: 'consent' | 'approval') {
  context.state.flows.remove(flow.id);
  const refusal =
    asked === 'approval'
      ? new EntraError(
          90094,
          'The grant requires admin permission. An administrator must consent before this application can be used.',
        )
      : new EntraError(65004, 'User declined to consent to access the app.');
  if (flow.kind === 'authorize') throw refusal;
  return sendBack(c, request, {
    admin_consent: 'True',
    error: 'consent_required',
    error_description: refusal.message,
  });
}
