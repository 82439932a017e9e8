import { createPipelineRequest, type PipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { arm, type ArmSettings } from './arm-call.ts';
import { armMalformed } from './arm-failure.ts';

type Sender = { sendRequest(request: PipelineRequest): Promise<PipelineResponse> };
/** `path` has its api-version. */
type List<Item> = { path: string; item: z.ZodType<Item> };

/**
 * Reads a list to its end with a client's own pipeline: for lists that the SDKs lack, or whose next pages they leave out.
 * https://learn.microsoft.com/rest/api/azure/#async-operations-throttling-and-paging
 */
export async function readPages<Item>(client: Sender, { armUrl }: ArmSettings, list: List<Item>): Promise<Item[]> {
  const Page = z.object({ value: z.array(list.item), nextLink: z.string().optional() });
  const items: Item[] = [];
  for (let url: string | undefined = `${armUrl}${list.path}`; url;) {
    const { bodyAsText } = await arm(client.sendRequest(createPipelineRequest({ url })));
    const page: z.ZodSafeParseResult<z.infer<typeof Page>> = Page.safeParse(JSON.parse(bodyAsText ?? 'null'));
    if (!page.success) throw armMalformed(page.error.issues[0]?.path.join('.') ?? '');
    items.push(...page.data.value);
    url = page.data.nextLink;
  }
  return items;
}
