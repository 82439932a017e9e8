import { z } from 'zod';
import { verifyChain, type ChainedEvent } from '#lib/rules/audit-chain.ts';
import { canonicalJson } from '#lib/rules/canonical-json.ts';
import { KeptContent, type EvidenceContent } from './content.ts';
import { judgeContent } from './judge-content.ts';
import { needsRun, notVerifiedIn, notVerifiedWords } from './not-verified.ts';
import { openPack } from './open-pack.ts';
import { Manifest, MANIFEST, PACK_FILES } from './pack.ts';
import { sha256 } from './handed-in.ts';

export type PackCheck = { ok: boolean; problems: string[]; facts: string[] };

const Event = z.object({
  position: z.number().int(),
  previousHash: z.string().nullable(),
  hash: z.string(),
  at: z.string(),
  tenantId: z.string(),
  onboardingId: z.string(),
  actorTenantId: z.string().nullable(),
  actorId: z.string().nullable(),
  actorName: z.string(),
  action: z.string(),
  facts: z.unknown(),
  requestId: z.string().nullable(),
});

/**
 * Checks a pack with nothing but itself, and names what was changed. With the hash that the portal shows (`expected`) a
 * pack that was made up as a whole is told too; without it that cannot be shown, and the facts say so.
 */
export function verifyPack(bytes: Uint8Array, options: { expected?: string } = {}): PackCheck {
  try {
    return checked(bytes, options);
  } catch (error) {
    // Contents that no export of ours has, such as thousands of brackets inside each other.
    return { ok: false, problems: [`It cannot be checked: ${(error as Error).message}.`], facts: [] };
  }
}

function checked(bytes: Uint8Array, { expected }: { expected?: string }): PackCheck {
  const { files, problems } = openPack(bytes);
  if (files.size === 0) return { ok: false, problems, facts: [] };
  const [manifest, evidence, history] = [
    read(files, MANIFEST, Manifest),
    read(files, 'evidence.json', KeptContent),
    read(files, 'history.json', z.array(Event)),
  ];
  const all = [
    ...problems,
    ...[manifest, evidence, history].flatMap((one) => (one.problem ? [one.problem] : [])),
    ...(manifest.value ? againstManifest(files, manifest.value) : []),
    ...hashProblems(files, { manifest: manifest.value, history: history.value, expected }),
    ...(history.value ? historyProblems(history.value, manifest.value) : []),
    ...(evidence.value ? evidenceProblems(evidence.value, manifest.value, files.get('evidence.json')) : []),
    ...(evidence.value && history.value ? ownership(evidence.value, history.value) : []),
  ];
  return { ok: all.length === 0, problems: [...new Set(all)], facts: factsOf(evidence.value, files, expected) };
}

type Files = ReadonlyMap<string, Uint8Array>;
type Read<Value> = { value?: Value; problem?: string };

function read<Value>(files: Files, path: string, schema: z.ZodType<Value>): Read<Value> {
  const bytes = files.get(path);
  if (!bytes) return { problem: `The file ${path} was removed.` };
  try {
    return { value: schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))) };
  } catch {
    return { problem: `The file ${path} is not what an evidence pack holds: it was changed.` };
  }
}

function againstManifest(files: Files, manifest: Manifest): string[] {
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const missing = PACK_FILES.filter((path) => !listed.has(path)).map((path) => `The manifest does not name ${path}.`);
  const changed = PACK_FILES.flatMap((path) => {
    const [bytes, said] = [files.get(path), listed.get(path)];
    if (!bytes) return [`The file ${path} was removed.`];
    if (!said) return [];
    const isSame = bytes.length === said.bytes && sha256(bytes) === said.sha256;
    return isSame ? [] : [`The file ${path} was changed: it is not the one that the manifest names.`];
  });
  return [...missing, ...changed];
}

type Hashes = { manifest?: Manifest; history?: ChainedEvent[]; expected?: string };

function hashProblems(files: Files, { manifest, history, expected }: Hashes): string[] {
  const bytes = files.get('evidence.json');
  if (!bytes) return [];
  const hash = sha256(bytes);
  const inManifest = !manifest || manifest.evidenceSha256 === hash;
  const isGiven = !expected || expected.toLowerCase() === hash;
  return [
    ...(inManifest ? [] : ['The evidence does not have the SHA-256 in the manifest.']),
    ...(history && manifest ? namedOtherwise(hash, history, manifest) : []),
    ...(isGiven ? [] : ['The evidence does not have the SHA-256 that was given.']),
  ];
}

