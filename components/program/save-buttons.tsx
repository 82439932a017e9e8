'use client';

import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';

type Format = 'csv' | 'json';
type Save = { isPending: boolean; variables?: Format; error: Error | null; mutate: (format: Format) => void };

/** What is shown, as a file; of a list all pages. */
export function SaveButtons({ save }: { save: Save }) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button isBusy={save.isPending && save.variables === 'csv'} onPress={() => save.mutate('csv')}>
        Save as CSV
      </Button>
      <Button isBusy={save.isPending && save.variables === 'json'} onPress={() => save.mutate('json')}>
        Save as JSON
      </Button>
      {save.error && <ProblemCard error={save.error} />}
    </div>
  );
}
