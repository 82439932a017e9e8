import type { Context } from 'hono';
import { ProvisioningRefused, TokenRefused } from '../core/siblings.ts';

/**
 * A refusal in Microsoft Graph's words.
 * https://learn.microsoft.com/graph/errors
 */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string) => new GraphError(400, 'Request_BadRequest', message);

export const invalidValue = (property: string, resource: string) =>
  badRequest(`Invalid value specified for property '${property}' of resource '${resource}'.`);

export const unknownProperty = (property: string) => badRequest(`Invalid property '${property}'.`);

export const insufficientPrivileges = () =>
  new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

export const notFound = (id: string) =>
  new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

/** https://learn.microsoft.com/entra/identity-platform/claims-challenge */
export const claimsRequired = (challenge: string) =>
  new GraphError(
    401,
    'InvalidAuthenticationToken',
    'The access token does not meet the claims that are required; sign in again with those of WWW-Authenticate.',
    { 'www-authenticate': challenge },
  );

/** What the real service can do and this emulator cannot: said loudly, never answered with something plausible. */
export const notImplemented = (what: string) =>
  new GraphError(501, 'NotImplemented', `The emulator does not support ${what}.`);

const TOKEN_MESSAGES: Record<TokenRefused['code'], string> = {
  missing: 'Access token is empty.',
  malformed: 'CompactToken parsing failed with error code: 80049217',
  expired: 'Lifetime validation failed, the token is expired.',
  audience: 'Access token validation failure. Invalid audience.',
  signature: 'Access token validation failure. Signature is invalid.',
};

type Refusal = { status: number; code: string; message: string; inner?: { code: string; message: string } };

/** The error body every Graph resource answers with; dates and request ids are what support asks for. */
export function errorResponse(c: Context, error: Error, ids: { requestId: string; clientRequestId: string }): Response {
  const { status, code, message, inner } = refusalOf(error);
  const body = {
    error: {
      code,
      message,
      innerError: {
        ...inner,
        date: new Date().toISOString().slice(0, 19),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
      },
    },
  };
  return c.json(body, status as 400, headersOf(error));
}

function refusalOf(error: Error): Refusal {
  if (error instanceof GraphError) return error;
  if (error instanceof ProvisioningRefused) return error;
  if (error instanceof TokenRefused) {
    return { status: 401, code: 'InvalidAuthenticationToken', message: TOKEN_MESSAGES[error.code] };
  }
  console.error(error);
  return { status: 500, code: 'UnknownError', message: `The emulator failed: ${error.message}` };
}

function headersOf(error: Error): Record<string, string> {
  if (error instanceof GraphError) return error.headers;
  if (error instanceof TokenRefused) {
    return {
      'www-authenticate':
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", ' +
        'client_id="00000003-0000-0000-c000-000000000000"',
    };
  }
  return {};
}
