import { expect, test } from 'vitest';
import { betterAuthScim } from './better-auth.fixture.ts';
import { samlJackson } from './saml-jackson.fixture.ts';
import { scimPatchServer } from './scim-patch.fixture.ts';
import { scimmyRouters } from './scimmy-routers.fixture.ts';
import { probeOf, serve, TOKEN } from './serve.fixture.ts';

test.each([
  ['scimmy-routers', scimmyRouters],
  ['better-auth', betterAuthScim],
  ['saml-jackson', samlJackson],
  ['scim-patch', scimPatchServer],
])('%s', { timeout: 60_000 }, async (name, open) => {
  const report = await probeOf(await serve(await open(TOKEN)));
  console.log(name, report.stopped, report.requests, report.leftovers);
  for (const { id, verdict, got } of report.results)
    if (verdict !== 'passed') console.log(`  ${id} ${verdict}: ${got}`);
  expect(report.results.length).toBeGreaterThan(0);
});
