const WAITS_MS = [500, 1_500];

/**
 * Sends once more, and a second time, what may have been lost on its way. Only for what does nothing twice: a read, or a write
 * with a key. Throws what came last.
 */
export async function sendAgain<Answer>(
  send: () => Promise<Answer>,
  mayBeLost: (error: unknown) => boolean,
  waitsMs: readonly number[] = WAITS_MS,
): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    const [waitMs, ...later] = waitsMs;
    if (waitMs === undefined || !mayBeLost(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    return sendAgain(send, mayBeLost, later);
  }
}
