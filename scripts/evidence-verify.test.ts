import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { evidenceWorld, SUBMISSION } from '#lib/onboarding/evidence/evidence.fixture.ts';
import { evidencePack } from '#lib/onboarding/evidence/pack.ts';
import { fakeHistory } from '#lib/onboarding/history/fakes.ts';
import type { ChainedEvent } from '#lib/rules/audit-chain.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verify(bytes: Uint8Array | undefined, ...more: string[]) {
  const file = join(folder, 'pack.zip');
  if (bytes) writeFileSync(file, bytes);
  const script = join(import.meta.dirname, 'evidence-verify.ts');
  const args = ['--conditions=react-server', script, ...(bytes ? [file] : []), ...more];
  return spawnSync(process.execPath, args, { encoding: 'utf8', cwd: join(import.meta.dirname, '..') });
}

test('the command ends with 0 for a whole pack, with 1 and the reason for a changed one, with 2 for none', async () => {
  const { take, onboarding } = await evidenceWorld();
  const { text, sha256, redactions } = await take();
  const history = fakeHistory();
  const facts = { number: 1, evidenceSha256: sha256 };
  await history.record({
    ...{ tenantId: onboarding.tenantId, onboardingId: onboarding.id, action: 'submission.submitted', facts },
  });
  const evidence = { submissionId: SUBMISSION, number: 1, sha256, text, redactions, byName: 'Ann', at: new Date() };
  const chain = history.rows.map(({ id: _id, ...event }) => event as ChainedEvent);
  const pack = evidencePack({ evidence, history: chain, exportedAt: new Date() });
  expect(verify(pack, '--sha256', sha256)).toMatchObject({ status: 0, stderr: '' });
  const wrong = verify(pack, '--sha256', '0'.repeat(64));
  expect([wrong.status, wrong.stderr]).toEqual([1, '✗ The evidence does not have the SHA-256 that was given.\n']);
  expect(verify(zipSync({ 'evidence.json': strToU8('{}') })).status).toBe(1);
  expect([verify(undefined).status, verify(pack, '--sha256', 'short').status]).toEqual([2, 2]);
}, 60_000);
