/** The same question, from where the page before ended. */
export function withMark(search: string, after: string): string {
  const asked = new URLSearchParams(search);
  if (after) asked.set('after', after);
  return asked.toString();
}
