import { Status } from '#components/ui/status.tsx';

/** Where a submission stands. */
export function SubmissionStatus({ status }: { status: string }) {
  return <Status tone="info">{status.charAt(0).toUpperCase() + status.slice(1)}</Status>;
}
