import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalHash } from './canonical-hash.ts';
import { ownEdition } from './own-edition/edition.ts';
import { walkActions, type WorkflowDefinition } from './workflow.ts';

/** The same content with the keys of every object in another order. */
function shuffled(value: unknown, pick: (count: number) => number): unknown {
  if (Array.isArray(value)) return value.map((inner) => shuffled(inner, pick));
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value);
  const mixed: [string, unknown][] = [];
  while (left.length > 0) {
    const [key, inner] = left.splice(pick(left.length), 1)[0]!;
    mixed.push([key, shuffled(inner, pick)]);
  }
  return Object.fromEntries(mixed);
}

const copy = (): WorkflowDefinition => structuredClone(ownEdition());

test('the order of keys does not matter', () => {
  const hash = canonicalHash(ownEdition());
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const mixed = shuffled(ownEdition(), (count) => (numbers.next().value ?? 0) % count);
      return canonicalHash(mixed) === hash;
    }),
    { numRuns: 10 },
  );
});

test('what a deployment sets and what Azure adds does not matter', () => {
  const deployed = copy();
  deployed.parameters['testUserDomain'] = {
    type: 'String',
    defaultValue: 'contoso.example',
    metadata: { description: 'x' },
  };
  deployed.parameters['$connections'] = { type: 'Object', defaultValue: {} };
  Object.assign(deployed, { metadata: { notes: {} } });
  Object.values(deployed.triggers)[0]!['evaluatedRecurrence'] = { frequency: 'Month', interval: 1 };
  for (const { action } of walkActions(deployed.actions)) {
    action['metadata'] = { operationMetadataId: 'b6c0' };
    action.runAfter ??= {};
  }
  delete deployed.outputs;
  expect(canonicalHash(deployed)).toBe(canonicalHash(ownEdition()));
});

test('any changed input of any action changes the hash', () => {
  const hash = canonicalHash(ownEdition());
  const count = walkActions(ownEdition().actions).length;
  fc.assert(
    fc.property(fc.nat(count - 1), fc.string(), (index, added) => {
      const changed = copy();
      walkActions(changed.actions)[index]!.action['inputs'] = { tampered: added };
      return canonicalHash(changed) !== hash;
    }),
    { numRuns: 40 },
  );
});

test('data called metadata inside inputs counts, and so does an action of that name', () => {
  const body = (metadata: unknown) => ({ actions: { send: { type: 'Compose', inputs: { metadata } } } });
  expect(canonicalHash(body('a'))).not.toBe(canonicalHash(body('b')));
  const named = { actions: { metadata: { type: 'Compose', inputs: 1 } } };
  expect(canonicalHash(named)).not.toBe(canonicalHash({ actions: {} }));
});

test('branches of conditions and switches are reached', () => {
  const within = (inputs: number) => ({
    actions: {
      choose: {
        type: 'Switch',
        cases: { a: { case: 'a', actions: { x: { type: 'Compose', inputs } } } },
        default: {
          actions: { y: { type: 'If', else: { actions: { z: { type: 'Compose', inputs, metadata: {} } } } } },
        },
      },
    },
  });
  const bare = within(1);
  delete (bare.actions.choose.default.actions.y.else.actions.z as { metadata?: unknown }).metadata;
  expect(canonicalHash(bare)).toBe(canonicalHash(within(1)));
  expect(canonicalHash(within(2))).not.toBe(canonicalHash(within(1)));
});

test('values an input may take are part of the template, its default is not', () => {
  const narrowed = copy();
  narrowed.parameters['EnabledTests']!.allowedValues = ['Create_User_Test'];
  expect(canonicalHash(narrowed)).not.toBe(canonicalHash(ownEdition()));
});
