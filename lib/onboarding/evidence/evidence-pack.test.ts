import { constants, deflateRawSync } from 'node:zlib';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { eventHash, type ChainedEvent } from '#lib/rules/audit-chain.ts';
import { canonicalJson } from '#lib/rules/canonical-json.ts';
import { fakeHistory } from '../history/fakes.ts';
import type { EvidenceContent } from './content.ts';
import { evidenceWorld, SUBMISSION } from './evidence.fixture.ts';
import { evidencePack, type Manifest } from './pack.ts';
import { sha256 } from './handed-in.ts';
import { verifyPack } from './verify-pack.ts';

type Files = Record<string, Uint8Array>;
let pack: Uint8Array;
let hash: string;

beforeAll(async () => {
  const { take, onboarding } = await evidenceWorld();
  const { text, sha256: taken, redactions } = await take();
  hash = taken;
  const history = fakeHistory();
  const of = { tenantId: onboarding.tenantId, onboardingId: onboarding.id };
  await history.record({ ...of, action: 'onboarding.started' });
  const facts = { number: 1, evidenceSha256: hash, runId: 'r' };
  await history.record({ ...of, action: 'submission.submitted', facts });
  await history.record({ ...of, action: 'submission.verified', facts: { differences: 0 } });
  pack = evidencePack({
    evidence: { submissionId: SUBMISSION, number: 1, sha256: hash, text, redactions, byName: 'Ann', at: new Date() },
    history: history.rows.map(({ id: _id, ...event }) => event as ChainedEvent),
    exportedAt: new Date('2026-11-21T10:00:00Z'),
  });
});

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const json = <Value>(bytes: Uint8Array) => JSON.parse(text(bytes)) as Value;
function repacked(change: (files: Files) => void): Uint8Array {
  const files = unzipSync(pack);
  change(files);
  return zipSync(files);
}
const problems = (bytes: Uint8Array, expected?: string) => verifyPack(bytes, { expected }).problems;

/** As somebody does who knows how a pack is made: the manifest names what is there now. */
function withManifest(files: Files): void {
  const manifest = json<Manifest>(files['manifest.json']!);
  manifest.evidenceSha256 = sha256(files['evidence.json']!);
  manifest.files = manifest.files.map(({ path }) => ({
    path,
    bytes: files[path]!.length,
    sha256: sha256(files[path]!),
  }));
  files['manifest.json'] = strToU8(canonicalJson(manifest));
}

function changeEvidence(files: Files, change: (content: EvidenceContent) => void): void {
  const content = json<EvidenceContent>(files['evidence.json']!);
  change(content);
  files['evidence.json'] = strToU8(canonicalJson(content));
}

function changeHistory(files: Files, change: (events: ChainedEvent[]) => ChainedEvent[]): void {
  files['history.json'] = strToU8(canonicalJson(change(json<ChainedEvent[]>(files['history.json']!))));
}

test('an untouched pack passes, also zipped anew by another program, and says what it cannot show', () => {
  expect(verifyPack(pack, { expected: hash })).toMatchObject({ ok: true, problems: [] });
  const { ok, facts } = verifyPack(repacked(() => undefined));
  expect([ok, facts.at(-1)]).toEqual([true, expect.stringContaining('Not shown')]);
});

test.each(['README.txt', 'evidence.json', 'history.json', 'redactions.json'])(
  'one byte of %s changed: it is named',
  (path) => {
    const changed = repacked((files) => {
      const bytes = files[path]!;
      const at = Math.floor(bytes.length / 2);
      files[path] = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
    });
    expect(problems(changed)).toContainEqual(
      `The file ${path} was changed: it is not the one that the manifest names.`,
    );
  },
);

test.each(['README.txt', 'evidence.json', 'history.json', 'redactions.json', 'manifest.json'])(
  '%s removed: it is named',
  (path) => {
    expect(problems(repacked((files) => void delete files[path]))).toContainEqual(`The file ${path} was removed.`);
  },
);

test('a changed manifest is named', () => {
  const changed = repacked((files) => {
    const manifest = json<Manifest>(files['manifest.json']!);
    files['manifest.json'] = strToU8(canonicalJson({ ...manifest, number: 2, evidenceSha256: '0'.repeat(64) }));
  });
  expect(problems(changed)).toEqual(
    expect.arrayContaining([
      'The evidence does not have the SHA-256 in the manifest.',
      'The history has no event of handing in number 2.',
      'The manifest is of another handing in.',
    ]),
  );
});

test('a file that was added is named', () => {
  expect(problems(repacked((files) => void (files['extra.json'] = strToU8('{}'))))).toContainEqual(
    'The file "extra.json" does not belong to an evidence pack.',
  );
});

test('a changed verdict is named, though the manifest agrees with it', () => {
  const changed = repacked((files) => {
    changeEvidence(files, ({ verdict }) => void (verdict.tests[0]!.verdict = 'failed'));
    withManifest(files);
  });
  expect(problems(changed)).toEqual([
    'The evidence was changed: event 2 of the history names another SHA-256 for it.',
    'Verdict on Create_User_Test: it says failed, its actions give passed.',
  ]);
});

