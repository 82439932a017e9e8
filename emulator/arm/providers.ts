import { Hono } from 'hono';
import { apiVersionsOf } from './api-versions.ts';
import { hasPassed, momentAfter, segment, type Arm, type ArmContext, type ArmEnv } from './context.ts';
import { conflict, notFound } from './errors.ts';
import { allow, allowListing } from './guard.ts';
import { LOCATIONS } from './locations.ts';

const RESOURCE_TYPES: Record<string, string[]> = {
  'Microsoft.Logic': ['workflows', 'locations/workflows', 'locations', 'operations'],
  'Microsoft.Resources': ['tenants', 'subscriptions', 'resourceGroups', 'operationResults'],
  'Microsoft.Authorization': ['roleAssignments', 'roleDefinitions', 'permissions'],
};
/** These are registered in every subscription and cannot be removed. */
const ALWAYS_REGISTERED = new Set(['Microsoft.Resources', 'Microsoft.Authorization']);

type RegistrationState = 'NotRegistered' | 'Registering' | 'Registered';

export function providerRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  const read = allowListing(arm, 'Microsoft.Resources/subscriptions/providers/read');

  // https://learn.microsoft.com/rest/api/resources/providers/list
  routes.get('/subscriptions/:subscriptionId/providers', read, (c) =>
    c.json({ value: Object.keys(RESOURCE_TYPES).map((namespace) => wireProvider(arm, c, namespace)) }),
  );

  // https://learn.microsoft.com/rest/api/resources/providers/get
  routes.get('/subscriptions/:subscriptionId/providers/:namespace', read, (c) =>
    c.json(wireProvider(arm, c, requireNamespace(segment(c, 'namespace')))),
  );

  // https://learn.microsoft.com/rest/api/resources/providers/register
  routes.post('/subscriptions/:subscriptionId/providers/:namespace/register', async (c) => {
    const namespace = requireNamespace(segment(c, 'namespace'));
    await allow(arm, `${namespace}/register/action`)(c, async () => {});
    register(arm, segment(c, 'subscriptionId'), namespace);
    return c.json(wireProvider(arm, c, namespace));
  });

  return routes;
}

/** Refuses the use of a namespace that the subscription has not registered. */
export function requireRegistered(arm: Arm, subscriptionId: string, namespace: string): void {
  if (registrationState(arm, subscriptionId, namespace) === 'Registered') return;
  throw conflict(
    'MissingSubscriptionRegistration',
    `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
  );
}

/** A repeat changes nothing, neither while the registration is under way nor after it. */
function register({ state, core }: Arm, subscriptionId: string, namespace: string): void {
  const id = registrationKey(subscriptionId, namespace);
  if (state.registrations.get(id)) return;
  state.registrations.insert({ id, registeredAt: momentAfter(core, core.knobs.armOperationMs) });
}

export function registrationKey(subscriptionId: string, namespace: string): string {
  return `${subscriptionId}/${namespace}`.toLowerCase();
}

function registrationState({ state, core }: Arm, subscriptionId: string, namespace: string): RegistrationState {
  if (ALWAYS_REGISTERED.has(namespace)) return 'Registered';
  const row = state.registrations.get(registrationKey(subscriptionId, namespace));
  if (!row) return 'NotRegistered';
  return hasPassed(core, row.registeredAt) ? 'Registered' : 'Registering';
}

function requireNamespace(given: string): string {
  const found = Object.keys(RESOURCE_TYPES).find((one) => one.toLowerCase() === given.toLowerCase());
  if (found) return found;
  throw notFound('InvalidResourceNamespace', `The resource namespace '${given}' is invalid.`);
}

function wireProvider(arm: Arm, c: ArmContext, namespace: string) {
  const subscriptionId = segment(c, 'subscriptionId');
  return {
    id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
    namespace,
    registrationPolicy: ALWAYS_REGISTERED.has(namespace) ? 'RegistrationFree' : 'RegistrationRequired',
    registrationState: registrationState(arm, subscriptionId, namespace),
    resourceTypes: RESOURCE_TYPES[namespace]?.map((resourceType) => ({
      resourceType,
      locations: LOCATIONS.map(({ displayName }) => displayName),
      apiVersions: apiVersionsOf(namespace).toReversed(),
    })),
  };
}
