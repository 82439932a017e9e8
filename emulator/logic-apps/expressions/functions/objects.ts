import { argumentError } from '../errors.ts';
import { withProperty } from '../values.ts';
import { object, text } from './expect.ts';
import { ANY_NUMBER, type FunctionGroup } from './function.ts';

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#manipulation-functions-json--xml */
export const OBJECTS: FunctionGroup = {
  createObject: { min: 0, max: ANY_NUMBER, apply: (args) => createObject(args) },
  setProperty: {
    min: 3,
    max: 3,
    apply: ([target, name, value]) => withProperty(object('setProperty', target), text('setProperty', name), value),
  },
  addProperty: { min: 3, max: 3, apply: ([target, name, value]) => addProperty(target, name, value) },
  removeProperty: { min: 2, max: 2, apply: ([target, name]) => removeProperty(target, text('removeProperty', name)) },
};

function createObject(args: unknown[]): unknown {
  if (args.length % 2 !== 0)
    throw argumentError('createObject', 'expects an even number of parameters: names and values.');
  const names = args.filter((_, index) => index % 2 === 0).map((name) => text('createObject', name));
  return Object.fromEntries(names.map((name, index) => [name, args[index * 2 + 1]]));
}

function addProperty(target: unknown, name: unknown, value: unknown): unknown {
  const before = object('addProperty', target);
  const added = text('addProperty', name);
  if (Object.hasOwn(before, added))
    throw argumentError('addProperty', `cannot add property '${added}': it already exists.`);
  return withProperty(before, added, value);
}

function removeProperty(target: unknown, name: string): unknown {
  return Object.fromEntries(Object.entries(object('removeProperty', target)).filter(([key]) => key !== name));
}
