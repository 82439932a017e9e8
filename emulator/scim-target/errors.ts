import SCIMMY from 'scimmy';

export const NOT_JSON = 'The body is not JSON.';

export type ScimType =
  'uniqueness' | 'invalidFilter' | 'invalidPath' | 'invalidSyntax' | 'invalidValue' | 'mutability' | 'noTarget';

/** A request this application refuses, in the words of https://datatracker.ietf.org/doc/html/rfc7644#section-3.12. */
export class ScimRefusal extends Error {
  readonly status: number;
  readonly scimType?: ScimType;
  readonly headers: Record<string, string>;
  constructor(status: number, detail: string, more: { scimType?: ScimType; headers?: Record<string, string> } = {}) {
    super(detail);
    this.status = status;
    this.scimType = more.scimType;
    this.headers = more.headers ?? {};
  }
}

export function invalid(scimType: ScimType, detail: string): ScimRefusal {
  return new ScimRefusal(400, detail, { scimType });
}

/** The SCIM error body of any failure; only refusals tell what went wrong. */
export function errorAnswer(error: unknown): Response {
  const refusal = toRefusal(error);
  return scimJson(errorBody(refusal), refusal.status, refusal.headers);
}

export function errorBody({ status, scimType, message }: ScimRefusal): Record<string, unknown> {
  return {
    schemas: [SCIMMY.Messages.ErrorResponse.id],
    status: String(status),
    ...(scimType ? { scimType } : {}),
    detail: message,
  };
}

// https://datatracker.ietf.org/doc/html/rfc7644#section-8.1
export function scimJson(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/scim+json; charset=utf-8', ...headers },
  });
}

function toRefusal(error: unknown): ScimRefusal {
  if (error instanceof ScimRefusal) return error;
  if (error instanceof SCIMMY.Types.Error) {
    return new ScimRefusal(error.status, error.message, { scimType: error.scimType as ScimType });
  }
  return new ScimRefusal(500, 'The sample application failed.');
}
