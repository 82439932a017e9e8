import type { Action } from '../workflow.ts';
import { at, concat, parameter, text, type Expression } from './expressions.ts';

const GRAPH_AUDIENCE = 'https://graph.microsoft.com';
const GRAPH = `${GRAPH_AUDIENCE}/v1.0/`;

type GraphCall = { method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'; path: Expression[]; body?: unknown };

/** A call to Microsoft Graph v1.0 as the Logic App's own identity. The path is given in parts, each an expression. */
export function graph({ method, path, body }: GraphCall): Action {
  return {
    type: 'Http',
    inputs: {
      method,
      uri: at(concat(text(GRAPH), ...path)),
      ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body }),
      authentication: { type: 'ManagedServiceIdentity', audience: GRAPH_AUDIENCE },
    },
  };
}

/** Reads from the application under test. The token stands in `authentication`, not in a header, so that run histories leave it out. */
export function scimGet(...path: Expression[]): Action {
  return {
    type: 'Http',
    inputs: {
      method: 'GET',
      uri: at(concat(parameter('scimEndpoint'), ...path)),
      headers: { Accept: at(parameter('scimContentType')) },
      authentication: { type: 'Raw', value: at(concat(text('Bearer '), parameter('scimBearerToken'))) },
    },
  };
}

export const findUser = (userName: Expression): Action =>
  scimGet(text('/Users?filter=userName%20eq%20%22'), userName, text('%22'));

export const findGroup = (displayName: Expression): Action =>
  scimGet(text('/Groups?filter=displayName%20eq%20%22'), displayName, text('%22'));

/** A reference to a user, as Graph wants it in a `$ref` body. The doubled sign keeps the key from being read as an expression. */
export function referenceToUser(id: Expression): Record<string, string> {
  return { '@@odata.id': at(concat(text(`${GRAPH}users/`), id)) };
}
