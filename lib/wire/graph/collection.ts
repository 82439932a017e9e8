import { z } from 'zod';

/** https://learn.microsoft.com/graph/paging */
export function collectionOf<Item extends z.ZodType>(item: Item) {
  return z.object({ value: z.array(item), '@odata.nextLink': z.string().optional() });
}

type GraphInnerError = { code?: string; message?: string; innerError?: GraphInnerError; innererror?: GraphInnerError };
const InnerError: z.ZodType<GraphInnerError> = z.lazy(() =>
  z.object({
    code: z.string().optional(),
    message: z.string().optional(),
    innerError: InnerError.optional(),
    innererror: InnerError.optional(),
  }),
);
/** https://learn.microsoft.com/graph/errors */
export const GraphErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    innerError: InnerError.optional(),
    innererror: InnerError.optional(),
  }),
});