test('changed actions are named by the verdict that they give', () => {
  const changed = repacked((files) => {
    changeEvidence(files, ({ actions }) => void (actions['Create_Group_Test__create__create']!.status = 'Failed'));
    withManifest(files);
  });
  expect(problems(changed)).toContainEqual('Verdict on Create_Group_Test: it says passed, its actions give failed.');
});

test('a changed parameter is named by the check that it breaks', () => {
  const changed = repacked((files) => {
    changeEvidence(files, ({ expected }) => void (expected.scimEndpoint = 'https://other.example'));
    withManifest(files);
  });
  expect(problems(changed)).toContainEqual(
    '“It asked this onboarding’s SCIM endpoint”: it says yes, its contents give no.',
  );
});

test.each([
  [
    'an event dropped',
    (events: ChainedEvent[]) => events.filter(({ position }) => position !== 1),
    'Event 1 was removed.',
  ],
  [
    'the newest event dropped',
    (events: ChainedEvent[]) => events.slice(0, -1),
    'the newest 1 of 3 events were removed.',
  ],
  [
    'a name changed',
    (events: ChainedEvent[]) => events.map((event) => ({ ...event, actorName: 'Eve' })),
    'Event 1 was changed after it was written.',
  ],
])('%s from the history, though the files’ hashes agree: it is named', (_what, change, words) => {
  const changed = repacked((files) => {
    changeHistory(files, change);
    withManifest(files);
  });
  expect(problems(changed)).toEqual([expect.stringContaining(words)]);
});

test('a pack that was rewritten as a whole agrees with itself; the hash that the portal shows tells it', () => {
  const forged = repacked((files) => {
    changeEvidence(files, (content) => void (content.byName = 'Eve'));
    const evidenceSha256 = sha256(files['evidence.json']!);
    let previousHash: string | null = null;
    changeHistory(files, (events) =>
      events.map((event) => {
        const facts = event.position === 2 ? { ...(event.facts as object), evidenceSha256 } : event.facts;
        const next: ChainedEvent = { ...event, facts, previousHash };
        previousHash = eventHash(next);
        return { ...next, hash: previousHash };
      }),
    );
    const manifest = json<Manifest>(files['manifest.json']!);
    files['manifest.json'] = strToU8(canonicalJson({ ...manifest, chain: { events: 3, head: previousHash } }));
    withManifest(files);
  });
  expect(problems(forged)).toEqual([]);
  expect(problems(forged, hash)).toEqual(['The evidence does not have the SHA-256 that was given.']);
});

test('what was added inside a file is named', () => {
  const changed = repacked((files) => {
    changeEvidence(files, (content) => void Object.assign(content, { note: 'approved' }));
    withManifest(files);
  });
  expect(problems(changed)).toContainEqual(expect.stringContaining('not in its canonical form'));
});

/** 200 MB of nothing, in a zip that says it holds so many bytes. Pressed by the megabyte, as a whole would take seconds. */
function bomb(said: number): Uint8Array {
  const megabyte = deflateRawSync(Buffer.alloc(1_000_000), { finishFlush: constants.Z_FULL_FLUSH });
  const pressed = Buffer.concat([...Array.from({ length: 200 }, () => megabyte), deflateRawSync('')]);
  const zip = Buffer.from(zipSync({ 'evidence.json': [pressed, { level: 0 }] }));
  const list = zip.lastIndexOf('PK\u0001\u0002', undefined, 'latin1');
  const DEFLATED = 8;
  for (const [method, size] of [
    [8, 22],
    [list + 10, list + 24],
  ] as const) {
    zip.writeUInt16LE(DEFLATED, method);
    zip.writeUInt32LE(said, size);
  }
  return zip;
}

test.each<[string, () => Uint8Array, RegExp]>([
  ['no zip', () => strToU8('hello'), /not a zip file|cannot be unpacked/],
  ['nothing', () => new Uint8Array(), /not a zip file|cannot be unpacked/],
  ['half a pack', () => pack.slice(0, pack.length / 2), /./],
  ['a zip bomb', () => bomb(200_000_000), /more than 128 MB/],
  ['a zip bomb that says it is small', () => bomb(1_000), /more than 128 MB/],
  ['a path that leads out', () => zipSync({ '../../etc/passwd': strToU8('x') }), /does not belong/],
  [
    'many files',
    () => zipSync(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, strToU8('x')]))),
    /too many/,
  ],
  ['brackets inside each other', () => zipSync({ 'evidence.json': strToU8('['.repeat(200_000)) }), /./],
  ['a giant', () => new Uint8Array(64_000_001), /too large/],
])('%s is refused with words, and nothing breaks', (_what, make, words) => {
  const { ok, problems: found } = verifyPack(make());
  expect(ok).toBe(false);
  expect(found.join(' ')).toMatch(words);
});

test('a zip that shows other programs another file is refused', () => {
  const forged = Uint8Array.from(pack);
  const list = Buffer.from(forged).lastIndexOf('redactions.json');
  forged.set(strToU8('redactionz.json'), list);
  expect(problems(forged)).toContainEqual(
    'The zip shows other files to other programs: its list of files was changed.',
  );
});
