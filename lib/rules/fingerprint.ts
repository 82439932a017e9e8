import { canonicalJson } from './canonical-json.ts';
import type { MappingRow } from './run-details.ts';
import { endpointForRun } from './run-parameters.ts';
import { TEST_CATALOGUE, type TestId } from './test-catalogue.ts';

/** What an integration is made of, as far as a validation depends on it. */
export type Fingerprint = {
  endpoint?: string;
  servicePrincipalId?: string;
  /** Where the provisioning job sends what it provisions. Before, as the run shows, to its endpoint. */
  provisionsTo?: string;
  /** SHA-256 over the canonical form of the template’s definition. */
  definitionHash?: string;
  mappings?: readonly Pick<MappingRow, 'object' | 'enabled' | 'source' | 'target' | 'matching' | 'apply'>[];
  /** Those of one run only are no part of it. */
  parameters?: Readonly<Record<string, unknown>>;
};

/** Something that changed since the run, and the tests that it makes stale. */
export type MaterialChange = {
  what: 'endpoint' | 'application' | 'template' | 'mappings' | 'parameters';
  words: string;
  /** `all` where nothing of the run speaks for what is there now. */
  tests: readonly TestId[] | 'all';
};

/** What has to be validated again, and why. What is unknown on either side is taken for unchanged. */
export function whatChanged(before: Fingerprint, now: Fingerprint): MaterialChange[] {
  return [
    ...whole('endpoint', 'The SCIM endpoint', comparable(before.endpoint), comparable(now.endpoint)),
    ...provisioningElsewhere(before, now),
    ...whole('application', 'The service principal', before.servicePrincipalId, now.servicePrincipalId),
    ...whole('template', 'The template', before.definitionHash?.slice(0, 12), now.definitionHash?.slice(0, 12)),
    ...parameters(before, now),
    ...(before.mappings && now.mappings ? mappings(before.mappings, now.mappings) : []),
  ];
}

/** Every test that has to pass again, in the catalogue's order. */
export function testsToRepeat(changes: readonly MaterialChange[]): TestId[] {
  const stale = (id: TestId) => changes.some(({ tests }) => tests === 'all' || tests.includes(id));
  return TEST_CATALOGUE.map(({ id }) => id).filter(stale);
}

function provisioningElsewhere({ endpoint }: Fingerprint, now: Fingerprint): MaterialChange[] {
  const [asked, goesTo] = [comparable(endpoint), comparable(now.provisionsTo)];
  if (asked === undefined || goesTo === undefined || asked === goesTo) return [];
  const words = `The run asked ${asked}, and the provisioning job sends to ${goesTo}.`;
  return [{ what: 'endpoint', words, tests: 'all' }];
}

function comparable(endpoint: string | undefined): string | undefined {
  return endpoint && URL.canParse(endpoint) ? endpointForRun(new URL(endpoint).href) : endpoint;
}

function whole(what: MaterialChange['what'], name: string, before?: string, now?: string): MaterialChange[] {
  if (before === undefined || now === undefined || before === now) return [];
  return [{ what, words: `${name} was ${before}, and is ${now}.`, tests: 'all' }];
}

/**
 * Chosen anew for every run: which tests it makes, and the people and groups it makes up. That all tests were enabled, in a
 * verified domain, is checked of each run by itself.
 */
const OF_ONE_RUN = new Set([
  'EnabledTests',
  'testUserDomain',
  'defaultUserProperties',
  'defaultGroupProperties',
  '$connections',
]);
/** Which of the parameters that both know have another value, those of one run among them. */
export function changedParameters(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): { name: string; isMaterial: boolean }[] {
  const isOther = (name: string) => comparableValue(name, before[name]) !== comparableValue(name, now[name]);
  const names = Object.keys(now).filter((name) => name in before && isOther(name));
  return names.map((name) => ({ name, isMaterial: !OF_ONE_RUN.has(name) }));
}

function parameters({ parameters: before }: Fingerprint, { parameters: now }: Fingerprint): MaterialChange[] {
  if (!before || !now) return [];
  const material = changedParameters(before, now).filter(({ isMaterial }) => isMaterial);
  return material.map(({ name }) => ({
    what: 'parameters' as const,
    words: `The parameter ${name} was ${inWords(before[name])}, and is ${inWords(now[name])}.`,
    tests: gated(name),
  }));
}

const inWords = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value));
const comparableValue = (name: string, value: unknown): string | undefined =>
  name === 'scimEndpoint' ? comparable(String(value)) : canonicalJson(value);

function gated(parameter: string): MaterialChange['tests'] {
  const tests = TEST_CATALOGUE.filter(({ gate }) => gate === parameter).map(({ id }) => id);
  return tests.length > 0 ? tests : 'all';
}

type Row = NonNullable<Fingerprint['mappings']>[number];

function mappings(before: readonly Row[], now: readonly Row[]): MaterialChange[] {
  const [was, is] = [byTarget(before), byTarget(now)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names.flatMap((name) => mappingChange(name, was.get(name), is.get(name)));
}

const byTarget = (rows: readonly Row[]) => new Map(rows.map((row) => [`${row.object} → ${row.target}`, row]));

function mappingChange(name: string, before: Row | undefined, now: Row | undefined): MaterialChange[] {
  const [was, is] = [before && shown(before), now && shown(now)];
  const row = now ?? before;
  if (was === is || !row) return [];
  return [{ what: 'mappings', words: mappingWords(name, was, is), tests: testsOf(row, before) }];
}

function mappingWords(name: string, was: string | undefined, is: string | undefined): string {
  if (was === undefined) return `The mapping ${name} is new: ${is}.`;
  return is === undefined
    ? `The mapping ${name} is gone; it was ${was}.`
    : `The mapping ${name} was ${was}, and is ${is}.`;
}

function shown({ source, apply, matching, enabled }: Row): string {
  return [source, apply, ...(matching ? [`matching ${matching}`] : []), ...(enabled ? [] : ['off'])].join(', ');
}

/** Objects are found by what they match on: a change there concerns every test of their kind. */
function testsOf(row: Row, before: Row = row): readonly TestId[] {
  const area = /group/i.test(row.object) ? 'groups' : 'users';
  const isWhole = row.matching > 0 || before.matching > 0 || before.enabled !== row.enabled;
  if (!isWhole && area === 'users') return userTests(row.target.toLowerCase());
  if (!isWhole && row.target.toLowerCase() === 'members') return MEMBER_TESTS;
  return TEST_CATALOGUE.filter((entry) => entry.area === area).map(({ id }) => id);
}

function userTests(target: string): readonly TestId[] {
  if (target.endsWith('manager')) return ['User_Update_Manager_Test'];
  return target === 'active' ? ['Disable_User_Test', 'Delete_User_Test'] : ['Create_User_Test', 'Update_User_Test'];
}

const MEMBER_TESTS: readonly TestId[] = ['Group_Update_Add_Member_Test', 'Group_Update_Remove_Member_Test'];
