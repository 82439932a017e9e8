import { scim } from '@better-auth/scim';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import type { IndependentServer } from './serve.fixture.ts';

const TABLES = ['user', 'session', 'account', 'verification'].concat(
  ['ConnectionBinding', 'IdentityTombstone', 'Subject', 'User', 'ProjectionGrant', 'Group', 'GroupMember'].map(
    (name) => `scim${name}`,
  ),
);

/** Better Auth with its SCIM plugin, set up as its documentation says. */
export function betterAuthScim(token: string): IndependentServer {
  const tables = Object.fromEntries(TABLES.map((name) => [name, []]));
  const auth = betterAuth({
    baseURL: 'http://localhost/auth',
    basePath: '/auth',
    secret: 'a secret of thirty-two characters or more, for tests',
    database: memoryAdapter(tables),
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      scim({
        connections: [{ id: 'probe', credentials: [{ type: 'bearer', id: 'one', token }] }],
        compatibility: { microsoftEntra: { acceptLegacyGroupSchema: true } },
      }),
    ],
  });
  return { app: { fetch: (request) => auth.handler(request) }, path: '/auth/scim/v2' };
}
