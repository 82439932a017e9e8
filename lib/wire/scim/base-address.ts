/** A SCIM endpoint without query flags and slash at its end: paths are appended to it. */
export function baseOf(endpoint: string): string {
  const url = new URL(endpoint);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
