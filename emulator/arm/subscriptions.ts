import { Hono } from 'hono';
import { sees } from './access.ts';
import { type Arm, type ArmEnv } from './context.ts';
import { allowListing, requireSubscription } from './guard.ts';
import { LOCATIONS } from './locations.ts';
import { pageOf } from './paging.ts';
import type { Subscription } from './state.ts';

export function subscriptionRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();

  // https://learn.microsoft.com/rest/api/resources/subscriptions/list
  routes.get('/subscriptions', (c) => {
    const rows = arm.state.subscriptions.find((one) => sees(arm, c.var.caller, one));
    return c.json(pageOf(arm, c, { rows, idOf: ({ id }) => id, wire: wireSubscription }));
  });

  // https://learn.microsoft.com/rest/api/resources/subscriptions/get
  routes.get('/subscriptions/:subscriptionId', allowListing(arm, 'Microsoft.Resources/subscriptions/read'), (c) =>
    c.json(wireSubscription(requireSubscription(arm, c))),
  );

  // https://learn.microsoft.com/rest/api/resources/subscriptions/list-locations
  routes.get(
    '/subscriptions/:subscriptionId/locations',
    allowListing(arm, 'Microsoft.Resources/subscriptions/locations/read'),
    (c) => {
      const { id } = requireSubscription(arm, c);
      return c.json({
        value: LOCATIONS.map(({ name, displayName, geographyGroup, pairedRegion }) => ({
          id: `/subscriptions/${id}/locations/${name}`,
          name,
          type: 'Region',
          displayName,
          regionalDisplayName: `(${geographyGroup}) ${displayName}`,
          metadata: {
            regionType: 'Physical',
            regionCategory: 'Recommended',
            geographyGroup,
            pairedRegion: [{ name: pairedRegion, id: `/subscriptions/${id}/locations/${pairedRegion}` }],
          },
        })),
      });
    },
  );

  // https://learn.microsoft.com/rest/api/resources/tenants/list
  routes.get('/tenants', (c) => {
    const rows = arm.directory.tenants.find(({ id }) => id === c.var.caller.tenantId);
    return c.json({
      value: rows.map(({ id, displayName, domains }) => ({
        id: `/tenants/${id}`,
        tenantId: id,
        displayName,
        countryCode: 'US',
        domains: domains.map(({ name }) => name),
        defaultDomain: domains.find(({ isDefault }) => isDefault)?.name,
        tenantType: 'AAD',
        tenantCategory: 'Home',
      })),
    });
  });

  return routes;
}

function wireSubscription({ id, tenantId, displayName }: Subscription) {
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    tags: {},
    subscriptionId: id,
    tenantId,
    displayName,
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'PayAsYouGo_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}
