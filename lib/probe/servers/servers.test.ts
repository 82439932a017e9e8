import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { betterAuthScim } from './better-auth.fixture.ts';
import { samlJackson } from './saml-jackson.fixture.ts';
import { scimPatchServer } from './scim-patch.fixture.ts';
import { scimmyRouters } from './scimmy-routers.fixture.ts';
import { probeOf, serve, TOKEN } from './serve.fixture.ts';

const TABLE = readFileSync(new URL('../../../docs/probe-servers.md', import.meta.url), 'utf8');

/** Check and verdict, as the table under the server's heading has them. */
function explained(server: string): string[] {
  const section = TABLE.split(/^## /m).find((one) => one.startsWith(server)) ?? '';
  return [...section.matchAll(/^\| *([A-Z]\d\d[^|]*?) *\| *([a-z-]+) *\|/gm)]
    .flatMap(([, ids = '', verdict = '']) => ids.split(', ').map((id) => `${id} ${verdict}`))
    .toSorted();
}

test.each([
  ['scimmy-routers', scimmyRouters],
  ['@better-auth/scim', betterAuthScim],
  ['@boxyhq/saml-jackson', samlJackson],
  ['scim-patch', scimPatchServer],
])('every verdict on %s that is not passed is explained', { timeout: 60_000 }, async (server, open) => {
  const report = await probeOf(await serve(await open(TOKEN)));
  const notPassed = report.results.filter(({ verdict }) => verdict !== 'passed');
  expect(notPassed.map(({ id, verdict }) => `${id} ${verdict}`).toSorted()).toEqual(explained(server));
  expect(report.leftovers).toEqual([]);
  expect(report.stopped).toBeUndefined();
});
