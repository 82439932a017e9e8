import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { Cause } from './cause.ts';
import { answered, asked, found, refusal } from './examples.ts';

const EVERYTHING = CATALOGUE.map(({ id }) => id);
const GOOD_TOKEN = answered('200 OK', { access_token: '…', token_type: 'Bearer', expires_in: 3600 });
const GOOD_401 = refusal('401 Unauthorized', 'The bearer token is not known here.').replace(
  'HTTP/1.1 401 Unauthorized',
  'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token"',
);
const tokenByBody = 'grant_type=client_credentials&client_id=…&client_secret=…';
const askToken = (by: string, body: string): string =>
  ['POST /oauth/token', ...(by ? [by] : []), 'Content-Type: application/x-www-form-urlencoded', '', body].join('\n');

export const SIGN_IN_CAUSES: Cause[] = [
  {
    id: 'credential-refused',
    title: 'The endpoint refuses the credential',
    signs: [
      { check: ['U01', 'R02', 'F02'], got: /HTTP 40[13]/ },
      { check: ['D04', 'D11', 'F02'], got: /HTTP 40[13]/ },
    ],
    explains: EVERYTHING,
    why: 'The provisioning job is put into quarantine when its credential is refused, and no user is provisioned any more.',
    fix: 'Check that the token is the one of this endpoint, has not expired and may read and write users and groups. Give Entra a token that outlives its use, or client credentials with which it can have a new one.',
    example: { request: asked('GET /Users?filter=userName eq "nobody"'), response: found() },
    actor: 'isv-admin',
  },
  {
    id: 'no-authentication',
    title: 'Anybody may read and write, with or without a token',
    signs: [{ check: 'A01' }, { check: 'A03' }],
    explains: ['A02'],
    why: 'Whoever knows the address can read, change and delete the users of every customer.',
    fix: 'Check the Authorization header before anything else, and answer 401 unless it holds a token that you issued and that is still valid.',
    example: { request: asked('GET /Users'), response: GOOD_401 },
    actor: 'isv-developer',
  },
  {
    id: 'any-token-accepted',
    title: 'Any bearer token is accepted',
    signs: [{ check: 'A03' }],
    why: 'The check that there is a token is not a check of the token: whoever sends any text is let in.',
    fix: 'Compare the token with those you issued, or verify its signature, audience and expiry. Answer 401 otherwise, never 200 with an empty list: Entra would take that for an empty application.',
    example: { request: 'GET /Users\nAuthorization: Bearer wrong', response: GOOD_401 },
    actor: 'isv-developer',
  },
  {
    id: 'sign-in-optional',
    title: 'A request without a token is served',
    signs: [{ check: 'A01' }],
    explains: ['A02'],
    why: 'Whoever leaves the Authorization header out gets at the data of your customers.',
    fix: 'Refuse a request without an Authorization header with 401 before it reaches the code of SCIM.',
    example: { request: asked('GET /Users'), response: GOOD_401 },
    actor: 'isv-developer',
  },
  {
    id: 'unauthorized-bare',
    title: 'A 401 does not say what is missing',
    signs: [{ check: 'A02' }],
    why: 'Entra shows your error to the administrator who sets the application up. Without it they see only that something failed.',
    fix: 'Answer 401 with a WWW-Authenticate header and a SCIM error whose detail says what is wrong with the token. Gateways and middleware that refuse before your code need this, too.',
    example: { request: asked('GET /Users'), response: GOOD_401 },
    actor: 'isv-developer',
  },
  {
    id: 'token-lifetime-short',
    title: 'Issued tokens end too soon',
    signs: [{ check: 'A05' }],
    why: 'Entra takes a token once and uses it for a whole cycle; a validation run lasts more than an hour. One that ends before stops both with 401.',
    fix: 'Issue tokens that live between one and six hours, and say so in expires_in, in seconds.',
    example: { request: askToken('', tokenByBody), response: GOOD_TOKEN },
    actor: 'isv-developer',
  },
  {
    id: 'basic-secret-refused',
    title: 'The token endpoint takes the client secret in the body only',
    signs: [{ check: 'A08', got: /HTTP Basic does not/ }],
    why: 'OAuth asks every token endpoint to take the secret by HTTP Basic, and clients may send it so.',
    fix: 'Read client id and secret from the Authorization header, too: Basic, then Base64 of id and secret, each form-encoded, joined by a colon.',
    example: { request: askToken('Authorization: Basic …', 'grant_type=client_credentials'), response: GOOD_TOKEN },
    actor: 'isv-developer',
  },
  {
    id: 'body-secret-refused',
    title: 'The token endpoint takes the client secret by Basic only',
    signs: [{ check: 'A08', got: /in the body does not/ }],
    why: 'Entra sends client id and secret in the body of the request, and gets no token.',
    fix: 'Read client_id and client_secret from the form in the body, too.',
    example: { request: askToken('', tokenByBody), response: GOOD_TOKEN },
    actor: 'isv-developer',
  },
  {
    id: 'no-token',
    title: 'The token endpoint issues no token',
    signs: [
      { check: 'A04', got: /No token/ },
      { check: ['U01', 'R02', 'A06'], got: /HTTP 40[13]/ },
      { check: ['D04', 'F02', 'G01'], got: /HTTP 40[13]/ },
    ],
    explains: EVERYTHING,
    why: 'Without a token Entra cannot sign in, and nothing is provisioned.',
    fix: 'Check that the client id and the secret are those of this application and have not expired. Answer grant_type=client_credentials with access_token, token_type Bearer and expires_in.',
    example: { request: askToken('', tokenByBody), response: GOOD_TOKEN },
    actor: 'isv-admin',
  },
  {
    id: 'token-answer-odd',
    title: 'The token endpoint answers otherwise than OAuth asks',
    signs: [{ check: 'A04' }],
    why: 'The gallery asks for OAuth client credentials. A client that does not recognise the answer has no token.',
    fix: 'Answer 200 with access_token, token_type Bearer and expires_in, in seconds.',
    example: { request: askToken('', tokenByBody), response: GOOD_TOKEN },
    actor: 'isv-developer',
  },
  {
    id: 'wrong-secret-accepted',
    title: 'A wrong client secret is accepted',
    signs: [{ check: 'A07' }],
    why: 'A client id is no secret: whoever has read it can have a token and act as the customer.',
    fix: 'Compare the secret with the one stored for that client, and answer 401 with invalid_client when it differs.',
    example: {
      request: askToken('', 'grant_type=client_credentials&client_id=…&client_secret=wrong'),
      response: 'HTTP/1.1 401 Unauthorized\nContent-Type: application/json\n\n{"error": "invalid_client"}',
    },
    actor: 'isv-developer',
  },
];
