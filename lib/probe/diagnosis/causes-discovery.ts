import type { Cause } from './cause.ts';
import { answered, asked, CORE, ENTERPRISE, found } from './examples.ts';

const SCHEMA = { id: CORE, name: 'User', attributes: [{ name: 'userName', type: 'string', required: true }] };

export const DISCOVERY_CAUSES: Cause[] = [
  {
    id: 'discovery-missing',
    title: 'There is no discovery',
    signs: [
      { check: 'D01', got: /HTTP (404|405|501)/ },
      { check: 'D04', got: /HTTP (404|405|501)/ },
    ],
    explains: ['D02', 'D03', 'D11'],
    why: 'The validation run looks your attributes up at /Schemas and fails without it. Entra and every other client learn there what your endpoint can do.',
    fix: 'Answer GET on /ServiceProviderConfig, /Schemas and /ResourceTypes. They may be fixed documents: they change only when your code does.',
    example: { request: asked('GET /Schemas'), response: found(SCHEMA) },
    actor: 'isv-developer',
  },
  {
    id: 'schemas-missing',
    title: 'There is no /Schemas',
    signs: [{ check: 'D04', got: /HTTP/ }],
    why: 'The validation run looks your attributes up at /Schemas and fails without it.',
    fix: 'Answer GET on /Schemas with a ListResponse of the User, the Group and the enterprise schema.',
    example: { request: asked('GET /Schemas'), response: found(SCHEMA) },
    actor: 'isv-developer',
  },
  {
    id: 'schemas-bare-list',
    title: '/Schemas answers an array instead of a ListResponse',
    signs: [{ check: 'D04', got: /ListResponse|Resources/ }],
    why: 'Microsoft reads the schemas from Resources of a ListResponse: from a bare array it imports nothing, and the validation run says that attributes are missing.',
    fix: 'Wrap the schemas in a ListResponse with totalResults and Resources.',
    example: { request: asked('GET /Schemas'), response: found(SCHEMA) },
    actor: 'isv-developer',
  },
  {
    id: 'schema-by-urn-list',
    title: '/Schemas/{urn} does not answer that one schema',
    signs: [{ check: 'D09' }],
    why: 'A client that asks for one schema reads its attributes at the top of the answer. In a list, or under another id, it finds none.',
    fix: 'Answer the schema itself, its id the URN that was asked for, also when the colons arrive as %3A.',
    example: { request: asked(`GET /Schemas/${CORE}`), response: answered('200 OK', SCHEMA) },
    actor: 'isv-developer',
  },
  {
    id: 'schemas-without-core',
    title: '/Schemas lacks the User or the Group schema',
    signs: [{ check: 'D05' }],
    why: 'Without it Entra cannot map the attributes of users and groups, and the validation run fails its schema test.',
    fix: 'List the core User and the core Group schema with the URNs of RFC 7643.',
    example: { request: asked('GET /Schemas'), response: found(SCHEMA, { id: CORE.replace(/User$/, 'Group') }) },
    actor: 'isv-developer',
  },
  {
    id: 'schemas-without-enterprise',
    title: '/Schemas lacks the enterprise extension',
    signs: [{ check: 'D06' }],
    why: 'Manager and department belong to the extension: what /Schemas does not list cannot be mapped.',
    fix: 'List the enterprise User schema, if you keep the manager, the department or the employee number.',
    example: { request: asked('GET /Schemas'), response: found(SCHEMA, { id: ENTERPRISE, name: 'EnterpriseUser' }) },
    actor: 'isv-developer',
  },
  {
    id: 'schemas-incomplete',
    title: '/Schemas leaves out attributes of users',
    signs: [{ check: 'D08', got: /undefined|absent|missing/ }],
    why: 'The validation run compares your attribute mappings with /Schemas. Each mapped attribute that is not described there is a failure, although your endpoint keeps it.',
    fix: 'Describe every attribute that you keep: emails as complex and multi-valued, active as boolean, userName as required and unique. Remove mappings of attributes you do not keep.',
    example: {
      request: asked(`GET /Schemas/${CORE}`),
      response: answered('200 OK', {
        id: CORE,
        attributes: [
          {
            name: 'userName',
            type: 'string',
            multiValued: false,
            required: true,
            caseExact: false,
            uniqueness: 'server',
          },
          { name: 'active', type: 'boolean', multiValued: false, required: false },
          { name: 'emails', type: 'complex', multiValued: true, required: false, subAttributes: [] },
        ],
      }),
    },
    actor: 'isv-developer',
  },
  {
    id: 'schemas-malformed',
    title: '/Schemas describes attributes in other words than the RFC',
    signs: [{ check: 'D07' }],
    why: 'Microsoft reads /Schemas strictly: a null or a keyword in another spelling stops the import of all attributes.',
    fix: 'Leave out what has no value instead of sending null. Spell mutability, returned and uniqueness as RFC 7643 section 7 does: readWrite, not ReadWrite.',
    example: {
      request: asked('GET /Schemas'),
      response: found({
        ...SCHEMA,
        attributes: [{ name: 'title', type: 'string', multiValued: false, required: false, mutability: 'readWrite' }],
      }),
    },
    actor: 'isv-developer',
  },
  {
    id: 'patch-unadvertised',
    title: '/ServiceProviderConfig says that PATCH is not supported',
    signs: [{ check: 'D02' }],
    why: 'Entra changes users and groups with PATCH and nothing else. A client that believes the document does not even try.',
    fix: 'Set patch.supported to true once PATCH works.',
    example: {
      request: asked('GET /ServiceProviderConfig'),
      response: answered('200 OK', { patch: { supported: true }, filter: { supported: true, maxResults: 200 } }),
    },
    actor: 'isv-developer',
  },
];
