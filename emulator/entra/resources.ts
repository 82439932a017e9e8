import { ARM_APP_ID, GRAPH_APP_ID, type Application } from '../directory/state.ts';
import { GRAPH_PERMISSIONS } from '../seed/graph-permissions.ts';
import type { EntraContext } from './context.ts';

/** What an access token can be for: the audience it names and the delegated scopes that exist there. */
export type Resource = {
  appId: string;
  kind: 'graph' | 'arm' | 'application';
  audience: string;
  /** The form in which the token endpoint names granted scopes. */
  scopePrefix: string;
  displayName: string;
  scopes: readonly { value: string; scopeId: string; consent: string }[];
};

const GRAPH: Resource = {
  appId: GRAPH_APP_ID,
  kind: 'graph',
  audience: 'https://graph.microsoft.com',
  scopePrefix: 'https://graph.microsoft.com/',
  displayName: 'Microsoft Graph',
  scopes: GRAPH_PERMISSIONS,
};
const ARM: Resource = {
  appId: ARM_APP_ID,
  kind: 'arm',
  audience: 'https://management.azure.com/',
  scopePrefix: 'https://management.azure.com/',
  displayName: 'Azure Service Management',
  scopes: [
    {
      value: 'user_impersonation',
      scopeId: '41094075-9dad-400e-a0bd-54e686782033',
      consent: 'Access Azure Service Management as you',
    },
  ],
};
const FIRST_PARTY: Record<string, Resource> = {
  'https://graph.microsoft.com': GRAPH,
  [GRAPH_APP_ID]: GRAPH,
  'https://management.azure.com': ARM,
  'https://management.core.windows.net': ARM,
  [ARM_APP_ID]: ARM,
};

export const graphResource = GRAPH;
export const armResource = ARM;

/** The resource of an identifier (`https://graph.microsoft.com`, a client id, `api://<client id>`), with or without a slash at its end. */
export function resourceOf({ directory }: Pick<EntraContext, 'directory'>, identifier: string): Resource | undefined {
  const bare = identifier.replace(/\/+$/, '');
  const firstParty = FIRST_PARTY[bare.toLowerCase()];
  if (firstParty) return firstParty;
  const appId = bare.replace(/^api:\/\//, '');
  const application = directory.applications.first((row) => row.appId === appId && !row.deletedAt);
  return application && ownResource(application);
}

function ownResource({ appId, displayName, oauth2Scopes }: Application): Resource {
  return {
    appId,
    kind: 'application',
    audience: appId,
    scopePrefix: `${appId}/`,
    displayName,
    scopes: oauth2Scopes.map(({ id, value }) => ({ value, scopeId: id, consent: `Access ${displayName} as you` })),
  };
}
