import { Readable } from 'node:stream';

/** A file for saving, never for showing: the browser neither runs it nor guesses what else it might be. */
export function fileResponse({
  content,
  mediaType,
  fileName,
}: {
  /** Of a long one the parts, each sent once it is there. */
  content: Uint8Array | AsyncIterable<string>;
  mediaType: string;
  fileName: string;
}): Response {
  const ascii = fileName.replace(/[^\w.() -]/g, '_');
  return new Response(content instanceof Uint8Array ? new Uint8Array(content) : streamOf(content), {
    headers: {
      'content-type': mediaType === 'text/markdown' ? 'text/markdown; charset=utf-8' : mediaType,
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, percent)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

const streamOf = (parts: AsyncIterable<string>) =>
  Readable.toWeb(Readable.from(encoded(parts), { objectMode: false })) as ReadableStream<Uint8Array<ArrayBuffer>>;

async function* encoded(parts: AsyncIterable<string>) {
  for await (const part of parts) yield Buffer.from(part);
}

const percent = (character: string) => `%${character.charCodeAt(0).toString(16)}`;
