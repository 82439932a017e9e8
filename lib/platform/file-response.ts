/** A file for saving, never for showing: the browser neither runs it nor guesses what else it might be. */
export function fileResponse({
  content,
  mediaType,
  fileName,
}: {
  content: Uint8Array;
  mediaType: string;
  fileName: string;
}): Response {
  const ascii = fileName.replace(/[^\w.() -]/g, '_');
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': mediaType === 'text/markdown' ? 'text/markdown; charset=utf-8' : mediaType,
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, percent)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

const percent = (character: string) => `%${character.charCodeAt(0).toString(16)}`;
