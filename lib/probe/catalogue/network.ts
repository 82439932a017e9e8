import { entry } from './entry.ts';

export const NETWORK = [
  entry('N01', 'network', {
    title: 'HTTPS with TLS 1.2, public CA chain, key size',
    expected: 'TLS 1.2 handshake',
    level: 'entra-required',
    reference: 'MS "Security requirements"',
  }),
  entry('N02', 'network', {
    title: 'Base URL: no trailing-slash, query-flag and path-prefix tolerance',
    expected: 'same results',
    level: 'entra',
    reference: 'MS tenant URL; MS validator',
  }),
] as const;
