import type { FailedPoint } from '#lib/onboarding/request-attachments/contract.ts';

/** Why a file or a link is not taken: what was expected, what came, how to mend it. */
export function RefusedPoints({ points }: { points: FailedPoint[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {points.map(({ id, expected, got, fix }) => (
        <li key={id}>
          <p className="font-medium text-ink">{got}</p>
          <p>{`Expected: ${expected}`}</p>
          <p>{fix}</p>
        </li>
      ))}
    </ul>
  );
}
