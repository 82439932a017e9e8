import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { OfficialTemplate } from '#lib/onboarding/ports.ts';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 5_000_000;
/** How long a failed download is remembered, so that pages do not wait for it again and again. */
const RETRY_AFTER_MS = 60_000;

type Read = (bytes: Uint8Array) => { definition: Record<string, unknown> };
export type OfficialTemplateSettings = {
  /** A copy on this machine; used instead of any download. */
  file?: string;
  url: string;
  cacheFolder: string;
  /** Takes the bytes of the one known file and throws on anything else. */
  read: Read;
};

/** The published template: from a file, from the cache, or downloaded; whatever the source, only the known bytes are taken. */
export function officialTemplate(settings: OfficialTemplateSettings): OfficialTemplate {
  let failed: { at: number; unavailable: string } | undefined;
  return {
    async load() {
      if (failed && Date.now() - failed.at < RETRY_AFTER_MS) return { unavailable: failed.unavailable };
      const loaded = settings.file ? await fromFile(settings.file, settings.read) : await fromCacheOrWeb(settings);
      failed = 'unavailable' in loaded ? { at: Date.now(), unavailable: loaded.unavailable } : undefined;
      return loaded;
    },
  };
}

type Loaded = Awaited<ReturnType<OfficialTemplate['load']>>;

async function fromFile(file: string, read: Read): Promise<Loaded> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch {
    // The path is the operator's own; a person needs to know only that the file is not there.
    return { unavailable: 'The file named by OFFICIAL_TEMPLATE_FILE cannot be read.' };
  }
  return accepted(bytes, read, 'The file named by OFFICIAL_TEMPLATE_FILE is not the known template.');
}

async function fromCacheOrWeb({ url, cacheFolder, read }: OfficialTemplateSettings): Promise<Loaded> {
  const cached = path.join(cacheFolder, `official-template-${sha256(url).slice(0, 16)}.json`);
  const kept = await readFile(cached).catch(() => undefined);
  if (kept) {
    const loaded = accepted(kept, read, '');
    // A damaged copy is downloaded anew.
    if (!('unavailable' in loaded)) return loaded;
  }
  const bytes = await download(url);
  if (!bytes) return { unavailable: `It could not be downloaded from ${new URL(url).host}.` };
  const loaded = accepted(bytes, read, `What ${new URL(url).host} serves now is not the version this portal knows.`);
  if (!('unavailable' in loaded)) await keep(cached, bytes);
  return loaded;
}

function accepted(bytes: Uint8Array, read: Read, unavailable: string): Loaded {
  try {
    return { definition: read(bytes).definition, fileHash: sha256(bytes) };
  } catch {
    // Another version, or no template at all: not an error of this portal.
    return { unavailable };
  }
}

async function download(url: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > MAX_BYTES) return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length > MAX_BYTES ? undefined : bytes;
  } catch {
    // Offline is a normal place to be; the other template still works.
    return undefined;
  }
}

/** Written beside and moved, so that nobody reads half a file. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const half = `${file}.${process.pid}.tmp`;
  await writeFile(half, bytes);
  await rename(half, file);
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
