import type { Context } from 'hono';
import type { z } from 'zod';
import { badRequest } from './errors.ts';

/** The request's JSON, as its schema says, or the vendor's refusal naming what is wrong. */
export async function readBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(await readJson(c));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw invalidContent(problems.join('; '));
}

/** The request's JSON; undefined when there is none. */
export async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw invalidContent((error as Error).message);
  }
}

function invalidContent(problem: string) {
  return badRequest(
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: '${problem}'.`,
  );
}
