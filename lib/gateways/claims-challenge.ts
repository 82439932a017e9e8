/**
 * The claims a service asks for in `WWW-Authenticate`, decoded; undefined when it asks for none.
 * https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsOf(header: string | null | undefined): string | undefined {
  if (!header?.includes('insufficient_claims')) return undefined;
  const encoded = /claims="([^"]+)"/.exec(header)?.[1];
  return encoded ? Buffer.from(encoded, 'base64').toString('utf8') : undefined;
}
