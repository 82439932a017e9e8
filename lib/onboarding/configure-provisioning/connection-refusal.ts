import { scrub } from '#lib/rules/scrub.ts';
import type { ConnectionRefusal } from '../ports.ts';
import type { Credential } from '../record/contract.ts';
import type { ConnectionResult } from './contract.ts';

type Refused = Extract<ConnectionResult, { outcome: 'refused' }>;
type Words = Pick<Refused, 'cause' | 'expected' | 'got' | 'why' | 'fix'>;

const EXPECTED = 'A search for a user that does not exist is answered with 200 and an empty list.';

/**
 * Entra's refusal of a connection test in plain words, the credential masked. The vendor's codes come first, its words only
 * where one code stands for several causes.
 */
export function refusedConnection(
  { code, innerCode = '', message }: ConnectionRefusal,
  { credential, testedAt }: { credential: Credential; testedAt: Date },
): Refused {
  const said = [code, innerCode, message].filter(Boolean).join(': ');
  // The answer that Entra quotes may contain anything; when it names the status, only that counts.
  const status = /Response Status Code: (\w+)/.exec(message)?.[1];
  const signals = [code, innerCode, status ?? message].join(' ');
  const secrets = credential.kind === 'bearer' ? [credential.token] : [credential.clientSecret];
  return {
    outcome: 'refused',
    testedAt: testedAt.toISOString(),
    ...(PATTERNS.find(({ signal }) => signal.test(signals))?.words ?? NOT_UNDERSTOOD),
    raw: scrub(said, { secrets }),
  };
}

const PATTERNS: { signal: RegExp; words: Words }[] = [
  {
    signal: /CredentialLocationInRequest|CredentialValidationFailure|InvalidCredentialsFromTokenEndpoint/i,
    words: {
      cause: 'credential-rejected',
      expected: 'Your token endpoint takes the client id and secret by HTTP Basic and issues a token.',
      got: 'It rejected the credential, or the way in which Entra sends it.',
      why: 'Without a token Entra cannot call your endpoint.',
      fix: 'Check client id, client secret and token endpoint, and accept HTTP Basic there (RFC 6749, section 2.3.1).',
    },
  },
  {
    signal: /ServiceIncompatible/i,
    words: {
      cause: 'empty-filter-not-200',
      expected: EXPECTED,
      got: 'The search was answered with something else, most often 404.',
      why: 'Entra searches before it creates anybody: an endpoint that answers "not found" as an error stops every cycle.',
      fix: 'Answer a filter that matches nobody with 200, "totalResults": 0 and an empty Resources list.',
    },
  },
  {
    signal: /\b(401|403)\b|unauthori[sz]ed|forbidden/i,
    words: {
      cause: 'credential-rejected',
      expected: EXPECTED,
      got: 'Your endpoint refused the credential.',
      why: 'Entra sends this credential with every request of a provisioning cycle.',
      fix: 'Enter a credential that your endpoint accepts; look whether it has expired or belongs to another tenant.',
    },
  },
  {
    signal:
      /\b5\d\d\b|\b429\b|InternalServerError|NotImplemented|BadGateway|ServiceUnavailable|GatewayTimeout|TooManyRequests/i,
    words: {
      cause: 'endpoint-error',
      expected: EXPECTED,
      got: 'Your endpoint answered with an error of its own.',
      why: 'A cycle stops at errors, and after some of them the job goes into quarantine.',
      fix: 'Look at the log of your endpoint at the time of the test.',
    },
  },
  {
    signal:
      /unable to (connect|resolve)|could not be (reached|resolved)|ConnectFailure|NameResolution|timed? ?out|refused|ENOTFOUND|certificate/i,
    words: {
      cause: 'unreachable',
      expected: EXPECTED,
      got: 'Entra could not reach your endpoint.',
      why: 'Provisioning runs in Microsoft’s cloud: the address must be reachable from the public internet.',
      fix: 'Check the address, the firewall and the certificate. It must be https with a certificate of a public authority.',
    },
  },
  {
    signal: /CredentialValidationUnavailable|InvalidCredentials/i,
    words: {
      cause: 'credential-rejected',
      expected: EXPECTED,
      got: 'Your endpoint refused the credential, answered with an error, or was not reachable: Entra does not say which.',
      why: 'Entra sends the same request at the start of every cycle.',
      fix: 'Send the same search yourself with this credential: GET /Users?filter=userName eq "nobody".',
    },
  },
];

const NOT_UNDERSTOOD: Words = {
  cause: 'not-understood',
  expected: EXPECTED,
  got: 'Entra refused the connection for a reason this portal does not know.',
  why: 'Without a working connection no cycle starts.',
  fix: 'Read what Entra said below; it names the request that failed.',
};
