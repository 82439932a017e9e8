/** An on-behalf-of token lives for an hour; asking this often keeps polling cheap and notices a withdrawn consent soon. */
const KEPT_FOR_MS = 5 * 60_000;

/** Asks for each token at most once in five minutes. A refusal is not remembered. */
export function keptTokens(ask: (key: string) => Promise<string>): (key: string) => Promise<string> {
  const kept = new Map<string, { token: Promise<string>; until: number }>();
  return (key) => {
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.token;
    const token = ask(key);
    kept.set(key, { token, until: Date.now() + KEPT_FOR_MS });
    token.catch(() => kept.delete(key));
    return token;
  };
}
