import type { LinkCheckView } from '#lib/onboarding/request-attachments/contract.ts';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status } from '#components/ui/status.tsx';
import { RefusedPoints } from './refused-points.tsx';
import { TopicList } from './topic-list.tsx';

/** How a link was found, and when. */
export function LookStatus({ seen }: { seen?: LinkCheckView }) {
  if (!seen) return <Status tone="waiting">Not checked yet</Status>;
  const { outcome, checkedAt, durationMs } = seen.look;
  return (
    <>
      {OUTCOMES[outcome]}
      <span className="text-ink-faint">
        <Moment at={checkedAt} />
        {durationMs !== undefined && `, answered in ${durationMs} ms`}
      </span>
    </>
  );
}

const OUTCOMES = {
  good: <Status tone="ok">Public</Status>,
  bad: <Status tone="bad">Cannot be used</Status>,
  away: <Status tone="warn">No answer</Status>,
};

/** What is wrong with a link, or which topics its words cover. */
export function LookDetails({ seen: { look, earlier } }: { seen: LinkCheckView }) {
  return (
    <>
      {look.failed.length > 0 && (
        <Notice tone={look.outcome === 'away' ? 'warn' : 'bad'} title="What is wrong with this link">
          <RefusedPoints points={look.failed} />
          {earlier && (
            <p className="mt-2">
              {earlier.outcome === 'good'
                ? 'It was public when it last answered, '
                : 'It could not be used when it last answered, '}
              <Moment at={earlier.checkedAt} />. That still counts.
            </p>
          )}
        </Notice>
      )}
      {look.warnings.map((warning) => (
        <Notice key={warning} tone="warn" title={warning} />
      ))}
      {look.outcome === 'good' && <TopicList covered={look.topics} />}
    </>
  );
}
