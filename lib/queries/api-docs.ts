import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';

const Content = z.record(z.string(), z.object({ schema: z.looseObject({ $ref: z.string().optional() }) }));
const Header = z.object({ description: z.string() });
const Response = z.object({
  description: z.string(),
  content: Content.optional(),
  headers: z.record(z.string(), z.unknown()).optional(),
});
const Operation = z.object({
  summary: z.string(),
  description: z.string().optional(),
  operationId: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.unknown()),
  parameters: z
    .array(
      z.object({
        in: z.string(),
        name: z.string(),
        description: z.string().optional(),
        required: z.boolean().optional(),
        schema: z.unknown(),
      }),
    )
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.union([Response, z.object({ $ref: z.string() })])),
});
const Document = z.object({
  info: z.object({ description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    schemas: z.record(z.string(), z.unknown()),
    headers: z.record(z.string(), Header).default({}),
    responses: z.record(z.string(), Response).default({}),
  }),
});
export type ApiOperation = Omit<z.infer<typeof Operation>, 'responses'> & {
  method: string;
  path: string;
  responses: Record<string, z.infer<typeof Response>>;
};
export type ApiDocument = {
  lead: string;
  /** Operations by the part of the portal they belong to. */
  groups: [part: string, operations: ApiOperation[]][];
  schemas: Record<string, unknown>;
  /** What headers of answers say, by their names. */
  headers: Record<string, string>;
};

/** The documentation of the API; open to everybody, as its routes say who may call them. */
export const apiDocument = queryOptions({
  queryKey: ['api-docs'],
  staleTime: Infinity,
  async queryFn({ signal }): Promise<ApiDocument> {
    const response = await fetch('/openapi.json', { signal });
    if (!response.ok) throw new Error(`The documentation answered ${response.status}.`);
    const { info, paths, components } = Document.parse(await response.json());
    const operations = Object.entries(paths).flatMap(([path, byMethod]) =>
      Object.entries(byMethod).map(([method, { responses, ...operation }]) => ({
        ...operation,
        ...{ method: method.toUpperCase(), path },
        responses: Object.fromEntries(
          Object.entries(responses).map(([status, one]) => [status, '$ref' in one ? named(one.$ref, components) : one]),
        ),
      })),
    );
    const groups = Object.groupBy(operations, ({ tags }) => tags[0] ?? '');
    return {
      lead: info.description,
      schemas: components.schemas,
      headers: Object.fromEntries(Object.entries(components.headers).map(([name, one]) => [name, one.description])),
      groups: Object.entries(groups).map(([part, own]) => [part, own ?? []]),
    };
  },
});

function named(ref: string, { responses }: z.infer<typeof Document>['components']): z.infer<typeof Response> {
  return responses[ref.split('/').at(-1) ?? ''] ?? { description: ref };
}
