import { AppError } from './errors.ts';

/** What a route takes as a file: how large at most, and of which media types. */
export type FileLimits = { maxBytes: number; types: readonly string[] };
export type SentFile = { bytes: Uint8Array; mediaType: string; fileName: string };

const MAX_NAME = 200;

/**
 * The body of a request as a file, named by the header `x-file-name` (percent-encoded). Never holds more than the limit: a
 * body that goes on beyond it is refused where it passes it.
 */
export async function readFile(request: Request, { maxBytes, types }: FileLimits): Promise<SentFile> {
  const mediaType = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (!types.includes(mediaType)) {
    throw new AppError('invalid-input', `Choose a file of the type ${types.map(nameOf).join(' or ')}.`, {
      field: 'file',
    });
  }
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes);
  const bytes = await boundedBody(request, maxBytes, tooLarge(maxBytes));
  if (bytes.length === 0) throw new AppError('invalid-input', 'The file is empty.', { field: 'file' });
  return { bytes, mediaType, fileName: fileNameOf(request.headers.get('x-file-name')) };
}

/** The bytes of a body, of which no more is read than is taken: then it throws `refusal`. */
export async function boundedBody(request: Request, maxBytes: number, refusal: AppError): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels what is still on its way.
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw refusal;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function tooLarge(maxBytes: number): AppError {
  const limit = maxBytes >= 1_000_000 ? `${maxBytes / 1_000_000} MB` : `${maxBytes / 1_000} KB`;
  return new AppError('invalid-input', `The file is too large: at most ${limit} are taken.`, { field: 'file' });
}

const NAMES: Record<string, string> = {
  'image/png': 'PNG',
  'application/pdf': 'PDF',
  'text/markdown': 'Markdown',
};
const nameOf = (type: string) => NAMES[type] ?? type;

/** The last part of a path alone, without what a header or a file system would take for something else. */
function fileNameOf(header: string | null): string {
  const name = (decoded(header) ?? '').split(/[/\\]/).at(-1) ?? '';
  const plain = name.replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim();
  return withoutHalf(plain.slice(0, MAX_NAME)) || 'file';
}

/** What is cut in the middle of a sign ends before it. */
const withoutHalf = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');

function decoded(header: string | null): string | undefined {
  try {
    return header === null ? undefined : decodeURIComponent(header);
  } catch {
    // Not percent-encoded after all: a file without a name is a file all the same.
    return undefined;
  }
}
