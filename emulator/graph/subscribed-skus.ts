import { Hono } from 'hono';
import type { Tenant } from '../directory/state.ts';
import { allow } from './access.ts';
import { tenantOf, type Graph, type GraphEnv } from './context.ts';
import { derivedGuid } from './derived-guid.ts';
import { collection } from './odata-query.ts';
import { ACCESS } from './permissions.ts';

/** https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const SKU_IDS: Record<string, string> = {
  AAD_PREMIUM: '078d2b04-f1bd-4111-bbd4-b4b1b354cef4',
  AAD_PREMIUM_P2: '84a661c4-e949-4bd2-a560-ed7766fcaf2b',
};

export function subscribedSkuRoutes(graph: Graph): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/subscribedsku-list
  routes.get('/subscribedSkus', allow(graph, ACCESS.readSkus), (c) => {
    const tenant = tenantOf(graph, c);
    const wire = (sku: Tenant['skus'][number]) => skuWire(tenant, sku);
    return c.json(collection(graph, c, { set: 'subscribedSkus', rows: tenant.skus, wire }));
  });

  return routes;
}

function skuWire(tenant: Tenant, { skuPartNumber, capabilityStatus, servicePlans }: Tenant['skus'][number]) {
  const skuId = SKU_IDS[skuPartNumber] ?? derivedGuid(`sku|${skuPartNumber}`);
  return {
    id: `${tenant.id}_${skuId}`,
    skuId,
    skuPartNumber,
    capabilityStatus,
    appliesTo: 'User',
    consumedUnits: 1,
    prepaidUnits: { enabled: 25, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: servicePlans.map(({ id, name }) => ({
      servicePlanId: id,
      servicePlanName: name,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
  };
}
