import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import type { z } from 'zod';

type Asked = Record<string, string | undefined>;

/** A list as the address of its page asks for it; what it says wrongly counts as not said. */
export function useAddress<Query extends Asked>(contract: z.ZodType<Query>) {
  const router = useRouter();
  const path = usePathname();
  const usual = contract.parse({});
  const read = contract.safeParse(Object.fromEntries(useSearchParams()));
  const query = read.success ? read.data : usual;
  const show = (next: string) => router.push(next ? `${path}?${next}` : path, { scroll: false });
  const change = (changes: Partial<Query>) => show(searchOf({ ...query, ...changes }, usual));
  return { query, search: searchOf(query, usual), show, change };
}
export type Address<Query extends Asked> = ReturnType<typeof useAddress<Query>>;

/** What counts anyway is left out, so that the same question always has the same address; and where a page ended. */
function searchOf({ after: _after, ...query }: Asked, usual: Asked): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value && value !== usual[name] ? [[name, value]] : [],
  );
  return new URLSearchParams(given.toSorted(([one = ''], [other = '']) => one.localeCompare(other))).toString();
}
