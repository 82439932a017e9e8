import type { Azure } from '../ports.ts';
import { missingAt, NEEDED, OPERATIONS } from './azure-rights.ts';
import type { FactTable } from './contract.ts';

/** Enough to find a place to deploy to; more would make the check slow for large estates. */
const MOST_SUBSCRIPTIONS = 10;
const MOST_GROUPS = 10;
export const PLACES_SHOWN = 4;

/** A subscription or one of its groups, with what the person may do there. */
export type Place = { subscriptionId: string; title: string; mayDo: ReadonlySet<string> };
/** `unread` subscriptions were not looked at. */
export type Places = { all: Place[]; unread: number };
type Subscription = { subscriptionId: string; name: string };
type Reader = Pick<Azure, 'subscriptions' | 'allowedActions' | 'resourceGroups'>;

export async function readPlaces(azure: Reader): Promise<Places> {
  const enabled = (await azure.subscriptions()).filter(({ state }) => state === 'Enabled');
  const read = await Promise.all(enabled.slice(0, MOST_SUBSCRIPTIONS).map((one) => placesIn(azure, one)));
  return { all: read.flat(), unread: Math.max(0, enabled.length - MOST_SUBSCRIPTIONS) };
}

/** A subscription; where it does not allow enough, also its groups: rights may be given for one of them only. */
async function placesIn(azure: Reader, { subscriptionId, name }: Subscription): Promise<Place[]> {
  const wanted = Object.keys(OPERATIONS);
  const scope = `/subscriptions/${subscriptionId}`;
  const whole = { subscriptionId, title: name, mayDo: await azure.allowedActions(scope, wanted) };
  if (missingAt(whole.mayDo).length === 0) return [whole];
  const groups = (await azure.resourceGroups(subscriptionId)).slice(0, MOST_GROUPS);
  const parts = await Promise.all(
    groups.map(async (group) => ({
      subscriptionId,
      title: `${name}, resource group ${group.name}`,
      mayDo: await azure.allowedActions(`${scope}/resourceGroups/${group.name}`, wanted),
    })),
  );
  return [whole, ...parts];
}

/** Each later operation and whether the person may do it, in the places that allow most. */
export function rightsTable(places: Place[]): FactTable {
  const shown = places.toSorted((a, b) => b.mayDo.size - a.mayDo.size).slice(0, PLACES_SHOWN);
  return {
    head: ['Later operation', ...shown.map(({ title }) => title)],
    rows: Object.entries(OPERATIONS).map(([action, words]) => [
      action in NEEDED ? words : `${words} (only where it is needed)`,
      ...shown.map(({ mayDo }) => (mayDo.has(action) ? 'yes' : 'no')),
    ]),
  };
}

export const titlesOf = (places: Place[]): string => places.map(({ title }) => title).join('; ');
