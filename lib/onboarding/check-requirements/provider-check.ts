import type { Azure } from '../ports.ts';
import type { Finding } from './answer.ts';
import type { Place, Places } from './azure-places.ts';
import { missingAt, REGISTER } from './azure-rights.ts';

const NAMESPACE = 'Microsoft.Logic';
type State = Awaited<ReturnType<Azure['providerState']>>;
type Found = { title: string; state: State; mayRegister: boolean };

const WORDS: Record<State, string> = {
  registered: 'registered',
  registering: 'being registered',
  'not-registered': 'not registered',
  unknown: 'cannot be read',
};

/** Whether Logic Apps can be made in the subscriptions that come into question: one is enough. */
export async function providerFinding(azure: Pick<Azure, 'providerState'>, { all }: Places): Promise<Finding> {
  const found = await Promise.all(candidates(all).map((one) => look(azure, one)));
  if (found.length === 0) return { state: 'unknown', evidence: 'There is no active subscription to look at.' };
  const table = {
    head: ['Subscription', NAMESPACE, 'You may register it'],
    rows: found.map(({ title, state, mayRegister }) => [title, WORDS[state], mayRegister ? 'yes' : 'no']),
  };
  return { ...verdict(found), table };
}

/** Subscriptions where a Logic App may be deployed, or all while there is none. */
function candidates(places: Place[]): { subscriptionId: string; places: Place[] }[] {
  const good = places.filter(({ mayDo }) => missingAt(mayDo).length === 0);
  const ids = [...new Set((good.length > 0 ? good : places).map(({ subscriptionId }) => subscriptionId))];
  return ids.map((subscriptionId) => ({
    subscriptionId,
    places: places.filter((place) => place.subscriptionId === subscriptionId),
  }));
}

/** The first place of a subscription is the subscription itself: only there a provider can be registered. */
async function look(
  azure: Pick<Azure, 'providerState'>,
  { subscriptionId, places: [whole] }: { subscriptionId: string; places: Place[] },
): Promise<Found> {
  return {
    title: whole?.title ?? subscriptionId,
    state: await azure.providerState(subscriptionId, NAMESPACE),
    mayRegister: whole?.mayDo.has(REGISTER) ?? false,
  };
}

function verdict(found: Found[]): Finding {
  const ready = found.filter(({ state }) => state === 'registered' || state === 'registering');
  if (ready.length > 0) return { state: 'met', evidence: `${NAMESPACE} is registered in: ${named(ready)}.` };
  const possible = found.filter(({ state, mayRegister }) => state === 'not-registered' && mayRegister);
  if (possible.length > 0) {
    return { state: 'met', evidence: `Not registered yet; the portal does it in step 4, in: ${named(possible)}.` };
  }
  if (found.some(({ state }) => state === 'unknown')) {
    return {
      state: 'unknown',
      evidence: 'Your rights do not let the portal read which resource providers are registered.',
      fix: `Ask someone with the role Reader on the subscription whether ${NAMESPACE} is registered.`,
      actor: 'azure-admin',
    };
  }
  return {
    state: 'not-met',
    evidence: `${NAMESPACE} is not registered in ${named(found)}, and you may not register it.`,
    fix: `Ask a Contributor or Owner of the subscription to register ${NAMESPACE} (Subscription, Resource providers).`,
    actor: 'azure-admin',
  };
}

const named = (found: Found[]): string => found.map(({ title }) => title).join('; ');
