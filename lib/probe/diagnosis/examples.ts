/** Exchanges as they go over the wire, for the examples of causes. */

type Json = Record<string, unknown>;
const MESSAGES = 'urn:ietf:params:scim:api:messages:2.0';
export const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const TYPE = 'Content-Type: application/scim+json';

export const asked = (line: string, body?: unknown): string =>
  body === undefined ? line : [line, TYPE, '', json(body)].join('\n');

export const answered = (line: string, body?: unknown): string =>
  body === undefined ? `HTTP/1.1 ${line}` : [`HTTP/1.1 ${line}`, TYPE, '', json(body)].join('\n');

export const patch = (path: string, ...Operations: Json[]): string =>
  asked(`PATCH ${path}`, { schemas: [`${MESSAGES}:PatchOp`], Operations });

export const found = (...Resources: Json[]): string =>
  answered('200 OK', {
    schemas: [`${MESSAGES}:ListResponse`],
    totalResults: Resources.length,
    startIndex: 1,
    itemsPerPage: Resources.length,
    Resources,
  });

export const refusal = (line: string, detail: string, scimType?: string): string =>
  answered(line, {
    schemas: [`${MESSAGES}:Error`],
    status: line.slice(0, 3),
    ...(scimType ? { scimType } : {}),
    detail,
  });

/** A user as the examples show it: only what matters. */
export const user = (more: Json = {}): Json => ({
  schemas: [CORE],
  id: '2819c223',
  userName: 'joy@contoso.com',
  ...more,
});
export const group = (more: Json = {}): Json => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  id: 'e9e30dba',
  displayName: 'Staff',
  ...more,
});

function json(body: unknown): string {
  return JSON.stringify(body, null, 2);
}
