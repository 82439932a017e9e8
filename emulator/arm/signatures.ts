import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Core } from '../core/core.ts';
import { ArmError } from './errors.ts';
import type { Workflow } from './state.ts';

/**
 * Links that carry their own right to one thing, as Logic Apps signs them.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#generate-shared-access-signatures-sas
 */
export type SignedQuery = { se?: string; sp: string; sv: string; sig: string };

const VERSION = '1.0';

export function sign(
  { guid, accessKey }: Workflow,
  { permission, expiresAt }: { permission: string; expiresAt?: string },
): SignedQuery {
  const content = [guid, permission, VERSION, expiresAt ?? ''].join('\n');
  const sig = createHmac('sha256', accessKey).update(content).digest('base64url');
  return { ...(expiresAt ? { se: expiresAt } : {}), sp: permission, sv: VERSION, sig };
}

/** Refuses a link whose signature is not ours, not for this, or too old, and one that comes with a token besides. */
export function requireSignature(
  { clock }: Pick<Core, 'clock'>,
  workflow: Workflow,
  { permission, query, authorization }: { permission: string; query: Record<string, string>; authorization?: string },
): void {
  if (authorization) {
    throw unauthorized(
      'DirectApiRequestHasMoreThanOneAuthorization',
      "The request has SAS authentication scheme, 'Bearer' authorization scheme or internal token scheme. Only one scheme should be used.",
    );
  }
  const expected = sign(workflow, { permission, expiresAt: query.se });
  if (query.sp !== permission || query.sv !== VERSION || !isSame(expected.sig, query.sig ?? '')) {
    throw unauthorized('AuthorizationFailed', 'The authentication credentials are not valid.');
  }
  if (query.se && Date.parse(query.se) <= clock.now().getTime()) {
    throw unauthorized('SasTokenExpired', `The shared access signature expired at '${query.se}'.`);
  }
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function unauthorized(code: string, message: string): ArmError {
  return new ArmError({ status: 401, code }, message);
}
