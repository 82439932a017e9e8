import { topicsOf } from '#lib/rules/documentation-topics.ts';
import { findSecrets } from '#lib/rules/find-secrets.ts';
import type { OnboardingRecord } from '../record/ports.ts';
import type { FailedPoint } from './contract.ts';
import type { ReadPdf } from './ports.ts';
import type { Judged, OfferedFile } from './uploads.ts';

const MANY = 5;
const FEW_WORDS = 40;
const MAX_CHARACTERS = 2_000_000;

/** A part of a document that a person finds again: a page or a line. */
type Part = { place: string; text: string };
type Reading = { parts: Part[]; pages?: number } | { failed: FailedPoint };

/** What a document says, whether it gives anything away, and which topics it covers. */
export async function judgeDocument(
  readPdf: ReadPdf,
  { bytes, mediaType }: OfferedFile,
  onboarding: OnboardingRecord,
): Promise<Judged> {
  const reading = mediaType === 'application/pdf' ? await pdfParts(readPdf, bytes) : markdownParts(bytes);
  if ('failed' in reading) return { failed: [reading.failed], facts: { warnings: [] } };
  const { parts, pages } = reading;
  const text = parts.map((part) => part.text).join('\n');
  const words = text.match(/\S+/g)?.length ?? 0;
  const warnings = [...privateData(parts, onboarding), ...(words < FEW_WORDS ? [FEW] : [])];
  return { failed: secretPoints(parts), facts: { pages, words, topics: topicsOf(text), warnings } };
}

const FEW =
  'Hardly any text was found. If the pages are pictures of text, nobody can search them and the portal cannot see which topics they cover.';

async function pdfParts(readPdf: ReadPdf, bytes: Uint8Array): Promise<Reading> {
  const isPdf = Buffer.from(bytes.subarray(0, 1_024)).includes('%PDF-');
  if (!isPdf) return { failed: notA('PDF', 'The file is not a PDF, whatever its name says.') };
  const { outcome, pages } = await readPdf(bytes);
  if (outcome === 'read') {
    return { pages: pages.length, parts: pages.map((text, index) => ({ place: `page ${index + 1}`, text })) };
  }
  return { failed: PDF_FAILURES[outcome] };
}

const PDF_FAILURES: Record<'unreadable' | 'encrypted' | 'too-much', FailedPoint> = {
  unreadable: notA('PDF', 'The file starts like a PDF but cannot be read.'),
  encrypted: {
    id: 'encrypted',
    expected: 'A document that everybody can open.',
    got: 'The PDF asks for a password.',
    fix: 'Save it without a password and upload it again.',
  },
  'too-much': {
    id: 'too-much',
    expected: 'A document that can be read within seconds.',
    got: 'Reading this PDF took too much time or memory, or it has too many pages.',
    fix: 'Export it anew from its source, without scanned pages, or split it.',
  },
};

function notA(what: string, got: string): FailedPoint {
  return {
    id: 'format',
    expected: `A ${what} file.`,
    got,
    fix: `Export the document as ${what}. Renaming another kind of file is not enough.`,
  };
}

function markdownParts(bytes: Uint8Array): Reading {
  const text = utf8(bytes);
  if (text === undefined || text.includes('\0')) {
    return { failed: notA('Markdown', 'The file is not a text in UTF-8.') };
  }
  if (text.length > MAX_CHARACTERS) return { failed: PDF_FAILURES['too-much'] };
  // One part, so that a key over several lines is seen; its lines are counted where something is found.
  return { parts: [{ place: 'line', text }] };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Another encoding, or no text at all: to the person the same.
    return undefined;
  }
}

const placeOf = ({ place, text }: Part, index: number): string =>
  place === 'line' ? `line ${text.slice(0, index).split('\n').length}` : place;

function secretPoints(parts: Part[]): FailedPoint[] {
  const found = parts.flatMap((part) => findSecrets(part.text).map(({ kind, index }) => ({ kind, part, index })));
  if (found.length === 0) return [];
  // Counting lines takes long: only for those that are told.
  const told = found.slice(0, MANY).map(({ kind, part, index }) => `${kind} on ${placeOf(part, index)}`);
  const more = found.length > MANY ? ` and ${found.length - MANY} more` : '';
  return [
    {
      id: 'secret',
      expected: 'No credentials or secrets: the documentation is public.',
      got: `It looks as if there is ${told.join(', ')}${more}.`,
      fix: 'Put a placeholder there, like <client secret>, and upload the document again. If the value was real, revoke it now: whoever had the document has it.',
    },
  ];
}

function privateData(parts: Part[], onboarding: OnboardingRecord): string[] {
  const { tenantId, application, logicApp } = onboarding;
  const ids: [string, string | undefined][] = [
    ['the id of your tenant', tenantId],
    ['the application (client) id of your test application', application?.directoryAppId],
    ['the object id of your test application', application?.applicationObjectId],
    ['the object id of your enterprise application', application?.servicePrincipalId],
    ['the id of your Azure subscription', logicApp?.subscriptionId],
  ];
  return ids.flatMap(([what, id]) => {
    const places = id ? parts.flatMap((part) => placesOf(part, id)) : [];
    return places.length > 0 ? [`It names ${what} on ${places[0]}. Customers have their own: take it out.`] : [];
  });
}

function placesOf(part: Part, id: string): string[] {
  const index = part.text.toLowerCase().indexOf(id.toLowerCase());
  return index < 0 ? [] : [placeOf(part, index)];
}
