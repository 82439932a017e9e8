import 'server-only';
import { guardRequests } from '#lib/platform/request-guards.ts';
import { foundation } from './foundation.ts';

/** Lets every route count its requests and keep its answers. What that stands on is made at the first request. */
export function guardRoutes(): void {
  guardRequests({
    get answers() {
      return foundation().answers;
    },
    get budgets() {
      return foundation().budgets;
    },
  });
}
