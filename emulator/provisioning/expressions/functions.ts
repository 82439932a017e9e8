import { switchOf, replaceIn, singleRole, wordOf } from './text-functions.ts';
import { isBlank, textOf, truthOf, type Value } from './values.ts';

/** What a function does with its evaluated arguments; a blank argument arrives as undefined. */
export type MappingFunction = {
  name: string;
  minimum: number;
  maximum: number;
  parameters: { name: string; type: string; required: boolean; allowMultipleOccurrences: boolean }[];
  run: (args: Value[], read: (attribute: string) => Value) => Value;
};

type Signature = `${string}(${string})`;

/** `required, optional?, repeated...` becomes the parameter list that Graph shows. */
function define(signature: Signature, run: MappingFunction['run']): MappingFunction {
  const [, name = '', list = ''] = /^(\w+)\((.*)\)$/.exec(signature) ?? [];
  const parameters = list
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({
      name: part.replace(/[?.]+$/, ''),
      type: 'String',
      required: !part.endsWith('?'),
      allowMultipleOccurrences: part.endsWith('...'),
    }));
  const minimum = parameters.filter((one) => one.required).length;
  const repeats = parameters.some((one) => one.allowMultipleOccurrences);
  return { name, minimum, maximum: repeats ? Infinity : parameters.length, parameters, run };
}

const text = (change: (value: string) => string) => (args: Value[]) => {
  const [source] = args;
  return isBlank(source) ? source : change(textOf(source));
};
const listOf = (value: Value): string[] => (Array.isArray(value) ? value : isBlank(value) ? [] : [textOf(value)]);
const numberOf = (value: Value, what: string): number => {
  const number = Number(textOf(value));
  if (Number.isNaN(number)) throw new TypeError(`${what} must be a number.`);
  return number;
};

const ALL = [
  define('Append(source, suffix)', (args) => text((value) => value + textOf(args[1]))(args)),
  define('CBool(expression)', ([value]) => truthOf(value)),
  define('CStr(value)', ([value]) => (isBlank(value) ? value : textOf(value))),
  define('Coalesce(source...)', (args) => args.find((value) => !isBlank(value))),
  define(
    'ConvertToBase64(source)',
    text((value) => Buffer.from(value, 'utf16le').toString('base64')),
  ),
  define('Count(attribute)', ([value]) => listOf(value).length),
  define('Guid()', () => crypto.randomUUID()),
  define('IIF(condition, valueIfTrue, valueIfFalse)', ([condition, yes, no]) => (truthOf(condition) ? yes : no)),
  define('IgnoreFlowIfNullOrEmpty(expression)', ([value]) => (isBlank(value) ? undefined : value)),
  define('InStr(source, find, start?, compareType?)', ([source, find, start]) => {
    const from = isBlank(start) ? 0 : numberOf(start, 'start') - 1;
    return textOf(source).toLowerCase().indexOf(textOf(find).toLowerCase(), from) + 1;
  }),
  define('IsNull(expression)', ([value]) => value === null || value === undefined),
  define('IsNullOrEmpty(expression)', ([value]) => isBlank(value)),
  define('IsPresent(expression)', ([value]) => !isBlank(value)),
  define('IsString(expression)', ([value]) => typeof value === 'string'),
  define('Item(attribute, index)', ([value, index]) => listOf(value)[numberOf(index, 'index') - 1]),
  define('Join(separator, source...)', ([separator, ...sources]) => {
    const parts = sources.flatMap(listOf).filter((part) => part !== '');
    return parts.length > 0 ? parts.join(textOf(separator)) : undefined;
  }),
  define('Left(source, numChars)', (args) => text((value) => value.slice(0, numberOf(args[1], 'numChars')))(args)),
  define('Len(source)', ([value]) => textOf(value).length),
  define('Mid(source, start, length)', (args) => {
    const from = numberOf(args[1], 'start') - 1;
    return text((value) => value.slice(from, from + numberOf(args[2], 'length')))(args);
  }),
  define(
    'NormalizeDiacritics(source)',
    text((value) => value.normalize('NFD').replace(/\p{M}/gu, '')),
  ),
  define('Not(source)', ([value]) => (isBlank(value) ? value : truthOf(value) ? 'False' : 'True')),
  define('PCase(source, wordSeparators?)', text((value) =>
    value.replace(/[\p{L}\p{N}']+/gu, (word) => word[0]?.toUpperCase() + word.slice(1).toLowerCase()),
  )), // prettier-ignore
  define('RemoveDuplicates(attribute)', ([value]) => [...new Set(listOf(value))]),
  define(
    'Replace(source, oldValue?, regexPattern?, regexGroupName?, replacementValue?, replacementAttributeName?, template?)',
    ([source, oldValue, pattern, group, replacement, attribute, template]) =>
      replaceIn(source, { oldValue, pattern, group, replacement, attribute, template }),
  ),
  define('Right(source, numChars)', (args) => text((value) => value.slice(-numberOf(args[1], 'numChars')))(args)),
  define('SingleAppRoleAssignment(appRoleAssignments)', ([value]) => singleRole(listOf(value))),
  define('Split(source, delimiter)', ([source, delimiter]) =>
    isBlank(source) ? [] : textOf(source).split(textOf(delimiter)),
  ),
  define(
    'StripSpaces(source)',
    text((value) => value.replaceAll(' ', '')),
  ),
  define('Switch(source, defaultValue?, key..., value...)', ([source, defaultValue, ...pairs]) =>
    switchOf(source, defaultValue, pairs),
  ),
  define(
    'ToLower(source, culture?)',
    text((value) => value.toLowerCase()),
  ),
  define(
    'ToUpper(source, culture?)',
    text((value) => value.toUpperCase()),
  ),
  define(
    'Trim(value)',
    text((value) => value.trim()),
  ),
  define('Word(source, wordNumber, delimiters)', ([source, number, delimiters]) =>
    wordOf(textOf(source), numberOf(number, 'wordNumber'), textOf(delimiters)),
  ),
];

export const FUNCTIONS = new Map(ALL.map((one) => [one.name.toLowerCase(), one]));

/** Functions that exist in the service and not here. */
export const UNSUPPORTED_FUNCTIONS = new Set(
  [
    'AppRoleAssignmentsComplex', 'BitAnd', 'CDate', 'ConvertToUTF8Hex', 'DateAdd', 'DateDiff', 'DateFromNum',
    'DefaultDomain', 'DomainFromEmailAddress', 'FormatDateTime', 'Now', 'NumFromDate', 'RandomString', 'Redact',
    'SelectUniqueValue', 'AssertiveAppRoleAssignmentsComplex', 'CNum', 'Filter', 'NPRandom',
  ].map((name) => name.toLowerCase()),
); // prettier-ignore
