import { AppError } from '#lib/platform/errors.ts';

const MAX_BYTES = 5_000_000;

/**
 * Reads a content link of a run: signed, so no Authorization header and no api-version of our own. Undefined without a link.
 * https://learn.microsoft.com/rest/api/logic/workflow-run-actions/get (contentLink)
 */
export async function readContent(uri: string | undefined, timeoutMs = 20_000): Promise<unknown> {
  if (!uri) return undefined;
  if (new URL(uri).protocol !== 'https:') {
    throw new AppError('upstream-malformed', 'Azure named a content link that is not https.', { upstream: 'Azure' });
  }
  const text = await download(uri, timeoutMs);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Contents may be plain text as well; the reader shows what is there.
    return text;
  }
}

async function download(uri: string, timeoutMs: number): Promise<string> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(uri, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    text = await response.text();
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
  if (text.length > MAX_BYTES)
    throw new AppError('upstream-malformed', 'The contents of this action are too large to show.', {
      upstream: 'Azure',
    });
  return text;
}
