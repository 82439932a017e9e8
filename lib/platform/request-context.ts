import { AsyncLocalStorage } from 'node:async_hooks';

/** Kept on the process: the server loads its parts in several bundles, and they must speak of the same request. */
const KEY = Symbol.for('gallery-onboarding.request');
type Holder = { [KEY]?: AsyncLocalStorage<string | undefined> };

const requests = ((globalThis as Holder)[KEY] ??= new AsyncLocalStorage<string | undefined>());

/** Everything that is done by `work`, and that it sets going, belongs to this request. */
export const inRequest = <Result>(requestId: string, work: () => Result): Result => requests.run(requestId, work);

/** Unattended work belongs to no request, whoever opened the queue. */
export const outsideRequest = <Result>(work: () => Result): Result => requests.run(undefined, work);

/** The id by which log and answer name the request that led to this; undefined for unattended work. */
export const currentRequestId = (): string | undefined => requests.getStore();
