import type { JWTPayload } from 'jose';
import { TokenRefused } from '../../core/siblings.ts';
import { authenticateClient, findApplication, type Form } from '../clients.ts';
import type { EntraContext, Realm } from '../context.ts';
import { EntraError } from '../errors.ts';
import { verifyToken } from '../verify-caller.ts';
import type { TokenAnswer } from './answer.ts';
import { userAnswer } from './user-answer.ts';

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow */
export async function onBehalfOf(context: EntraContext, realm: Realm, form: Form): Promise<TokenAnswer> {
  const application = findApplication(context, form.client_id);
  await authenticateClient(context, application, { form, realm });
  if (form.requested_token_use !== 'on_behalf_of') {
    throw new EntraError(900144, "The request body must contain the following parameter: 'requested_token_use'.");
  }
  const claims = await verifiedAssertion(context, form.assertion);
  if (claims.aud !== application.appId) {
    throw new EntraError(
      500131,
      `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${String(claims.aud)}' ` +
        `and the expected audience is '${application.appId}' or one of the Application Uris of this application.`,
    );
  }
  if (claims.idtyp === 'app') {
    throw new EntraError(
      7000114,
      `Application '${application.appId}' is not allowed to make application on-behalf-of calls.`,
    );
  }
  if (realm.tenant && realm.tenant.id !== claims.tid) {
    throw new EntraError(
      50020,
      `User account '${String(claims.preferred_username)}' does not exist in tenant '${realm.tenant.displayName}' and cannot access the application in that tenant.`,
    );
  }
  return userAnswer(context, signInOf(claims, application.appId), { scope: form.scope, claims: form.claims });
}

function signInOf(claims: JWTPayload, clientAppId: string) {
  return {
    tenantId: String(claims.tid),
    userId: String(claims.oid),
    clientAppId,
    scopes: [],
    authTime: new Date(Number(claims.auth_time) * 1_000).toISOString(),
    authContexts: Array.isArray(claims.acrs) ? claims.acrs.map(String) : [],
  };
}

async function verifiedAssertion(context: EntraContext, assertion: string | undefined): Promise<JWTPayload> {
  if (!assertion) throw new EntraError(900144, "The request body must contain the following parameter: 'assertion'.");
  try {
    return await verifyToken(context, assertion);
  } catch (error) {
    if (error instanceof TokenRefused && error.code === 'expired') {
      throw new EntraError(
        500133,
        'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion.',
      );
    }
    throw new EntraError(
      50013,
      'Assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value.]',
    );
  }
}
