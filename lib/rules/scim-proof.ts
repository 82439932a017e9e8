import { mappingsOf, sentValue } from './mappings.ts';
import type { ScimExpectation, ScimProof } from './reading.ts';
import { type ActionSnapshot, listAt, type RunSnapshot, textAt, valueAt } from './run-snapshot.ts';
import { scimValue } from './scim-path.ts';

/** `ok` is undefined when the evidence is missing, which is not the same as speaking against. */
export type ProofResult = {
  what: ScimProof['what'] | 'provisioning-log';
  action: string;
  ok: boolean | undefined;
  evidence: string;
};

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
type Finding = [ok: boolean | undefined, evidence: string];
type Context = { run: RunSnapshot; schemaAction: string };
type Answer = { resources: unknown[]; first: unknown; body: unknown; run: RunSnapshot; schemaAction: string };

/** Does the last answer of the application show what the test did? Judged from that answer alone, whatever the template concluded. */
export function proveScimState(proof: ScimProof, context: Context): ProofResult {
  const [ok, evidence] = finding(proof, context);
  return { what: 'scim-state', action: proof.action, ok, evidence };
}

function finding({ action, expects }: ScimProof, context: Context): Finding {
  const asked = context.run.actions[action];
  if (!asked || asked.outputs === undefined) return [undefined, 'The application’s last answer could not be read.'];
  const status = valueAt(asked.outputs, 'statusCode');
  if (status !== 200) return [false, `The application answered with status ${String(status)}, not 200.`];
  const body = valueAt(asked.outputs, 'body');
  const resources = listAt(body, 'Resources');
  const stranger = anotherResource(asked, resources[0]);
  if (stranger) return [false, `Asked for ${stranger.asked}, the application returned ${stranger.returned}.`];
  return SEES[expects.state]({ ...context, resources, first: resources[0], body }, expects as never);
}

// A server that ignores the filter would otherwise prove anything.
function anotherResource(asked: ActionSnapshot, first: unknown): { asked: string; returned: string } | undefined {
  const [, attribute, encoded] =
    /filter=(userName|displayName)%20eq%20%22(.*?)%22/.exec(textAt(asked.inputs, 'uri') ?? '') ?? [];
  const returned = attribute && textAt(first, attribute);
  if (!encoded || !returned) return undefined;
  const name = decodeURIComponent(encoded);
  return name.toLowerCase() === returned.toLowerCase() ? undefined : { asked: name, returned };
}

type Sees = {
  [State in ScimExpectation['state']]: (answer: Answer, expects: Extract<ScimExpectation, { state: State }>) => Finding;
};

const SEES: Sees = {
  present: ({ resources }) => [resources.length > 0, resources.length > 0 ? 'It is there.' : 'It is not there.'],
  gone: ({ resources }) => [resources.length === 0, resources.length === 0 ? 'It is gone.' : 'It is still there.'],
  inactive: ({ first }) => inactive(first),
  'gone-or-inactive': (answer) => goneOrInactive(answer),
  named: (answer, { sentBy }) => named(answer, sentBy),
  attributes: (answer, { sentBy }) => attributesArrived(answer, sentBy),
  member: (answer, { foundBy }) => member(answer, foundBy, true),
  'no-member': (answer, { foundBy }) => member(answer, foundBy, false),
  manager: (answer, { foundBy }) => manager(answer, foundBy),
  'no-manager': ({ first }) => noManager(first),
};

function inactive(first: unknown): Finding {
  if (first === undefined) return [false, 'The user is not there.'];
  const active = valueAt(first, 'active');
  return [
    active === false,
    `active is ${JSON.stringify(active) ?? 'missing'}${active === false ? '.' : ', not the boolean false.'}`,
  ];
}

function goneOrInactive({ first, run }: Answer): Finding {
  if (first === undefined) return [true, 'It is gone.'];
  const softDeletes = run.parameters['IsSoftDeleted'] !== false;
  return softDeletes
    ? inactive(first)
    : [false, 'It is still there, and the application does not declare soft deletion.'];
}

function named({ first, run }: Answer, sentBy: string): Finding {
  const name = textAt(run.actions[sentBy]?.inputs, 'body', 'displayName');
  if (name === undefined) return [undefined, 'The name that was sent could not be read.'];
  if (first === undefined) return [false, `No group is called ${name}.`];
  const shown = textAt(first, 'displayName');
  return [shown === name, `Its name is ${shown}${shown === name ? '.' : `, not ${name}.`}`];
}

function attributesArrived({ body, run, schemaAction }: Answer, sentBy: string): Finding {
  const sent = valueAt(run.actions[sentBy]?.inputs, 'body');
  const mappings = mappingsOf(valueAt(run.actions[schemaAction]?.outputs, 'body'));
  if (sent === undefined || !mappings) return [undefined, 'What was sent, or the mappings, could not be read.'];
  const compared = mappings.direct.flatMap(({ source, target }) => {
    const value = sentValue(sent, source);
    return value === undefined ? [] : [{ target, value, shown: scimValue(body, target) }];
  });
  if (compared.length === 0) return [false, 'No changed attribute is mapped directly, so nothing could be compared.'];
  const different = compared.filter(({ value, shown }) => String(shown).toLowerCase() !== value.toLowerCase());
  if (different.length === 0) return [true, `All ${compared.length} changed attributes have arrived.`];
  return [false, `Not as sent: ${different.map(({ target }) => target).join(', ')} (${compared.length} compared).`];
}

/** The id under which the application returned the object that an earlier action asked for. */
function idFoundBy(run: RunSnapshot, action: string): string | undefined {
  const id = valueAt(listAt(run.actions[action]?.outputs, 'body', 'Resources')[0], 'id');
  return id === undefined || id === null || id === '' ? undefined : String(id);
}

function member({ first, run }: Answer, foundBy: string, expected: boolean): Finding {
  const id = idFoundBy(run, foundBy);
  if (id === undefined) return [undefined, 'The member’s id in the application could not be read.'];
  if (first === undefined) return [false, 'The group is not there.'];
  const members = listAt(first, 'members').map((one) => String(valueAt(one, 'value') ?? one));
  const isMember = members.includes(id);
  return [
    isMember === expected,
    `${id} is ${isMember ? 'a' : 'not a'} member of the group (${members.length} in all).`,
  ];
}

function managerOf(first: unknown): unknown {
  const manager = valueAt(first, ENTERPRISE, 'manager');
  return typeof manager === 'object' && manager !== null
    ? valueAt(Array.isArray(manager) ? manager[0] : manager, 'value')
    : manager;
}

function manager({ first, run }: Answer, foundBy: string): Finding {
  const id = idFoundBy(run, foundBy);
  if (id === undefined) return [undefined, 'The manager’s id in the application could not be read.'];
  const shown = managerOf(first);
  return [
    shown === id,
    shown === id ? `The manager is ${id}.` : `The manager is ${JSON.stringify(shown) ?? 'missing'}, not ${id}.`,
  ];
}

function noManager(first: unknown): Finding {
  if (first === undefined) return [false, 'The user is not there.'];
  const shown = managerOf(first);
  const none = shown === undefined || shown === null || shown === '';
  return [none, none ? 'There is no manager.' : `The manager is still ${JSON.stringify(shown)}.`];
}
