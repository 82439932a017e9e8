import { unauthorized, type Credential } from '../tokens.ts';
import { withoutHeaders } from './reply.ts';
import type { SampleFault } from './sample-fault.ts';

export const SIGN_IN_FAULTS: SampleFault[] = [
  {
    id: 'token-expires',
    title: "The run's token expires",
    description: "The run's token is refused with 401; the job's credential stays valid.",
    onSignIn({ use, token }, fault) {
      if (use === 'run' || token === fault.token) throw unauthorized('The bearer token has expired.', 'invalid_token');
    },
  },
  {
    id: 'any-token-accepted',
    title: 'Any token is accepted',
    description: 'A request with whatever bearer token is served; only one without is refused.',
    onStranger: (authorization) => (authorization ? STRANGER : undefined),
  },
  {
    id: 'sign-in-optional',
    title: 'No token is needed',
    description: 'A request without a credential is served; a wrong one is refused.',
    onStranger: (authorization) => (authorization ? undefined : STRANGER),
  },
  {
    id: 'unauthorized-bare',
    title: 'A bare 401',
    description: 'A refused credential answers 401 with neither a WWW-Authenticate header nor a SCIM error.',
    onAnswer: (reply) =>
      reply.status === 401
        ? { status: 401, headers: withoutHeaders(reply, 'www-authenticate', 'content-type') }
        : reply,
  },
  {
    id: 'token-lifetime-short',
    title: 'Tokens live five minutes',
    description: 'The token endpoint gives tokens that end after five minutes, far sooner than a run.',
    tokenLifetimeSeconds: 300,
  },
  {
    id: 'basic-secret-refused',
    title: 'The client secret by Basic is refused',
    description: 'The token endpoint takes client id and secret in the body only.',
    onClient: ({ isBasic, isRight }) => isRight && !isBasic,
  },
  {
    id: 'body-secret-refused',
    title: 'The client secret in the body is refused',
    description: 'The token endpoint takes client id and secret by HTTP Basic only.',
    onClient: ({ isBasic, isRight }) => isRight && isBasic,
  },
  {
    id: 'wrong-secret-accepted',
    title: 'A wrong client secret is accepted',
    description: 'The token endpoint gives a token to whoever knows the client id.',
    onClient: ({ knowsId }) => knowsId,
  },
];

const STRANGER: Credential = { use: 'job', token: '' };
