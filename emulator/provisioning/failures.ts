/** An object that could not be exported, with the error code its log entry carries. */
export class EntryFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The target cannot be talked to at all: no address, no credentials, or they are refused. Puts a job into quarantine. */
export class ConnectionFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const INVALID_CREDENTIALS = 'SystemForCrossDomainIdentityManagementInvalidCredentials';
export const INCOMPATIBLE = 'SystemForCrossDomainIdentityManagementServiceIncompatible';
export const INCOMPATIBLE_FILTERING = 'SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering';

type Answer = { status: number; text: string };

/**
 * The failure that a SCIM answer stands for.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-error-codes
 */
export function failureOf({ status, text }: Answer, code = codeOf(status)): EntryFailure {
  const name = STATUS_NAMES[status] ?? String(status);
  return new EntryFailure(
    code,
    `StatusCode: ${name}\r\nMessage: Processing of the HTTP request resulted in an exception. Please see the HTTP response ` +
      `returned by the 'Response' property of this exception for details.\r\nWeb Response: \r\n${text.slice(0, 2_000)}`,
  );
}

function codeOf(status: number): string {
  if (status === 401 || status === 403) return 'Unauthorized';
  if (status === 409) return 'EntryConflict';
  if (status === 429) return 'TooManyRequests';
  if (status >= 500) return 'InternalServerError';
  return 'SystemForCrossDomainIdentityManagementBadRequest';
}

const STATUS_NAMES: Record<number, string> = {
  200: 'OK', 201: 'Created', 204: 'NoContent', 301: 'MovedPermanently', 302: 'Found', 307: 'TemporaryRedirect',
  308: 'PermanentRedirect', 400: 'BadRequest', 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound',
  405: 'MethodNotAllowed', 409: 'Conflict', 412: 'PreconditionFailed', 413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType', 429: 'TooManyRequests', 500: 'InternalServerError', 501: 'NotImplemented',
  502: 'BadGateway', 503: 'ServiceUnavailable', 504: 'GatewayTimeout',
}; // prettier-ignore

export function statusName(status: number): string {
  return STATUS_NAMES[status] ?? String(status);
}
