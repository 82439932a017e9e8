import { randomUUID } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import type { ScimAnswer, ScimEndpoint } from '../ports.ts';
import type { Credential } from '../record/contract.ts';
import { once, type Checks, type Finding } from './answer.ts';

const MIN_LIFE_MINUTES = 60;
const MAX_LIFE_MINUTES = 360;

type Target = { scimEndpoint: string; credential: Credential; expectedRunMinutes: number };

/** Two requests to the ISV's own endpoint, and what its token says of itself. */
export function scimChecks(scim: ScimEndpoint, { scimEndpoint, credential, expectedRunMinutes }: Target): Checks {
  const bearer = once(() => scim.bearerToken(credential));
  const ask = (path: string) => once(async () => scim.get(scimEndpoint, (await bearer()).token, path));
  const users = ask('/Users?startIndex=1&count=1');
  // What Entra's own connection test sends: a name that nobody has.
  const nobody = ask(`/Users?filter=${encodeURIComponent(`userName eq "${randomUUID()}"`)}`);
  const minutesLeft = async () => {
    const { expiresAt } = await bearer();
    return expiresAt && Math.round((expiresAt.getTime() - Date.now()) / 60_000);
  };
  return {
    'scim.users': () => unlessUnreachable(async () => usersFinding(await users())),
    'scim.emptyFilter': () => unlessUnreachable(async () => emptyFilterFinding(await nobody())),
    'auth.method': () =>
      unlessUnreachable(async () => {
        await bearer();
        return methodFinding(credential.kind, await users());
      }),
    'auth.tokenLife': async () => lifeFinding(credential.kind, await minutesLeft()),
    'token.life': async () => outlivesFinding(credential.kind, await minutesLeft(), expectedRunMinutes),
  };
}

/** An endpoint that cannot be reached is an answer about that endpoint, not a failure of the portal. */
async function unlessUnreachable(check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    const codes = ['address-refused', 'upstream-unavailable', 'upstream-timeout', 'token-refused'];
    if (!(error instanceof AppError) || !codes.includes(error.code)) throw error;
    return {
      state: 'not-met',
      evidence: error.message,
      fix: 'Make the endpoint reachable from the public internet and check the address and the credential.',
      actor: 'isv-developer',
    };
  }
}

function usersFinding(answer: ScimAnswer): Finding {
  const total = totalOf(answer);
  if (answer.status === 200 && total !== undefined) {
    return { state: 'met', evidence: `GET /Users answered 200 with a list in ${answer.durationMs} ms.` };
  }
  return refusedOr(answer, {
    state: 'not-met',
    evidence: `GET /Users answered ${answer.status}${answer.status === 200 ? ' without a SCIM list' : ''}.`,
    fix: 'Answer GET /Users with 200 and a ListResponse (RFC 7644, section 3.4.2).',
    actor: 'isv-developer',
  });
}

function emptyFilterFinding(answer: ScimAnswer): Finding {
  const total = totalOf(answer);
  if (answer.status === 200 && total === 0) {
    return { state: 'met', evidence: 'A filter that matches nobody answered 200 with totalResults 0.' };
  }
  const got = answer.status === 200 ? `200 with totalResults ${total ?? 'missing'}` : String(answer.status);
  return refusedOr(answer, {
    state: 'not-met',
    evidence: `A filter that matches nobody answered ${got}.`,
    fix: 'Answer 200 with "totalResults": 0 and an empty Resources list: with anything else, even Entra’s connection test fails.',
    actor: 'isv-developer',
  });
}

/** A refused credential says nothing about the rule itself. */
function refusedOr({ status }: ScimAnswer, finding: Finding): Finding {
  if (status !== 401 && status !== 403) return finding;
  return {
    state: 'unknown',
    evidence: `Your endpoint refused the credential (${status}).`,
    fix: 'Enter a credential that works, then check again.',
    actor: 'you',
  };
}

function methodFinding(kind: Credential['kind'], answer: ScimAnswer): Finding {
  if (kind === 'client-credentials') {
    return refusedOr(answer, {
      state: 'met',
      evidence: 'Your token endpoint issued a token, and your endpoint took it.',
    });
  }
  return {
    state: 'unknown',
    evidence: 'You gave a fixed bearer token: enough for validation, not for the gallery.',
    fix: 'Offer OAuth 2.0 client credentials or workload identity federation before the application is listed.',
    actor: 'isv-developer',
  };
}

function lifeFinding(kind: Credential['kind'], minutes: number | undefined): Finding {
  if (kind === 'bearer') {
    return { state: 'unknown', evidence: 'It is read from your token endpoint; you gave a fixed bearer token.' };
  }
  if (minutes === undefined) {
    return {
      state: 'unknown',
      evidence: 'Your token endpoint does not say how long its tokens live.',
      fix: 'Answer with expires_in (RFC 6749, section 5.1).',
      actor: 'isv-developer',
    };
  }
  const isGood = minutes >= MIN_LIFE_MINUTES && minutes <= MAX_LIFE_MINUTES;
  if (isGood) return { state: 'met', evidence: `A new token lives about ${minutes} minutes.` };
  return {
    state: 'not-met',
    evidence: `A new token lives about ${minutes} minutes.`,
    fix: 'Issue access tokens that live between 60 minutes and 6 hours.',
    actor: 'isv-developer',
  };
}

function outlivesFinding(kind: Credential['kind'], minutes: number | undefined, expectedRunMinutes: number): Finding {
  const whose = kind === 'bearer' ? 'The token' : 'A token minted for the run';
  if (minutes === undefined) {
    return {
      state: 'unknown',
      evidence: `${whose} does not say when it ends.`,
      fix: 'Make sure that it lives for a day: a full run takes 60 to 90 minutes.',
      actor: 'you',
    };
  }
  if (minutes >= expectedRunMinutes) return { state: 'met', evidence: `${whose} lives ${minutes} more minutes.` };
  return {
    state: 'not-met',
    evidence: `${whose} ends in ${minutes} minutes; a run is expected to take ${Math.ceil(expectedRunMinutes)}.`,
    fix: 'Use a token that lives longer, a day at best.',
    actor: 'you',
  };
}

function totalOf({ body }: ScimAnswer): number | undefined {
  if (typeof body !== 'object' || body === null || !('totalResults' in body)) return undefined;
  return typeof body.totalResults === 'number' ? body.totalResults : undefined;
}
