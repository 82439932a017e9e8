/** What a list looks like before it is there; keeps its place so that nothing jumps. */
export function Skeleton({ rows = 3, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-3">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden className="h-14 animate-pulse rounded-xl bg-sunken" />
      ))}
    </div>
  );
}
