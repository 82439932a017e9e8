import type { RequestGuards } from './ports.ts';

/** Kept on the process: the server loads its parts in several bundles, and they share what was set at its start. */
const KEY = Symbol.for('gallery-onboarding.request-guards');
type Holder = { [KEY]?: RequestGuards };

/** Sets what counts requests and keeps their answers. Routes for signed-in people answer nothing before. */
export function guardRequests(guards: RequestGuards): void {
  (globalThis as Holder)[KEY] = guards;
}

export function requestGuards(): RequestGuards {
  const guards = (globalThis as Holder)[KEY];
  if (!guards) throw new Error('Nothing counts requests or keeps their answers: call guardRequests at start.');
  return guards;
}
