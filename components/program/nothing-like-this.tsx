import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = { what: string; hasSearch?: boolean; onShowAll: () => void };

/** The filters of a list leave nothing of it. */
export function NothingLikeThis({ what, hasSearch = false, onShowAll }: Props) {
  return (
    <Notice
      tone="info"
      title={`No ${what} is like this`}
      actions={<Button onPress={onShowAll}>Show everything</Button>}
    >
      Take a filter away, or ask for a longer time{hasSearch && ' or fewer words'}.
    </Notice>
  );
}
