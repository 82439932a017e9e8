import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';

const Content = z.record(z.string(), z.object({ schema: z.looseObject({ $ref: z.string().optional() }) }));
const Operation = z.object({
  summary: z.string(),
  description: z.string().optional(),
  operationId: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.unknown()),
  parameters: z
    .array(z.object({ in: z.string(), name: z.string(), required: z.boolean().optional(), schema: z.unknown() }))
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content.optional() })),
});
const Document = z.object({
  info: z.object({ description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
export type ApiOperation = z.infer<typeof Operation> & { method: string; path: string };
export type ApiDocument = {
  lead: string;
  /** Operations by the part of the portal they belong to. */
  groups: [part: string, operations: ApiOperation[]][];
  schemas: Record<string, unknown>;
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
      Object.entries(byMethod).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
    );
    const groups = Object.groupBy(operations, ({ tags }) => tags[0] ?? '');
    return {
      lead: info.description,
      schemas: components.schemas,
      groups: Object.entries(groups).map(([part, own]) => [part, own ?? []]),
    };
  },
});
