import type { MiddlewareHandler } from 'hono';
import { badRequest } from './errors.ts';

const RESOURCES = [
  '2016-06-01', '2018-05-01', '2019-10-01', '2020-01-01', '2020-06-01', '2020-10-01', '2021-01-01', '2021-04-01',
  '2022-09-01', '2022-12-01', '2023-07-01', '2024-03-01', '2024-07-01', '2024-11-01', '2025-03-01', '2025-04-01',
]; // prettier-ignore
const VERSIONS: Record<string, string[]> = {
  'Microsoft.Resources': RESOURCES,
  'Microsoft.Authorization': [
    '2015-07-01',
    '2018-01-01-preview',
    '2020-04-01-preview',
    '2020-10-01-preview',
    '2022-04-01',
  ],
  'Microsoft.Logic': [
    '2015-02-01-preview', '2015-08-01-preview', '2016-06-01', '2016-10-01', '2017-07-01', '2018-07-01-preview',
    '2019-05-01',
  ], // prettier-ignore
};

export function apiVersionsOf(namespace: string): string[] {
  return VERSIONS[namespace] ?? RESOURCES;
}

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found */
export function requireApiVersion(): MiddlewareHandler {
  return async (c, next) => {
    const version = c.req.query('api-version');
    if (!version) {
      throw badRequest(
        'MissingApiVersionParameter',
        'The api-version query parameter (?api-version=) is required for all requests.',
      );
    }
    const { namespace, type } = resourceTypeOf(c.req.path);
    const supported = VERSIONS[namespace];
    if (supported && !supported.includes(version)) throw unsupported({ namespace, type, version, supported });
    await next();
  };
}

function resourceTypeOf(path: string): { namespace: string; type: string } {
  const [, namespace = 'Microsoft.Resources', type = 'subscriptions'] =
    /.*\/providers\/([^/]+)\/([^/]+)/.exec(path) ?? [];
  // Registering a namespace is an operation of Microsoft.Resources.
  return type === 'register' || type === 'unregister'
    ? { namespace: 'Microsoft.Resources', type }
    : { namespace, type };
}

function unsupported({
  namespace,
  type,
  version,
  supported,
}: Record<'namespace' | 'type' | 'version', string> & { supported: string[] }) {
  const list = `The supported api-versions are '${supported.join(', ')}'.`;
  return namespace === 'Microsoft.Resources'
    ? badRequest('InvalidApiVersionParameter', `The api-version '${version}' is invalid. ${list}`)
    : badRequest(
        'NoRegisteredProviderFound',
        `No registered resource provider found for API version '${version}' for type '${type}'. ${list}`,
      );
}
