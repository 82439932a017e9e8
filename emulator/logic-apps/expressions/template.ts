import { parseEmbedded, parseExpression } from './parse.ts';
import type { Template } from './syntax.ts';

const KEPT = 20_000;
const parsed = new Map<string, Template>();

/**
 * Reads a string of a definition: `@expr` (typed), `@{expr}` anywhere (always a string), `@@` for a literal at-sign.
 * https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-schema#expressions
 */
export function parseTemplate(text: string): Template {
  const known = parsed.get(text);
  if (known) return known;
  const template = read(text);
  if (parsed.size >= KEPT) parsed.clear();
  parsed.set(text, template);
  return template;
}

function read(text: string): Template {
  if (text.startsWith('@') && !text.startsWith('@@') && !text.startsWith('@{')) {
    const source = text.slice(1);
    return { kind: 'expression', source, expression: parseExpression(source) };
  }
  // The escape of the whole string; `@@{` further inside is handled below.
  const unescaped = text.startsWith('@@') && !text.startsWith('@@{') ? text.slice(1) : text;
  return unescaped.includes('@{') ? interpolation(unescaped) : { kind: 'text', text: unescaped };
}

function interpolation(text: string): Template {
  const parts: Extract<Template, { kind: 'interpolation' }>['parts'] = [];
  let at = 0;
  for (let open = text.indexOf('@{'); open !== -1; open = text.indexOf('@{', at)) {
    const isEscaped = open > at && text[open - 1] === '@';
    if (isEscaped) {
      parts.push(`${text.slice(at, open - 1)}@{`);
      at = open + 2;
      continue;
    }
    const { expression, end } = parseEmbedded(text, open + 2);
    parts.push(text.slice(at, open), { source: text.slice(open + 2, end - 1), expression });
    at = end;
  }
  parts.push(text.slice(at));
  const isText = parts.every((part) => typeof part === 'string');
  return isText ? { kind: 'text', text: parts.join('') } : { kind: 'interpolation', parts };
}
