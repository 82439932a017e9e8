import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';

/** The JSON body as the schema says, or 400 naming what does not fit. No body counts as an empty object. */
export async function readBody<Shape>(c: Context, schema: z.ZodType<Shape>): Promise<Shape> {
  const text = await c.req.text();
  const parsed = schema.safeParse(text ? parse(text) : {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw refusal(400, problems.join('; '));
}

export function refusal(status: 400 | 403 | 404, message: string): HTTPException {
  return new HTTPException(status, { res: Response.json({ error: message }, { status }) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusal(400, `The body is not JSON: ${(error as Error).message}`);
  }
}
