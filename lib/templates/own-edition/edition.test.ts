import { expect, test } from 'vitest';
import { canonicalHash } from '../canonical-hash.ts';
import { OWN_CONSUMPTION } from '../known-templates.ts';
import { type Action, type Actions, walkActions } from '../workflow.ts';
import { OWN_EDITION_VERSION, ownEdition } from './edition.ts';
import { actionName, TEST_NAMES } from './names.ts';

/** One line per version ever shipped. A changed hash under the same version means: raise OWN_EDITION_VERSION and add a line. */
const HASHES: Record<string, string> = {
  '1.0': '6b25e8046219910a24a7013000390bac3547607db5a1905fc7cbcc922236db59',
};

const definition = ownEdition();
const actions = walkActions(definition.actions);
const names = actions.map(({ name }) => name);
const text = (value: unknown): string => JSON.stringify(value);
const find = (name: string): Action => actions.find((one) => one.name === name)!.action;

test('the definition of a version never changes', () => {
  expect(canonicalHash(ownEdition())).toBe(HASHES[OWN_EDITION_VERSION]);
  expect(canonicalHash(ownEdition())).toBe(canonicalHash(ownEdition()));
});

test('it is about half the size of the official definition, with names that are legal and unique', () => {
  expect(actions.length).toBeLessThan(260);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[A-Za-z0-9_]{1,80}$/.test(name))).toEqual([]);
});

test('it takes the parameters its descriptor names, and the secret one has no default', () => {
  const declared = Object.entries(ownEdition().parameters).map(([name, { type }]) => ({ name, type }));
  expect(declared).toEqual(OWN_CONSUMPTION.parameters.map(({ name, type }) => ({ name, type })));
  expect(ownEdition().parameters['scimBearerToken']).toEqual({ type: 'SecureString' });
});

test('the token stands only where run histories leave it out', () => {
  const withToken = actions.filter(({ action }) => !hasBranches(action) && text(action).includes('scimBearerToken'));
  expect(withToken.length).toBeGreaterThan(20);
  for (const { action } of withToken) {
    const { authentication, ...rest } = action.inputs as { authentication: { type: string } };
    expect(authentication.type).toBe('Raw');
    expect(text(rest)).not.toContain('scimBearerToken');
  }
});

test('every call to Microsoft Graph carries the identity’s token and nothing else does', () => {
  const http = actions.filter(({ action }) => action.type === 'Http').map(({ action }) => action.inputs as HttpInputs);
  const graph = http.filter(({ uri }) => uri.includes('graph.microsoft.com'));
  expect(graph.every(({ authentication }) => authentication.type === 'ManagedServiceIdentity')).toBe(true);
  expect(http.filter(({ authentication }) => authentication.type === 'ManagedServiceIdentity').length).toBe(
    graph.length,
  );
});

test('each test is judged by the application’s state and by the provisioning log', () => {
  for (const name of TEST_NAMES) {
    const verdicts = names.filter((action) => action.startsWith(`${name}__`) && action.endsWith('__verdict'));
    expect(verdicts.length).toBeGreaterThan(0);
    for (const verdict of verdicts) {
      const { passed } = find(verdict).inputs as { passed: string };
      expect(passed).toContain(`${verdict.replace('__verdict', '')}__failed`);
      expect(passed).toMatch(/__scim.*__log/);
    }
  }
});

test('a later phase runs only if the one before it passed', () => {
  const gate = find(actionName('Delete_User_Test', 'delete', 'gate'));
  expect(text(gate['expression'])).toContain(actionName('Delete_User_Test', 'create', 'verdict'));
});

test('the results list has the ten tests and the four keys of the contract', () => {
  const entries = find('Final_TestResults').inputs as Record<string, string>[];
  expect(entries.map((entry) => entry['testName'])).toEqual([...TEST_NAMES]);
  for (const entry of entries) {
    expect(Object.keys(entry)).toEqual(['testName', 'testResult', 'provisioningErrorDetails', 'recommendationUrl']);
  }
});

test('results, cleanup and the end of the run come whatever happened before', () => {
  const end = [
    'Evaluate_Test_Results',
    'Final_TestResults',
    'Cleanup__created',
    'Cleanup',
    'Terminate_With_Test_Status',
  ];
  for (const name of end) {
    for (const statuses of Object.values(find(name).runAfter!)) expect(statuses).toHaveLength(4);
  }
});

test('every object a test creates is in the cleanup', () => {
  const created = actions.filter(({ action }) => isCreation(action)).map(({ name }) => name);
  expect(created).toHaveLength(14);
  const cleanup = text(find('Cleanup__created').inputs);
  expect(created.filter((name) => !cleanup.includes(`'${name}'`))).toEqual([]);
});

test('every action refers only to actions that have ended before it, as Azure demands', () => {
  const broken = actions.flatMap(({ name, action, within }) => {
    const own = hasBranches(action) ? { ...action, actions: undefined } : action;
    const earlier = endedBefore(name, within);
    return referencesIn(own)
      .filter((reference) => !earlier.has(reference))
      .map((reference) => `${name} → ${reference}`);
  });
  expect(broken).toEqual([]);
});

type HttpInputs = { uri: string; method: string; authentication: { type: string } };
const hasBranches = (action: Action): boolean => action.actions !== undefined;

function isCreation(action: Action): boolean {
  const { method, uri = '' } = (action.inputs ?? {}) as Partial<HttpInputs>;
  return method === 'POST' && /'(users|groups)'\)$/.test(uri);
}

function referencesIn(action: Action): string[] {
  const found = text(action).matchAll(/(?:outputs|body|result|items)\('([^']+)'\)/g);
  return [...new Set([...found].map(([, reference]) => reference!))];
}

/** Whatever precedes the action or one of its containers, everything inside those, and the containers themselves (for items). */
function endedBefore(name: string, within: string[]): Set<string> {
  const ended = new Set<string>(within);
  const path = [...within, name];
  path.forEach((step, depth) => {
    const siblings = siblingsAt(path.slice(0, depth));
    for (const before of predecessors(step, siblings)) {
      ended.add(before);
      for (const inner of walkActions(siblings[before]!.actions ?? {})) ended.add(inner.name);
    }
  });
  // A loop's condition may look at the actions of its own body.
  const own = actions.find((one) => one.name === name)!.action;
  if (own.type === 'Until') for (const inner of walkActions(own.actions ?? {})) ended.add(inner.name);
  return ended;
}

function siblingsAt(containers: string[]): Actions {
  return containers.reduce((level, container) => level[container]!.actions!, definition.actions);
}

function predecessors(name: string, siblings: Actions, seen = new Set<string>()): Set<string> {
  for (const before of Object.keys(siblings[name]?.runAfter ?? {})) {
    if (seen.has(before)) continue;
    seen.add(before);
    predecessors(before, siblings, seen);
  }
  return seen;
}
