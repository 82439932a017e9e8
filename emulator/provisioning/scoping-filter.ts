import { isBlank, textOf, truthOf, type Value } from './expressions/values.ts';
import type { ScopingFilter } from './schema-shape.ts';

type Test = (value: Value, targets: string[]) => boolean;
type Operator = { id: string; arity: 'Binary' | 'Unary'; types: string[]; holds: Test };

const TEXT = ['String'];
const NUMBER = ['Integer'];
const numeric = (test: (left: number, right: number) => boolean): Test => {
  return (value, [target]) => test(Number(textOf(value)), Number(target));
};
const matches = (value: Value, [pattern = '']: string[]) => new RegExp(pattern).test(textOf(value));

/** https://learn.microsoft.com/entra/identity/app-provisioning/define-conditional-rules-for-provisioning-user-accounts */
export const OPERATORS: Operator[] = [
  { id: 'EQUALS', arity: 'Binary', types: TEXT, holds: (value, targets) => targets.includes(textOf(value)) },
  { id: 'NOT EQUALS', arity: 'Binary', types: TEXT, holds: (value, targets) => !targets.includes(textOf(value)) },
  { id: 'IS TRUE', arity: 'Unary', types: ['Boolean'], holds: truthOf },
  { id: 'IS FALSE', arity: 'Unary', types: ['Boolean'], holds: (value) => !truthOf(value) },
  { id: 'IS NULL', arity: 'Unary', types: TEXT, holds: isBlank },
  { id: 'IS NOT NULL', arity: 'Unary', types: TEXT, holds: (value) => !isBlank(value) },
  { id: 'REGEX MATCH', arity: 'Binary', types: TEXT, holds: matches },
  { id: 'NOT REGEX MATCH', arity: 'Binary', types: TEXT, holds: (value, targets) => !matches(value, targets) },
  { id: 'ENDS_WITH', arity: 'Binary', types: TEXT, holds: (value, [end = '']) => textOf(value).endsWith(end) },
  { id: 'Includes', arity: 'Binary', types: TEXT, holds: (value, [part = '']) => textOf(value).includes(part) },
  { id: 'Greater_Than', arity: 'Binary', types: NUMBER, holds: numeric((left, right) => left > right) },
  { id: 'Greater_Than_OR_EQUALS', arity: 'Binary', types: NUMBER, holds: numeric((left, right) => left >= right) },
  { id: '&', arity: 'Binary', types: NUMBER, holds: numeric((left, right) => (left & right) === right) },
  { id: '!&', arity: 'Binary', types: NUMBER, holds: numeric((left, right) => (left & right) === 0) },
];

const BY_NAME = new Map(OPERATORS.map((operator) => [plain(operator.id), operator]));

export function operatorNamed(name: string): Operator | undefined {
  return BY_NAME.get(plain(name));
}

/** Clauses of a group are all needed, of the groups any one. Without a filter everything is in scope. */
export function isInFilter(filter: ScopingFilter | null | undefined, read: (name: string) => Value): boolean {
  if (!filter || filter.groups.length === 0) return true;
  return filter.groups.some((group) =>
    group.clauses.every(({ sourceOperandName, operatorName, targetOperand }) => {
      const operator = operatorNamed(operatorName);
      if (!operator) throw new TypeError(`The scoping operator ${operatorName} is not known.`);
      const value = read(sourceOperandName);
      // A missing value satisfies no clause but the one that asks for it.
      if (isBlank(value) && operator.id !== 'IS NULL') return false;
      return operator.holds(value, targetOperand?.values ?? []);
    }),
  );
}

function plain(name: string): string {
  return name.toUpperCase().replace(/[\s_]/g, '');
}
