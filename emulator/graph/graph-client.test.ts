import tls from 'node:tls';
import { Client, PageIterator, type GraphError } from '@microsoft/microsoft-graph-client';
import { expect, test as base } from 'vitest';
import { loadCertificates } from '../core/certificates.ts';
import { listen } from '../core/listen.ts';
import { makeApplication, makeUser, startGraph, tokenOf } from './graph.fixture.ts';

/** Graph on a real https port and Microsoft's own client for it. */
const test = base.extend<{ served: { graph: ReturnType<typeof startGraph>; client: Client } }>({
  served: async ({}, use) => {
    const certificates = await loadCertificates();
    const trusted = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...trusted, certificates.caPem]);
    const graph = startGraph({ pageSize: 2 });
    const server = await listen(graph.app, { port: 0, tls: certificates });
    graph.core.addresses.graph = `https://localhost:${server.port}`;
    const client = Client.initWithMiddleware({
      authProvider: { getAccessToken: async () => tokenOf().slice('Bearer '.length) },
      baseUrl: `${graph.core.addresses.graph}/`,
      customHosts: new Set(['localhost']),
    });
    await use({ graph, client });
    await server.close();
    tls.setDefaultCACertificates(trusted);
  },
});

test("Microsoft's client makes, finds and deletes an application", async ({ served: { client } }) => {
  const path = '/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate';
  const { application } = await client.api(path).post({ displayName: "Ann's Payroll" });
  const found = await client.api('/servicePrincipals').filter("displayName eq 'Ann''s Payroll'").get();
  expect(found.value).toMatchObject([{ appId: application.appId }]);
  await client.api(`/applications/${application.id}`).delete();
  const refused: GraphError = await client.api(`/applications/${application.id}`).get().catch((error) => error); // prettier-ignore
  expect([refused.statusCode, refused.code]).toEqual([404, 'Request_ResourceNotFound']);
  expect(refused.requestId).toBeTruthy();
});

test("Microsoft's page iterator follows every page", async ({ served: { client, graph } }) => {
  for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) await makeUser(graph, name);
  const first = await client.api('/users').version('beta').filter("startswith(userPrincipalName,'p')").get();
  const names: string[] = [];
  await new PageIterator(client, first, (user: { displayName: string }) => names.push(user.displayName) > 0).iterate();
  expect(names.sort()).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
});

test('advanced queries, references and batches get through the client as they are', async ({
  served: { client, graph },
}) => {
  const roles = await client
    .api('/me/transitiveMemberOf/microsoft.graph.directoryRole')
    .header('ConsistencyLevel', 'eventual')
    .count(true)
    .get();
  expect(roles['@odata.count']).toBe(1);
  const { servicePrincipal } = await makeApplication(graph);
  const me = await client.api('/me').get();
  const owner = { '@odata.id': `${graph.core.addresses.graph}/v1.0/directoryObjects/${me.id}` };
  await client.api(`/servicePrincipals/${servicePrincipal.id}/owners/$ref`).post(owner);
  const requests = [{ id: '1', method: 'GET', url: `/servicePrincipals/${servicePrincipal.id}/owners` }];
  const { responses } = await client.api('/$batch').post({ requests });
  expect(responses).toMatchObject([{ status: 200, body: { value: [{ id: me.id }] } }]);
});
