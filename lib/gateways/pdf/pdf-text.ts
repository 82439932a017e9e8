import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { PdfReading, ReadPdf } from '#lib/onboarding/request-attachments/ports.ts';

const MAX_PAGES = 400;
const MAX_CHARACTERS = 2_000_000;
const LOOK_MS = 50;

type Bounds = { timeoutMs: number; maxMemoryBytes: number };
const BOUNDS: Bounds = { timeoutMs: 15_000, maxMemoryBytes: 400_000_000 };

const Answer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('read'), pages: z.array(z.string()) }),
  z.object({ outcome: z.enum(['unreadable', 'encrypted', 'too-much']) }),
]);

/**
 * The text of PDFs, read in a thread of its own, one file at a time: one that keeps it busy, or swells beyond bounds, is ended
 * and called `too-much`. Whatever the file does, the server goes on.
 */
export function pdfText(bounds: Partial<Bounds> = {}): ReadPdf {
  const oneAtATime = pLimit(1);
  return (bytes) => oneAtATime(() => readInThread(bytes, { ...BOUNDS, ...bounds }));
}

async function readInThread(bytes: Uint8Array, { timeoutMs, maxMemoryBytes }: Bounds): Promise<PdfReading> {
  const worker = new Worker(THREAD, {
    eval: true,
    workerData: { library: libraryUrl(), bytes, maxPages: MAX_PAGES, maxCharacters: MAX_CHARACTERS },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    env: {},
    stdout: true,
    stderr: true,
  });
  const memoryAtFirst = process.memoryUsage.rss();
  const { promise, resolve } = Promise.withResolvers<PdfReading>();
  const timer = setTimeout(() => resolve({ outcome: 'too-much' }), timeoutMs);
  // Buffers lie outside the heap that the thread's own limit counts.
  const look = setInterval(() => {
    if (process.memoryUsage.rss() - memoryAtFirst > maxMemoryBytes) resolve({ outcome: 'too-much' });
  }, LOOK_MS);
  worker.once('message', (message) => {
    const answer = Answer.safeParse(message);
    resolve(answer.success ? answer.data : { outcome: 'unreadable' });
  });
  worker.once('error', (error) => resolve({ outcome: isOutOfMemory(error) ? 'too-much' : 'unreadable' }));
  worker.once('exit', () => resolve({ outcome: 'unreadable' }));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    clearInterval(look);
    await worker.terminate();
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  (error as { code?: string } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** Found by its path: a bundle of the server does not hold what a thread of its own loads. */
function libraryUrl(): string {
  const require = createRequire(join(process.cwd(), 'package.json'));
  return pathToFileURL(require.resolve('unpdf')).href;
}

/** Runs in the thread. PDF.js writes warnings about broken files; nobody reads them. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { library, bytes, maxPages, maxCharacters } = workerData;
async function read() {
  const { getDocumentProxy } = await import(library);
  const pdf = await getDocumentProxy(new Uint8Array(bytes), {
    isEvalSupported: false, stopAtErrors: false, verbosity: 0, useSystemFonts: false, disableFontFace: true,
  });
  const pages = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    if (number > maxPages) return { outcome: 'too-much' };
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => (item.str ?? '') + (item.hasEOL ? '\\n' : '')).join('');
    characters += text.length;
    if (characters > maxCharacters) return { outcome: 'too-much' };
    pages.push(text);
    page.cleanup();
  }
  return { outcome: 'read', pages };
}
read().then(
  (answer) => parentPort.postMessage(answer),
  (error) => parentPort.postMessage({ outcome: error?.name === 'PasswordException' ? 'encrypted' : 'unreadable' }),
);
`;
