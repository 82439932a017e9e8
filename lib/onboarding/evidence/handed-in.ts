import { createHash } from 'node:crypto';
import { canonicalJson, sortedKeys as inOrder } from '#lib/rules/canonical-json.ts';
import { redactionsBetween, type Redaction } from '#lib/rules/redactions.ts';
import { scrub, scrubShapes } from '#lib/rules/scrub.ts';
import type { OnboardingRecord } from '../record/ports.ts';
import { StatedContent, type EvidenceField, type EvidenceUpload, type KeptContent } from './content.ts';
import { notVerifiedIn } from './not-verified.ts';

/** What is handed in, with a run or without. */
export type HandedIn = {
  submissionId: string;
  number: number;
  byName: string;
  request: Record<string, EvidenceField>;
  uploads: EvidenceUpload[];
};
export type Sealed<Content extends KeptContent> = {
  content: Content;
  /** Canonical JSON of the content: what is kept and hashed. */
  text: string;
  sha256: string;
  redactions: Redaction[];
};
type Ask = { onboarding: OnboardingRecord; handedIn: HandedIn; at: Date };

/** What a request that rests on no run states, ready to be kept: the fields, the files by their hashes, and what nobody verified. */
export function takeStatements(ask: Ask): Sealed<StatedContent> {
  const read = jsonOf({ ...handedInOf(ask), format: 2 as const });
  const clean = cleaned(read);
  const content = StatedContent.parse({ ...clean, notVerified: notVerifiedIn(clean.request) });
  return sealed(content, { read, clean });
}

/** The part that every evidence has. */
export function handedInOf({ onboarding, handedIn, at }: Ask) {
  const { id, tenantId, tenantName, name, ruleSet, jobId, application } = onboarding;
  const { submissionId, number, byName, request, uploads } = handedIn;
  return {
    ...{ submissionId, number, byName, request, uploads, takenAt: at.toISOString() },
    onboarding: { id, tenantId, tenantName, name, ruleSet, jobId, directoryAppId: application?.directoryAppId },
  };
}

/** What JSON leaves out is left out before it is judged and hashed. */
export const jsonOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** Names of fields are no secrets' keys, whatever words they hold. */
export function cleaned<Read extends { request: HandedIn['request'] }>({ request, ...rest }: Read) {
  return { ...scrub(rest), request: scrubShapes(request) };
}

export function sealed<Content extends KeptContent>(
  content: Content,
  { read, clean }: { read: object; clean: object },
): Sealed<Content> {
  const text = canonicalJson(content);
  return { content, text, sha256: sha256(text), redactions: redactionsBetween(inOrder(read), inOrder(clean)) };
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
