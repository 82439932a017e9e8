import { entry } from './entry.ts';

export const AUTHENTICATION = [
  entry('A01', 'authentication', {
    title: 'A request without credentials',
    expected: '401',
    level: 'must',
    reference: 'RFC 7644 §2',
  }),
  entry('A02', 'authentication', {
    title: 'The error for a request without credentials',
    expected: 'A SCIM error body with the status "401", and a WWW-Authenticate header',
    level: 'should',
    reference: 'RFC 7644 §3.12; RFC 9110 §11.6.1',
  }),
  entry('A03', 'authentication', {
    title: 'A request with a wrong bearer token',
    expected: '401, never 200 with an empty list',
    level: 'must',
    reference: 'RFC 7644 §2',
  }),
  entry('A04', 'authentication', {
    title: 'Asking the token endpoint for a token with client credentials',
    expected: '200 with an access_token of token_type Bearer',
    level: 'entra-required',
    reference: 'RFC 6749 §4.4; Microsoft Learn: application gallery, authentication; Logic App #21',
    quick: true,
  }),
  entry('A05', 'authentication', {
    title: 'How long a token is valid',
    expected: 'expires_in is between 3600 (one hour) and 21600 (six hours)',
    level: 'entra-required',
    reference: 'Microsoft Learn: application gallery, authentication; Logic App #21',
    quick: true,
  }),
  entry('A06', 'authentication', {
    title: 'Reading users with the token',
    expected: '200',
    level: 'entra-required',
    reference: 'Logic App #21',
    quick: true,
  }),
  entry('A07', 'authentication', {
    title: 'Asking the token endpoint with a wrong client secret',
    expected: '400 or 401 with the error invalid_client, and no token',
    level: 'must',
    reference: 'RFC 6749 §5.2',
  }),
  entry('A08', 'authentication', {
    title: 'Sending the client secret with HTTP Basic, and in the body',
    expected: 'Both bring a token',
    level: 'should',
    reference: 'RFC 6749 §2.3.1',
  }),
] as const;
