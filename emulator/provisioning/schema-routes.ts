import type { Hono } from 'hono';
import { z } from 'zod';
import {
  badRequest,
  contextUrl,
  jobFor,
  jsonBody,
  notFound,
  notImplemented,
  type RouteContext,
  type RouteEnv,
} from './access.ts';
import type { Engine } from './cycle.ts';
import { evaluateText, ExpressionFailed } from './expressions/evaluate.ts';
import { FUNCTIONS } from './expressions/functions.ts';
import { parseExpression, type Expression } from './expressions/parse.ts';
import { textOf, type Value } from './expressions/values.ts';
import type { Jobs } from './jobs.ts';
import { firstFlaw } from './schema-flaws.ts';
import { SyncSchema } from './schema-shape.ts';
import { OPERATORS } from './scoping-filter.ts';

const SCHEMA = '/jobs/:jobId/schema';

export function schemaRoutes(app: Hono<RouteEnv>, engine: Engine, jobs: Jobs): void {
  // https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-get
  app.get(SCHEMA, (c) => {
    const job = jobFor(engine, c, { access: 'read' });
    const context = contextUrl(
      engine,
      c,
      `servicePrincipals('${job.servicePrincipalId}')/synchronization/jobs('${job.id}')/schema/$entity`,
    );
    return c.json({ '@odata.context': context, ...job.schema });
  });

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-update
  app.put(SCHEMA, async (c) => {
    const job = jobFor(engine, c, { access: 'write' });
    const parsed = SyncSchema.safeParse(withoutContext(await jsonBody(c)));
    if (!parsed.success) throw badRequest(firstIssue(parsed.error), 'InvalidSchema');
    const flaw = firstFlaw(parsed.data);
    if (flaw?.code === 'NotImplemented') throw notImplemented(`this schema. ${flaw.message}`);
    if (flaw) throw badRequest(flaw.message, flaw.code);
    jobs.saveSchema(job, parsed.data);
    return c.body(null, 204);
  });

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-parseexpression
  app.post(`${SCHEMA}/parseExpression`, async (c) => {
    jobFor(engine, c, { access: 'write' });
    const parsed = ParseRequest.safeParse(await jsonBody(c));
    if (!parsed.success) throw badRequest(firstIssue(parsed.error));
    return c.json(expressionAnswer(parsed.data));
  });

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-filteroperators
  // https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-functions
  app.get(`${SCHEMA}/:function`, (c) => {
    jobFor(engine, c, { access: 'write' });
    const name = c.req.param('function').replace(/\(\)$/, '');
    if (name === 'filterOperators') return list(c, 'attributeMappingOperators', OPERATORS.map(wireOperator));
    if (name === 'functions') return list(c, 'attributeMappingFunctions', [...FUNCTIONS.values()].map(wireFunction));
    throw notFound(name);
  });

  function list(c: RouteContext, type: string, value: unknown[]): Response {
    return c.json({ '@odata.context': contextUrl(engine, c, `Collection(microsoft.graph.${type})`), value });
  }
}

const ParseRequest = z.object({
  expression: z.string(),
  testInputObject: z
    .looseObject({ properties: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]) })
    .nullish(),
});

function expressionAnswer({ expression, testInputObject }: z.infer<typeof ParseRequest>) {
  const parsed = parseExpression(expression);
  if (!parsed.ok)
    return {
      parsingSucceeded: false,
      evaluationSucceeded: false,
      evaluationResult: [],
      error: wireError(parsed.error),
      parsedExpression: null,
    };
  const answer = { parsingSucceeded: true, parsedExpression: wireExpression(parsed.expression, expression) };
  if (!testInputObject) return { ...answer, evaluationSucceeded: false, evaluationResult: [], error: null };
  const properties = new Map(testInputObject.properties.map(({ key, value }) => [key, value as Value]));
  try {
    const value = evaluateText(expression, (name) => properties.get(name));
    const results = Array.isArray(value) ? value : value === null || value === undefined ? [] : [textOf(value)];
    return { ...answer, evaluationSucceeded: true, evaluationResult: results, error: null };
  } catch (error) {
    if (!(error instanceof ExpressionFailed)) throw error;
    return { ...answer, evaluationSucceeded: false, evaluationResult: [], error: wireError(error) };
  }
}

function wireError({ code, message }: { code: string; message: string }) {
  return { code, message, target: null, details: [], innerError: null };
}

/** https://learn.microsoft.com/graph/api/resources/synchronization-attributemappingsource */
function wireExpression(parsed: Expression, text: string): Record<string, unknown> {
  if (parsed.type === 'attribute')
    return { expression: `[${parsed.name}]`, name: parsed.name, type: 'Attribute', parameters: [] };
  if (parsed.type !== 'function')
    return { expression: text, name: text.replace(/^"|"$/g, ''), type: 'Constant', parameters: [] };
  const names = FUNCTIONS.get(parsed.name.toLowerCase())?.parameters ?? [];
  return {
    expression: text,
    name: parsed.name,
    type: 'Function',
    parameters: parsed.args.flatMap((arg, at) => {
      const key = (names[at] ?? names.at(-1))?.name ?? 'source';
      return arg.type === 'missing' ? [] : [{ key, value: wireExpression(arg, written(arg)) }];
    }),
  };
}

function written(expression: Expression): string {
  switch (expression.type) {
    case 'missing':
      return '';
    case 'attribute':
      return `[${expression.name}]`;
    case 'constant':
      return typeof expression.value === 'string'
        ? `"${expression.value.replaceAll('"', '\\"')}"`
        : textOf(expression.value);
    case 'comparison':
      return `${written(expression.left)}${expression.operator}${written(expression.right)}`;
    case 'function':
      return `${expression.name}(${expression.args.map(written).join(', ')})`;
  }
}

function wireOperator({ id, arity, types }: (typeof OPERATORS)[number]) {
  return { id, arity, multivaluedComparisonType: 'All', supportedAttributeTypes: types };
}

function wireFunction({ name, parameters }: { name: string; parameters: unknown[] }) {
  return { id: name, parameters };
}

function withoutContext(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => !key.startsWith('@odata')));
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'The request body'}: ${issue?.message ?? 'is not valid.'}`;
}
