import { config } from './config.ts';
import { AppError } from './errors.ts';
import type { Budget } from './ports.ts';
import { requestGuards } from './request-guards.ts';

const WINDOW_SECONDS = 60;

/**
 * Counts a request and says in `headers` what is left. Who is signed in spends their tenant’s budget; anybody else that of their
 * address, where something trusted names it.
 * https://www.ietf.org/archive/id/draft-ietf-httpapi-ratelimit-headers-10.html
 */
export async function spendBudget(
  request: Request,
  user: { tenantId: string } | undefined,
  headers: Record<string, string>,
): Promise<void> {
  const budget = await budgetOf(request, user);
  if (!budget) return;
  const { name, limit, left, resetSeconds, isOver } = budget;
  headers['ratelimit-policy'] = `"${name}";q=${limit};w=${WINDOW_SECONDS}`;
  headers['ratelimit'] = `"${name}";r=${left};t=${resetSeconds}`;
  if (isOver) throw tooMany(budget, user !== undefined);
}

function budgetOf(request: Request, user: { tenantId: string } | undefined): Promise<Budget> | undefined {
  if (user) {
    const name = request.method === 'GET' || request.method === 'HEAD' ? 'reads' : 'writes';
    return requestGuards().budgets.spend(name, user.tenantId);
  }
  const address = addressOf(request);
  return address === undefined ? undefined : requestGuards().budgets.spend('public', address);
}

/** Anybody can write any header: only the one that the operator’s own proxy sets names an address. Its last entry is the proxy’s. */
function addressOf(request: Request): string | undefined {
  const header = config().CLIENT_ADDRESS_HEADER;
  const named = header && request.headers.get(header)?.split(',').at(-1)?.trim();
  return named || undefined;
}

function tooMany({ name, resetSeconds: retryAfterSeconds }: Budget, isTenants: boolean): AppError {
  const whose = isTenants ? 'The people and tools of your tenant' : 'Somebody at your address';
  const what = name === 'reads' ? 'asked for' : 'changed';
  return new AppError(
    'too-many-requests',
    isTenants
      ? `${whose} have ${what} too much in a short time. Try again in ${seconds(retryAfterSeconds)}.`
      : `${whose} has asked too much in a short time. Try again in ${seconds(retryAfterSeconds)}.`,
    { retryAfterSeconds },
  );
}

const seconds = (count: number): string => (count === 1 ? '1 second' : `${count} seconds`);
