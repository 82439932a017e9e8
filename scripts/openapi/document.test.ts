import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { openApiDocument } from './document.ts';

let document: Awaited<ReturnType<typeof openApiDocument>>;
beforeAll(async () => {
  vi.stubEnv('LOG_LEVEL', 'silent');
  document = await openApiDocument();
});

test('the documentation is that of the routes: renew it with npm run openapi', () => {
  const kept: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../public/openapi.json'), 'utf8'));
  expect(JSON.parse(JSON.stringify(document))).toEqual(kept);
});

test('every operation says what it does, under a name of its own, and how it refuses', () => {
  const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path ?? {}));
  const names = operations.map(({ operationId }: { operationId?: string }) => operationId);
  expect(new Set(names).size).toBe(operations.length);
  for (const { summary, responses } of operations) {
    expect(summary).toMatch(/^[A-Z].{4,}[^.]$/);
    expect(responses).toHaveProperty('default');
  }
});

test('every write by a signed-in person takes a key, and what changes the request its tag', () => {
  const writes = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, { parameters = [], responses, security }]) => ({
      ...{ path, responses, isKeyed: method !== 'get' && security.length > 0 },
      taken: parameters.filter((one: { in: string }) => one.in === 'header').map((one: { name: string }) => one.name),
    })),
  );
  for (const { taken, isKeyed, responses } of writes) {
    expect(taken.includes('Idempotency-Key')).toBe(isKeyed);
    expect('412' in responses).toBe(taken.includes('If-Match'));
    if (isKeyed) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['409', '422', '429']));
  }
  const tagged = writes.filter(({ taken }) => taken.includes('If-Match')).map(({ path }) => path);
  expect(tagged.length).toBeGreaterThan(5);
  expect(tagged.filter((path) => !path.includes('/request-publishing'))).toEqual([]);
});

test('what is open to everybody says so, all else asks for a token', () => {
  const open = Object.entries(document.paths ?? {}).filter(([, path]) =>
    Object.values(path ?? {}).some(({ security }: { security?: unknown[] }) => security?.length === 0),
  );
  expect(open.map(([path]) => path)).toEqual([
    '/api/contacts/confirm',
    '/api/contacts/invitation',
    '/api/health',
    '/api/settings',
  ]);
});
