import type { EnteredFields } from '#lib/onboarding/request-publishing/contract.ts';
import { Card } from '#components/ui/card.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Status } from '#components/ui/status.tsx';
import { statementsOf } from './request-facts.tsx';

/** What people stated because no machine can check it, with their names. */
export function StatementList({ fields }: { fields: EnteredFields }) {
  const statements = statementsOf(fields);
  if (statements.length === 0) return null;
  return (
    <Card title="Statements" aside={<Status tone="info">Stated, not checked</Status>}>
      <ul className="flex flex-col divide-y divide-line">
        {statements.map(({ rule, text, said, byName, at }) => (
          <li key={rule} className="py-2 first:pt-0 last:pb-0">
            <p className="text-ink-soft">{text}</p>
            <p className="[overflow-wrap:anywhere]">
              <span className="font-medium">{said}</span>
              <span className="text-[0.87rem] text-ink-faint">
                {` (${byName}, `}
                <Moment at={at} />)
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
