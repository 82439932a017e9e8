import { isBlank, textOf, type Value } from './values.ts';

/** https://learn.microsoft.com/entra/identity/app-provisioning/functions-for-customizing-application-data#switch */
export function switchOf(source: Value, defaultValue: Value, pairs: Value[]): Value {
  if (pairs.length % 2 !== 0) throw new TypeError('Switch takes keys and values in pairs.');
  for (let at = 0; at < pairs.length; at += 2) {
    if (textOf(pairs[at]) === textOf(source)) return pairs[at + 1];
  }
  return defaultValue;
}

type Replacement = Record<'oldValue' | 'pattern' | 'group' | 'replacement' | 'attribute' | 'template', Value>;

/** https://learn.microsoft.com/entra/identity/app-provisioning/functions-for-customizing-application-data#replace */
export function replaceIn(source: Value, how: Replacement): Value {
  if (isBlank(source)) return source;
  const from = textOf(source);
  if (!isBlank(how.pattern)) return replacePattern(from, how);
  if (isBlank(how.oldValue)) return from;
  if (!isBlank(how.template)) return textOf(how.template).replaceAll(textOf(how.oldValue), from);
  return from.replaceAll(textOf(how.oldValue), textOf(how.replacement));
}

function replacePattern(from: string, { pattern, group, replacement, attribute }: Replacement): string {
  const replacing = isBlank(replacement) && !isBlank(attribute) ? textOf(attribute) : textOf(replacement);
  const name = textOf(group);
  return from.replaceAll(new RegExp(textOf(pattern), 'g'), (whole: string, ...rest: unknown[]) => {
    if (!name) return replacing;
    const groups = rest.at(-1) as Record<string, string | undefined> | undefined;
    const found = typeof groups === 'object' ? groups[name] : undefined;
    return found ? whole.replace(found, () => replacing) : whole;
  });
}

/** The name of the one app role a user has; with several, any one, as documented. */
export function singleRole(roles: string[]): Value {
  return roles[0];
}

export function wordOf(source: string, number: number, delimiters: string): Value {
  const separators = new Set(delimiters);
  const words = [...source].reduce<string[]>(
    (found, letter) => {
      if (separators.has(letter)) found.push('');
      else found[found.length - 1] += letter;
      return found;
    },
    [''],
  );
  return words.filter(Boolean)[number - 1];
}
