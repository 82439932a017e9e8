import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { QueueQuery } from '#lib/review/queue/contract.ts';

export type QueueChanges = Partial<Record<keyof QueueQuery, string | undefined>>;

/** The queue as the address of the page asks for it, and asking for another one. */
export function useQueueAddress() {
  const asked = useSearchParams().toString();
  const router = useRouter();
  const path = usePathname();
  const parsed = QueueQuery.safeParse(Object.fromEntries(new URLSearchParams(asked)));
  const search = parsed.success ? canonical(asked) : '';
  const show = (next: string) => router.push(next ? `${path}?${next}` : path, { scroll: false });
  return {
    query: parsed.success ? parsed.data : QueueQuery.parse({}),
    search,
    isUnknown: !parsed.success,
    show,
    change: (changes: QueueChanges) => show(withChanges(search, changes)),
  };
}

const DEFAULTS = new Set(['sort=due', 'order=asc', 'assignee=anybody', 'turn=operator']);

/** The same filters are the same words, in whatever order they were chosen; what counts anyway is left out. */
export function canonical(search: string): string {
  const asked = new URLSearchParams(search);
  const asksElsewhere = Boolean(asked.get('q') ?? asked.get('status'));
  const given = [...asked].filter(([name, value]) => {
    if (value === '' || name === 'after') return false;
    return (name === 'turn' && asksElsewhere) || !DEFAULTS.has(`${name}=${value}`);
  });
  return new URLSearchParams(given.toSorted(([one], [other]) => one.localeCompare(other))).toString();
}

function withChanges(search: string, changes: QueueChanges): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return canonical(next.toString());
}
