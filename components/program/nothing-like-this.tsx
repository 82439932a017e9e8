import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** The filters of a list leave nothing of it. */
export function NothingLikeThis({ what, onShowAll }: { what: string; onShowAll: () => void }) {
  return (
    <Notice
      tone="info"
      title={`No ${what} is like this`}
      actions={<Button onPress={onShowAll}>Show everything</Button>}
    >
      Take a filter away, or ask for a longer time or fewer words.
    </Notice>
  );
}
