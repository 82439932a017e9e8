import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/**
 * A refusal as Azure Resource Manager words it.
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 */
export class ArmError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(
    { status, code, headers = {} }: { status: ContentfulStatusCode; code: string; headers?: Record<string, string> },
    message: string,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (code: string, message: string) => new ArmError({ status: 400, code }, message);
export const notFound = (code: string, message: string) => new ArmError({ status: 404, code }, message);
export const conflict = (code: string, message: string) => new ArmError({ status: 409, code }, message);
export const notImplemented = (what: string) =>
  new ArmError({ status: 501, code: 'NotImplemented' }, `The local cloud does not have this: ${what}`);

/** Every failure in the vendor's error body. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof HTTPException) return error.getResponse();
  if (error instanceof ArmError) {
    return c.json({ error: { code: error.code, message: error.message } }, error.status, error.headers);
  }
  // Loopback only, and whoever meets this is about to look for the cause.
  const message = error.stack ?? error.message;
  return c.json({ error: { code: 'InternalServerError', message } }, 500);
}
