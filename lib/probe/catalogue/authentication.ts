import { entry } from './entry.ts';

export const AUTHENTICATION = [
  entry('A01', 'authentication', {
    title: 'No Authorization header',
    expected: '401',
    level: 'must',
    reference: '7644 §2',
  }),
  entry('A02', 'authentication', {
    title: '401 body is SCIM Error, WWW-Authenticate present',
    expected: 'Error schema, status "401", header',
    level: 'should',
    reference: '7644 §3.12; 7235 §3.1',
  }),
  entry('A03', 'authentication', {
    title: 'Wrong bearer token',
    expected: '401 (never 200 with empty list)',
    level: 'must',
    reference: '7644 §2',
  }),
  entry('A04', 'authentication', {
    title: 'client_credentials grant at token endpoint',
    expected: '2xx, access_token, token_type Bearer',
    level: 'entra-required',
    reference: '6749 §4.4; MS gallery auth; Logic App #21',
    quick: true,
  }),
  entry('A05', 'authentication', {
    title: 'Token lifetime 60 min – 6 h',
    expected: '3600 ≤ expires_in ≤ 21600',
    level: 'entra-required',
    reference: 'MS gallery auth; Logic App #21 (60–360 min)',
    quick: true,
  }),
  entry('A06', 'authentication', {
    title: 'Issued token works on GET /Users',
    expected: '200',
    level: 'entra-required',
    reference: 'Logic App #21',
    quick: true,
  }),
  entry('A07', 'authentication', {
    title: 'Wrong client secret',
    expected: '400/401 invalid_client, no token',
    level: 'must',
    reference: '6749 §5.2',
  }),
  entry('A08', 'authentication', {
    title: 'client_secret_basic as well as _post',
    expected: 'token',
    level: 'should',
    reference: '6749 §2.3.1',
  }),
] as const;
