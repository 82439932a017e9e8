import type { EvaluationContext } from './context.ts';
import { EvaluationError } from './errors.ts';
import { FUNCTIONS } from './functions/table.ts';
import type { Expression, Selection } from './syntax.ts';
import { parseTemplate } from './template.ts';
import { isObject, toText, typeName, type JsonObject } from './values.ts';

/** Evaluates a piece of a definition: strings as templates, objects and arrays member by member, keys too. */
export function evaluate(value: unknown, context: EvaluationContext): unknown {
  if (typeof value === 'string') return evaluateText(value, context);
  if (Array.isArray(value)) return value.map((item) => evaluate(item, context));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [toText(evaluateText(key, context)), evaluate(member, context)]),
  );
}

function evaluateText(text: string, context: EvaluationContext): unknown {
  const template = parseTemplate(text);
  if (template.kind === 'text') return template.text;
  if (template.kind === 'expression') return evaluateExpression(template.expression, template.source, context);
  return template.parts
    .map((part) =>
      typeof part === 'string' ? part : toText(evaluateExpression(part.expression, part.source, context)),
    )
    .join('');
}

/** `source` is the text of the whole expression, for messages. */
export function evaluateExpression(expression: Expression, source: string, context: EvaluationContext): unknown {
  const valueOf = (part: Expression): unknown => {
    if (part.kind === 'literal') return part.value;
    if (part.kind === 'selection') return select(valueOf(part.target), valueOf(part.key), { part, source });
    const called = FUNCTIONS.get(part.name.toLowerCase());
    if (!called) throw new EvaluationError(`The template function '${part.name}' is not defined or not valid.`);
    if ('lazily' in called)
      return called.lazily(
        part.args.map((argument) => () => valueOf(argument)),
        context,
      );
    return called.apply(part.args.map(valueOf), context) ?? null;
  };
  return valueOf(expression);
}

type Where = { part: Selection; source: string };

function select(target: unknown, key: unknown, where: Where): unknown {
  if (target === null && where.part.isSafe) return null;
  if (Array.isArray(target)) return element(target, key, where);
  if (isObject(target)) return property(target, key, where);
  throw cannotEvaluate(
    where,
    `property '${toText(key)}' cannot be selected. Property selection is not supported on values of type '${typeName(target)}'.`,
  );
}

function element(items: unknown[], key: unknown, where: Where): unknown {
  if (typeof key !== 'number' || !Number.isInteger(key)) {
    throw cannotEvaluate(
      where,
      `property '${toText(key)}' cannot be selected. Array elements can only be selected using an integer index.`,
    );
  }
  if (key >= 0 && key < items.length) return items[key];
  if (where.part.isSafe) return null;
  throw cannotEvaluate(where, `array index '${key}' is outside bounds (0, ${items.length - 1}) of array.`);
}

function property(object: JsonObject, key: unknown, where: Where): unknown {
  if (typeof key !== 'string') {
    throw cannotEvaluate(
      where,
      `property '${toText(key)}' of type '${typeName(key)}' cannot be selected. Object properties are selected by a string.`,
    );
  }
  if (Object.hasOwn(object, key)) return object[key] ?? null;
  if (where.part.isSafe) return null;
  const available = Object.keys(object).join(', ');
  throw cannotEvaluate(where, `property '${key}' doesn't exist, available properties are '${available}'.`);
}

function cannotEvaluate({ source }: Where, because: string): EvaluationError {
  return new EvaluationError(
    `The template language expression '${source}' cannot be evaluated because ${because} Please see https://aka.ms/logicexpressions for usage details.`,
  );
}
