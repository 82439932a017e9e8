import SCIMMY from 'scimmy';
import { ScimRefusal } from '../errors.ts';
import { CORE_USER } from '../schema.ts';
import type { SampleFault } from './sample-fault.ts';

type Json = Record<string, unknown>;
type Described = { id: string; attributes: { name: string }[] };

export const DISCOVERY_FAULTS: SampleFault[] = [
  {
    id: 'discovery-missing',
    title: 'No discovery at all',
    description: '/ServiceProviderConfig, /Schemas and /ResourceTypes answer 404.',
    onRequest({ path }) {
      if (/^\/(ServiceProviderConfig|Schemas|ResourceTypes)(\/|$)/.test(path)) {
        throw new ScimRefusal(404, 'There is no such endpoint.');
      }
    },
  },
  {
    id: 'schemas-bare-list',
    title: '/Schemas is a bare array',
    description: '/Schemas answers a JSON array instead of a ListResponse.',
    onAnswer: (reply, { path }) =>
      path === '/Schemas' && reply.status === 200 ? { ...reply, body: (reply.body as Json).Resources } : reply,
  },
  {
    id: 'schema-by-urn-list',
    title: '/Schemas/{urn} answers a list',
    description: 'One schema, asked for by its URN, comes inside a ListResponse instead of by itself.',
    onAnswer: (reply, { path }) =>
      path.startsWith('/Schemas/') && reply.status === 200 ? { ...reply, body: listOf(reply.body) } : reply,
  },
  {
    id: 'schemas-incomplete',
    title: '/Schemas leaves attributes out',
    description: '/Schemas describes userName and displayName of users and nothing else, although more is kept.',
    onAnswer: (reply, { path }) =>
      path.startsWith('/Schemas') && reply.status === 200 ? { ...reply, body: shortened(reply.body as Json) } : reply,
  },
  {
    id: 'patch-unadvertised',
    title: 'PATCH is not advertised',
    description: '/ServiceProviderConfig says that PATCH is not supported, although it is.',
    onAnswer: (reply, { path }) =>
      path === '/ServiceProviderConfig' && reply.status === 200
        ? { ...reply, body: { ...(reply.body as Json), patch: { supported: false } } }
        : reply,
  },
];

function listOf(resource: unknown): Json {
  return { schemas: [SCIMMY.Messages.ListResponse.id], totalResults: 1, Resources: [resource] };
}

function shortened(body: Json): Json {
  if (Array.isArray(body.Resources)) return { ...body, Resources: (body.Resources as Json[]).map(shortened) };
  if (body.id !== CORE_USER) return body;
  const { attributes } = body as unknown as Described;
  return { ...body, attributes: attributes.filter(({ name }) => ['userName', 'displayName'].includes(name)) };
}
