import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

/** OAuth error, HTTP status and, where Entra sends one, suberror of each AADSTS code. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const CODES = {
  16000: ['interaction_required', 400],
  28000: ['invalid_request', 400],
  50001: ['invalid_resource', 400],
  50011: ['invalid_request', 400],
  50013: ['invalid_grant', 400],
  50020: ['invalid_grant', 400],
  50034: ['invalid_grant', 400],
  50057: ['invalid_grant', 400],
  50058: ['login_required', 400],
  50059: ['invalid_request', 400],
  50076: ['interaction_required', 400],
  50079: ['interaction_required', 400],
  50089: ['invalid_grant', 400],
  50105: ['invalid_grant', 400],
  54005: ['invalid_grant', 400],
  65001: ['invalid_grant', 400, 'consent_required'],
  65004: ['access_denied', 400],
  70000: ['invalid_grant', 400],
  70003: ['unsupported_grant_type', 400],
  700003: ['invalid_grant', 400],
  70008: ['invalid_grant', 400],
  700082: ['invalid_grant', 400],
  700084: ['invalid_grant', 400],
  70011: ['invalid_scope', 400],
  90002: ['invalid_request', 400],
  90009: ['invalid_request', 400],
  900144: ['invalid_request', 400],
  900561: ['invalid_request', 405],
  90023: ['invalid_request', 400],
  90094: ['access_denied', 400],
  500011: ['invalid_resource', 400],
  500112: ['invalid_grant', 400],
  500131: ['invalid_grant', 400],
  500133: ['invalid_grant', 400],
  501481: ['invalid_grant', 400],
  650053: ['invalid_scope', 400],
  700016: ['unauthorized_client', 400],
  700023: ['invalid_client', 401],
  700027: ['invalid_client', 401],
  700030: ['invalid_client', 401],
  700054: ['unsupported_response_type', 400],
  1002012: ['invalid_scope', 400],
  7000114: ['invalid_grant', 400],
  7000215: ['invalid_client', 401],
  7000218: ['invalid_client', 401],
  9002313: ['invalid_request', 400],
  9002325: ['invalid_request', 400],
  9002327: ['invalid_request', 400],
} as const;
export type AadstsCode = keyof typeof CODES;

/** A refusal of Entra. It becomes JSON at the token endpoint, and a redirect or a page at the authorize endpoint. */
export class EntraError extends Error {
  readonly code: AadstsCode;
  readonly claims: string | undefined;
  readonly #error: string | undefined;
  readonly traceId = crypto.randomUUID();
  constructor(code: AadstsCode, message: string, { claims, error }: { claims?: string; error?: string } = {}) {
    super(`AADSTS${code}: ${message}`);
    this.code = code;
    this.claims = claims;
    this.#error = error;
  }

  get error(): string {
    return this.#error ?? CODES[this.code][0];
  }
  get status() {
    return CODES[this.code][1];
  }
  get suberror(): string | undefined {
    return CODES[this.code][2];
  }
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes#handling-error-codes-in-your-application */
export function errorBody(refusal: EntraError, correlationId: string) {
  const timestamp = new Date().toISOString().replace('T', ' ').slice(0, 19) + 'Z';
  const trail = `Trace ID: ${refusal.traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
  return {
    error: refusal.error,
    error_description: `${refusal.message} ${trail}`,
    error_codes: [refusal.code],
    timestamp,
    trace_id: refusal.traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.code}`,
    ...(refusal.suberror && { suberror: refusal.suberror }),
    ...(refusal.claims && { claims: refusal.claims }),
  };
}

export function correlationIdOf(c: Context): string {
  return c.req.header('client-request-id') ?? c.req.query('client-request-id') ?? crypto.randomUUID();
}

/** Answers whatever a handler threw, in Entra's shape. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof HTTPException) return error.getResponse();
  if (error instanceof EntraError) return c.json(errorBody(error, correlationIdOf(c)), error.status);
  const body = { error: 'server_error', error_description: `AADSTS90033: The emulator failed: ${error.message}` };
  return c.json({ ...body, error_codes: [90033], trace_id: crypto.randomUUID() }, 500);
}

/** What the emulator does not do is said loudly. */
export function notImplemented(c: Context, what = `${c.req.method} ${c.req.path}`): Response {
  const description = `AADSTS9000000: The local emulator does not implement ${what}.`;
  return c.json({ error: 'not_implemented', error_description: description, error_codes: [9000000] }, 501);
}
