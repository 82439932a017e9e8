import type { FactTable as Facts } from '#lib/onboarding/check-requirements/contract.ts';

/** A small table of words; a wide one scrolls inside itself, by keyboard too. */
export function FactTable({ label, table: { head, rows } }: { label: string; table: Facts }) {
  return (
    <div tabIndex={0} role="region" aria-label={label} className="overflow-x-auto rounded-lg border border-line">
      <table className="w-full border-collapse text-left text-[0.87rem]">
        <thead className="bg-sunken text-ink-soft">
          <tr>
            {head.map((title, index) => (
              <th key={index} scope="col" className="px-3 py-1.5 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row} className="border-t border-line align-top">
              {cells.map((cell, index) => (
                <td key={index} className="px-3 py-1">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