function namedOtherwise(hash: string, history: ChainedEvent[], manifest: Manifest): string[] {
  const event = submittedEvent(history, manifest);
  if (!event) return [`The history has no event of handing in number ${manifest.number}.`];
  const named = z.object({ evidenceSha256: z.string() }).safeParse(event.facts).data?.evidenceSha256;
  if (named === hash) return [];
  return [`The evidence was changed: event ${event.position} of the history names another SHA-256 for it.`];
}

function submittedEvent(history: ChainedEvent[], { number }: Manifest): ChainedEvent | undefined {
  const Submitted = z.object({ number: z.number() });
  return history.find(
    ({ action, facts }) => action === 'submission.submitted' && Submitted.safeParse(facts).data?.number === number,
  );
}

function historyProblems(history: ChainedEvent[], manifest: Manifest | undefined): string[] {
  const check = verifyChain(history);
  if (!check.holds) return [`History: ${check.words}`];
  if (!manifest || manifest.chain.head === check.head) return [];
  const missing = manifest.chain.events - check.events;
  if (missing > 0) return [`History: the newest ${missing} of ${manifest.chain.events} events were removed.`];
  return ['History: its newest event is not the one that the manifest names.'];
}

function evidenceProblems(content: KeptContent, manifest: Manifest | undefined, bytes?: Uint8Array): string[] {
  const isOther = manifest && (manifest.submissionId !== content.submissionId || manifest.number !== content.number);
  const stated = notVerifiedIn(content.request);
  const isSaid = !content.notVerified || canonicalJson(content.notVerified) === canonicalJson(stated);
  return [
    ...(content.format === 1 ? runProblems(content) : withoutRun(content)),
    ...(isSaid ? [] : ['What it says was not verified is not what the request states.']),
    ...(isOther ? ['The manifest is of another handing in.'] : []),
    ...(bytes && new TextDecoder().decode(bytes) === canonicalJson(content)
      ? []
      : ['The evidence is not in its canonical form: something was added or written otherwise.']),
  ];
}

/** Who takes the run out of a pack leaves a request behind that asks for one. */
function withoutRun({ request }: KeptContent): string[] {
  return needsRun(request) ? ['The request asks for provisioning, and the evidence holds no run.'] : [];
}

function runProblems(content: EvidenceContent): string[] {
  const judged = judgeContent(content);
  const tests = new Map(judged.verdict.tests.map((one) => [one.test, one.verdict]));
  const verdicts = content.verdict.tests.flatMap(({ test, verdict }) => {
    const ours = tests.get(test as never);
    return ours === verdict ? [] : [`Verdict on ${test}: it says ${verdict}, its actions give ${ours ?? 'nothing'}.`];
  });
  const checks = judged.acceptance.flatMap(({ id, title, ok }) => {
    const said = content.acceptance.find((one) => one.id === id);
    return said?.ok === ok ? [] : [`“${title}”: it says ${words(said?.ok)}, its contents give ${words(ok)}.`];
  });
  const rest = canonicalJson(judged) === canonicalJson({ verdict: content.verdict, acceptance: content.acceptance });
  return [
    ...verdicts,
    ...checks,
    ...(rest || verdicts.length + checks.length > 0 ? [] : ['The verdict’s reasons are not those of its actions.']),
  ];
}

const words = (ok: boolean | undefined): string => (ok === undefined ? 'nothing' : ok ? 'yes' : 'no');

function ownership({ onboarding }: KeptContent, history: ChainedEvent[]): string[] {
  const isForeign = history.some(
    ({ onboardingId, tenantId }) => onboardingId !== onboarding.id || tenantId !== onboarding.tenantId,
  );
  return isForeign ? ['The history is of another onboarding.'] : [];
}

function factsOf(content: KeptContent | undefined, files: Files, expected: string | undefined): string[] {
  const bytes = files.get('evidence.json');
  if (!content || !bytes) return [];
  const { submissionId, number, takenAt, byName, request } = content;
  return [
    `Submission ${submissionId}, handing in ${number}, by ${byName}, ${takenAt}.`,
    provenWords(content),
    ...notVerifiedIn(request).map(notVerifiedWords),
    `SHA-256 of the evidence: ${sha256(bytes)}.`,
    ...(expected
      ? []
      : ['Not shown: that the whole pack was not made up. Compare the SHA-256 with the one that the portal shows.']),
  ];
}

function provenWords(content: KeptContent): string {
  if (content.format !== 1)
    return 'It rests on no run: it shows what was stated and by whom, and proves nothing of it.';
  return `Run ${content.run.runName}: our verdict is ${content.verdict.ready ? 'ready' : 'not ready'}.`;
}
