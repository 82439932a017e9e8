import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { canonicalJson } from '#lib/rules/canonical-json.ts';
import { fakeHistory } from '../history/fakes.ts';
import { anOnboarding } from '../record/fakes.ts';
import type { EvidenceField, StatedContent } from './content.ts';
import { SUBMISSION } from './evidence.fixture.ts';
import { packOf } from './export-pack.ts';
import { sha256, takeStatements } from './handed-in.ts';
import type { Manifest } from './pack.ts';
import { verifyPack } from './verify-pack.ts';

const LOGO = { kind: 'logo-large', fileName: 'logo.png', mediaType: 'image/png', bytes: 3, sha256: 'a'.repeat(64) };
const AT = new Date('2026-11-21T10:00:00Z');
const STATED = {
  capabilities: 'sso',
  'app.name': 'Payroll',
  'sso.protocol': 'saml',
  'sso.testId': 'T-4711',
  'sso.testedOn': '2026-11-01',
  'sso.expiresOn': '2027-05-01',
};

function take(values: Record<string, unknown> = STATED) {
  const onboarding = anOnboarding();
  const field = (value: unknown): EvidenceField => ({ value, byName: 'Ann', at: AT.toISOString(), version: 1 });
  const request = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, field(value)]));
  const handedIn = { submissionId: SUBMISSION, number: 1, byName: 'Ann', request, uploads: [LOGO] };
  return { onboarding, ...takeStatements({ onboarding, handedIn, at: AT }) };
}

async function aPack(values?: Record<string, unknown>) {
  const { onboarding, text, sha256: hash, redactions } = take(values);
  const history = fakeHistory();
  const of = { tenantId: onboarding.tenantId, onboardingId: onboarding.id };
  await history.record({ ...of, action: 'submission.submitted', facts: { number: 1, evidenceSha256: hash } });
  const record = { submissionId: SUBMISSION, number: 1, sha256: hash, text, redactions, byName: 'Ann', at: AT };
  return { hash, pack: (await packOf({ history }, of, record)).bytes };
}

/** As somebody does who knows how a pack is made: the manifest names what is there now. */
function forged(pack: Uint8Array, change: (content: StatedContent) => void): Uint8Array {
  const files = unzipSync(pack);
  const json = (path: string) => JSON.parse(new TextDecoder().decode(files[path])) as unknown;
  const content = json('evidence.json') as StatedContent;
  change(content);
  const bytes = strToU8(canonicalJson(content));
  const manifest = json('manifest.json') as Manifest;
  const named = manifest.files.map((file) =>
    file.path === 'evidence.json' ? { ...file, bytes: bytes.length, sha256: sha256(bytes) } : file,
  );
  const renewed = strToU8(canonicalJson({ ...manifest, files: named, evidenceSha256: sha256(bytes) }));
  return zipSync({ ...files, 'evidence.json': bytes, 'manifest.json': renewed });
}

test('without a run what was stated is kept whole, and named as not verified', () => {
  const { content, text, sha256: hash, redactions } = take();
  expect([hash, redactions, canonicalJson(content)]).toEqual([sha256(text), [], text]);
  expect(content).toMatchObject({ format: 2, request: { 'app.name': { value: 'Payroll' } }, uploads: [LOGO] });
  const said = { protocol: 'saml', testId: 'T-4711', testedOn: '2026-11-01', expiresOn: '2027-05-01' };
  expect(content.notVerified).toEqual([{ what: 'single-sign-on', statedByName: 'Ann', ...said }]);
});

test('a secret in a statement is taken out before it is kept, and reported', () => {
  const { text, redactions } = take({ ...STATED, notes: 'Use Bearer planted-token-value' });
  expect(text).not.toContain('planted');
  expect(redactions).toEqual([{ path: '/request/notes/value', kind: 'authorization' }]);
});

test('its pack passes the check, which tells that nothing of it is proven', async () => {
  const { pack, hash } = await aPack();
  const { ok, facts } = verifyPack(pack, { expected: hash });
  expect(ok).toBe(true);
  expect(facts).toEqual([
    expect.stringContaining('handing in 1, by Ann'),
    'It rests on no run: it shows what was stated and by whom, and proves nothing of it.',
    'Not verified by this portal: single sign-on. Ann states: Test ID T-4711, SAML, tested on 2026-11-01, valid until 2027-05-01.',
    expect.stringContaining(hash),
  ]);
  const readme = new TextDecoder().decode(unzipSync(pack)['README.txt']);
  expect(readme).toContain('nothing that is stated about single sign-on was verified');
  expect(readme).not.toMatch(/same verdict/);
});

test.each<[string, (content: StatedContent) => void, string]>([
  [
    'another Test ID',
    ({ request }) => void (request['sso.testId']!.value = 'T-9'),
    'What it says was not verified is not what the request states.',
  ],
  [
    'the label taken off',
    (content) => void (content.notVerified = []),
    'What it says was not verified is not what the request states.',
  ],
  [
    'provisioning added without a run',
    ({ request }) => void (request.capabilities!.value = 'sso-and-provisioning'),
    'The request asks for provisioning, and the evidence holds no run.',
  ],
])('%s is named, beside the hash that does not fit', async (_what, change, words) => {
  const { pack } = await aPack();
  expect(verifyPack(forged(pack, change)).problems).toEqual([
    'The evidence was changed: event 1 of the history names another SHA-256 for it.',
    words,
  ]);
});
