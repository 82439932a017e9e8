import { createHash } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';

const MAX_BYTES = 5_000_000;

/** https://learn.microsoft.com/rest/api/logic/workflow-run-actions/get (contentLink) */
export type ContentLink = { uri?: string; contentHash?: { algorithm?: string; value?: string } };

/**
 * Reads a content link of a run: signed, so no Authorization header and no api-version of our own. Undefined without a link.
 * Contents that do not have the hash that Azure names beside the link were changed on their way, and are refused.
 */
export async function readContent(link: ContentLink | undefined, timeoutMs = 20_000): Promise<unknown> {
  if (!link?.uri) return undefined;
  if (new URL(link.uri).protocol !== 'https:') {
    throw new AppError('upstream-malformed', 'Azure named a content link that is not https.', { upstream: 'Azure' });
  }
  const bytes = await download(link.uri, timeoutMs);
  refuseChanged(bytes, link.contentHash);
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Contents may be plain text as well; the reader shows what is there.
    return text;
  }
}

function refuseChanged(bytes: Uint8Array, { algorithm, value }: NonNullable<ContentLink['contentHash']> = {}): void {
  if (!value || algorithm?.toLowerCase() !== 'md5') return;
  if (createHash('md5').update(bytes).digest('base64') === value) return;
  throw new AppError(
    'upstream-malformed',
    'The contents of an action do not have the hash that Azure names for them: they were changed on their way.',
    { upstream: 'Azure' },
  );
}

async function download(uri: string, timeoutMs: number): Promise<Uint8Array> {
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await fetch(uri, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new AppError(
      'upstream-unavailable',
      'Azure did not hand out the contents of this action in time.',
      { upstream: 'Azure' },
      { cause: error },
    );
  }
  if (!response.ok) {
    throw new AppError('upstream-rejected', 'Azure did not hand out the contents of this action.', {
      upstream: 'Azure',
      upstreamStatus: response.status,
    });
  }
  if (bytes.length > MAX_BYTES)
    throw new AppError('upstream-malformed', 'The contents of this action are too large to show.', {
      upstream: 'Azure',
    });
  return bytes;
}
