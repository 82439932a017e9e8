import 'server-only';
import type { Job } from '#lib/operations/queue.ts';

/** Every kind of unattended work, for the worker. */
export function unattendedJobs(): Job[] {
  return [];
}
