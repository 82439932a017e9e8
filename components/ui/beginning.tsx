import { useState } from 'react';
import { Button } from './button.tsx';

/** The beginning of a list that is there whole, and the button that shows the rest of it. */
export function useBeginning<Row>(rows: Row[], { atFirst, label }: { atFirst: number; label: string }) {
  const [isWhole, setWhole] = useState(false);
  const words = isWhole ? 'Show fewer' : `Show all ${rows.length}`;
  return {
    shown: isWhole ? rows : rows.slice(0, atFirst),
    rest: rows.length > atFirst && (
      <Button look="quiet" aria-expanded={isWhole} aria-label={`${words}: ${label}`} onPress={() => setWhole(!isWhole)}>
        {words}
      </Button>
    ),
  };
}
