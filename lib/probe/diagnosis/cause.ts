import type { CheckId } from '../catalogue/catalogue.ts';

/** Who can mend it. */
export type ProbeActor = 'isv-developer' | 'isv-admin' | 'tenant-admin' | 'microsoft' | 'portal';

/** A check that must have come out so: one of those named has failed, and what came matches. */
export type Sign = {
  check: CheckId | readonly CheckId[];
  /** Tested on what came; a cause with it is more specific than one without. */
  got?: RegExp;
  /** `not-verifiable` for mistakes that hide the evidence. */
  verdict?: 'failed' | 'not-verifiable';
};

/** One mistake of a server, known by several checks at once. */
export type Cause = {
  id: string;
  /** What is wrong, in one clause. */
  title: string;
  /** All of them must be there. */
  signs: readonly [Sign, ...Sign[]];
  /** Further checks that fail because of it, if they failed; some only if what came fits. */
  explains?: readonly (CheckId | Sign)[];
  /** What happens to customers because of it. */
  why: string;
  /** What to do, in words. */
  fix: string;
  /** One exchange as it should be. */
  example: { request: string; response: string };
  actor: ProbeActor;
};

/** Ids of checks, told apart from other words by the compiler. */
export const checks = (...ids: CheckId[]): CheckId[] => ids;

export const ACTOR_WORDS: Record<ProbeActor, string> = {
  'isv-developer': 'Your developers',
  'isv-admin': 'The administrator of your application',
  'tenant-admin': 'The administrator of the tenant',
  microsoft: 'Microsoft',
  portal: 'This portal',
};
