import { entry } from './entry.ts';

export const NETWORK = [
  entry('N01', 'network', {
    title: 'The endpoint is reached over HTTPS, by TLS 1.2 and with a certificate of a public authority',
    expected: 'The address begins with https:, and the handshake succeeds',
    level: 'entra-required',
    reference: 'Microsoft Learn: "Security requirements"',
  }),
  entry('N02', 'network', {
    title: 'The address ends with a slash, or with a flag such as ?aadOptscim062020',
    expected: 'The same answers as without it',
    level: 'entra',
    reference: 'Microsoft Learn: Tenant URL; Microsoft SCIM Validator',
  }),
] as const;
