'use client';

import { fieldLabel, valueWords } from '#lib/rules/request-fields.ts';
import { Button } from '#components/ui/button.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useRequestField } from './request-draft.tsx';

/**
 * Where the portal took a value from, or the choice between one's own words and a colleague's newer ones; for a field that
 * has no place of its own for it, also why it was not saved.
 */
export function FieldNotes({ name, isTellingRefusal = false }: { name: string; isTellingRefusal?: boolean }) {
  const { known, hasConflict, keepMine, takeTheirs, refused } = useRequestField(name);
  if (isTellingRefusal && refused) return <p className="text-[0.87rem] font-medium text-bad">{refused}</p>;
  if (hasConflict && known) {
    const label = fieldLabel(name);
    return (
      <Notice
        tone="warn"
        title={`${known.byName} has changed “${label}” meanwhile`}
        actions={
          <>
            <Button onPress={keepMine} aria-label={`Keep mine: ${label}`}>
              Keep mine
            </Button>
            <Button onPress={takeTheirs} aria-label={`Take theirs: ${label}`}>
              Take theirs
            </Button>
          </>
        }
      >
        <p>
          {`${valueWords(known.value)} `}
          (<Moment at={known.at} />)
        </p>
      </Notice>
    );
  }
  if (!known?.source) return null;
  return <p className="text-[0.87rem] text-ink-faint">{`Filled in for you. Source: ${known.source}.`}</p>;
}
