import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import type { ChainedEvent } from '#lib/rules/audit-chain.ts';
import { canonicalJson } from '#lib/rules/canonical-json.ts';
import type { EvidenceRecord } from './ports.ts';
import { sha256 } from './handed-in.ts';

export const PACK_FILES = ['README.txt', 'evidence.json', 'history.json', 'redactions.json'] as const;
export type PackFile = (typeof PACK_FILES)[number];
export const MANIFEST = 'manifest.json';

export const Manifest = z.object({
  format: z.literal(1),
  submissionId: z.string(),
  number: z.number().int(),
  exportedAt: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
  evidenceSha256: z.string(),
  chain: z.object({ events: z.number().int(), head: z.string().nullable() }),
});
export type Manifest = z.infer<typeof Manifest>;

/** The order of a zip's entries and their times are fixed: the same evidence and history give the same bytes. */
const EPOCH = new Date('1980-01-01T12:00:00');

type Parts = { evidence: EvidenceRecord; history: readonly ChainedEvent[]; exportedAt: Date };

/** A zip that can be checked with nothing but itself: the evidence as it was kept, the history, and what each file is. */
export function evidencePack({ evidence, history, exportedAt }: Parts): Uint8Array {
  const chain = history.toSorted((a, b) => a.position - b.position);
  const files: Record<PackFile, string> = {
    'README.txt': readme(evidence),
    'evidence.json': evidence.text,
    'history.json': canonicalJson(chain),
    'redactions.json': canonicalJson(evidence.redactions),
  };
  const packed = PACK_FILES.map((path) => ({ path, content: strToU8(files[path]) }));
  const manifest: Manifest = {
    format: 1,
    submissionId: evidence.submissionId,
    number: evidence.number,
    exportedAt: exportedAt.toISOString(),
    files: packed.map(({ path, content }) => ({ path, bytes: content.length, sha256: sha256(content) })),
    evidenceSha256: evidence.sha256,
    chain: { events: chain.length, head: chain.at(-1)?.hash ?? null },
  };
  const entries = [{ path: MANIFEST, content: strToU8(canonicalJson(manifest)) }, ...packed];
  return zipSync(Object.fromEntries(entries.map(({ path, content }) => [path, content])), { mtime: EPOCH });
}

export const packName = ({ submissionId, number }: Pick<EvidenceRecord, 'submissionId' | 'number'>): string =>
  `evidence-${submissionId}-${number}.zip`;

const WHAT = {
  run: `what was handed in, as it read at its sources in that hour: the request, the validation run with
                 its actions, the template and its hash, parameters, mappings, job settings, and the verdict`,
  statements: `what was handed in: the request with its statements, and the files by their hashes. It rests on no
                 run: nothing that is stated about single sign-on was verified by this portal`,
};
const AND_THE_RUN = `; and that
our rules come to the same verdict from the actions in the evidence`;

function readme({ submissionId, number, runId, sha256: hash, at, byName }: EvidenceRecord): string {
  return `Evidence of a publishing request

Submission ID  ${submissionId}
Handing in     number ${number}, by ${byName}, ${at.toISOString()}
SHA-256        ${hash}

evidence.json    ${runId ? WHAT.run : WHAT.statements}
history.json     everything that was done to this onboarding, each event chained to the one before it
redactions.json  where secrets were taken out before anything was kept, and of what kind; never the secrets
manifest.json    length and SHA-256 of each of these files, and the newest hash of the history

To check it, offline:  npm run evidence:verify -- FILE --sha256 ${hash}

What the check shows: that no file was changed, added or removed since the manifest was written; that the evidence is
the one whose hash the history names; that no event of the history was changed, removed or put in between${runId ? AND_THE_RUN : ''}.

What it cannot show: that the whole pack was not made up. Somebody who rewrites the evidence, every hash of the history
and the manifest together makes a pack that agrees with itself. Compare the SHA-256 above with the one that the portal
shows for this handing in, and give it to the check as --sha256: that hash cannot be forged. A pack also ends with the
newest event of its hour; what happened later is not in it.
`;
}
