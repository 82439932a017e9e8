import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { ProgramQuery } from '#lib/program/onboardings/contract.ts';

const NAMES = ['q', 'standing', 'cohort', 'order'] as const;
type Changes = Partial<Record<(typeof NAMES)[number], string>>;

/** The onboardings as the address of the page asks for them; what it says wrongly counts as not said. */
export function useOnboardingsAddress() {
  const router = useRouter();
  const path = usePathname();
  const read = ProgramQuery.safeParse(Object.fromEntries(useSearchParams()));
  const query = read.success ? read.data : ProgramQuery.parse({});
  const search = searchOf(query);
  const show = (next: string) => router.push(next ? `${path}?${next}` : path, { scroll: false });
  return { query, search, show, change: (changes: Changes) => show(searchOf({ ...query, ...changes })) };
}

/** What counts anyway is left out, so that the same question always has the same address. */
function searchOf(query: Changes): string {
  const given = NAMES.flatMap((name) => {
    const value = query[name];
    return value && value !== 'newest' ? [[name, value]] : [];
  });
  return new URLSearchParams(given).toString();
}
