import type { Action, Actions } from '../workflow.ts';
import {
  and,
  at,
  body,
  call,
  coalesce,
  concat,
  contains,
  EMPTY_LIST,
  equals,
  first,
  get,
  lower,
  not,
  or,
  outputs,
  text,
} from './expressions.ts';
import type { Expression } from './expressions.ts';
import { graph } from './http.ts';
import { JOB_ID, SERVICE_PRINCIPAL } from './setup.ts';
import { after, RAN, sequence, wait } from './steps.ts';

const POLL_SECONDS = 15;
/** An hour covers one whole cycle of the standard schedule (40 minutes) with room to spare. */
export const POLL_LIMIT = { count: 240, timeout: 'PT60M' } as const;

// --- What the application shows ---

export const answered = (read: string): Expression => equals(get(outputs(read), 'statusCode'), '200');
const resources = (read: string): Expression => coalesce(get(body(read), 'Resources'), EMPTY_LIST);
const count = (read: string): Expression => call('length', resources(read));
/** The first resource of a list; null when there is none. */
export const resource = (read: string): Expression => first(resources(read));

export const found = (read: string): Expression => and(answered(read), call('greater', count(read), '0'));
export const gone = (read: string): Expression => and(answered(read), equals(count(read), '0'));
export const inactive = (read: string): Expression => and(found(read), equals(get(resource(read), 'active'), 'false'));
/** The id is a quoted value somewhere in a part of the first resource, be that an object, a list or a plain string. */
export const mentions = (read: string, path: string[], id: Expression): Expression =>
  contains(call('string', call('createArray', coalesce(get(resource(read), ...path), text('')))), quoted(id));
export const lacks = (read: string, path: string[], id: Expression): Expression =>
  and(found(read), not(mentions(read, path, id)));

const quoted = (value: Expression): Expression => concat(text('"'), coalesce(value, text('?')), text('"'));

// --- What the provisioning log says ---

export const LOG_ENTRY = {
  create: `provisioningAction eq 'Create'`,
  update: `provisioningAction eq 'Update'`,
  disable: `provisioningAction eq 'Disable'`,
  delete: `provisioningAction eq 'Delete'`,
  disableOrDelete: `(provisioningAction eq 'Disable' or provisioningAction eq 'Delete')`,
  members: `provisioningAction eq 'Update' and modifiedProperties/any(p: p/displayName eq 'members')`,
  manager:
    `provisioningAction eq 'Update' and modifiedProperties/any(p: p/displayName eq 'manager' or ` +
    `p/displayName eq 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager')`,
} as const;
export type LogEntry = keyof typeof LOG_ENTRY;

/** The newest log entry of that kind about one directory object, not older than `since`. */
export function readLog(objectId: Expression, kind: LogEntry, since?: Expression): Action {
  const equal = (property: string, value: Expression) => [
    literal(`${property} eq '`),
    coalesce(value, text('')),
    literal(`' and `),
  ];
  const filter = [
    ...equal('jobId', JOB_ID),
    ...equal('servicePrincipal/id', SERVICE_PRINCIPAL),
    ...equal('sourceIdentity/id', objectId),
    literal(LOG_ENTRY[kind]),
    ...(since ? [literal(' and activityDateTime ge '), coalesce(since, 'utcNow()')] : []),
  ];
  const start = text('auditLogs/provisioning?$top=1&$orderby=activityDateTime%20desc&$filter=');
  return graph({ method: 'GET', path: [start, ...filter] });
}

const literal = (part: string): Expression => text(part.replaceAll(' ', '%20').replaceAll("'", '%27'));

export const logStatus = (read: string): Expression =>
  get(first(coalesce(get(body(read), 'value'), EMPTY_LIST)), 'provisioningStatusInfo', 'status');
export const logged = (read: string): Expression => hasStatus(read, 'success');
const hasStatus = (read: string, status: string): Expression =>
  equals(lower(coalesce(logStatus(read), text(''))), text(status));

/** What the entry says became of the reference: the first modified property, as the log filter leaves no other. */
const newValue = (read: string): Expression =>
  call(
    'string',
    coalesce(get(first(coalesce(get(body(read), 'value'), EMPTY_LIST)), 'modifiedProperties', 0, 'newValue'), text('')),
  );
export const setsReference = (read: string, id: Expression): Expression =>
  contains(newValue(read), coalesce(id, text('?')));
export const clearsReference = (read: string): Expression =>
  or(equals(newValue(read), text('')), equals(newValue(read), text('null')));

// --- Asking again until both agree ---

type Poll = {
  reads: Record<string, Action>;
  derived?: Record<string, Action>;
  logs: string[];
  proven: Expression;
  waitName: string;
};

/**
 * Reads everything, waits, and starts over until it is proven. It ends early when waiting cannot help: a reader is refused, or the
 * provisioning service reports a failure (it retries only after hours).
 */
export function pollUntil({ reads, derived = {}, logs, proven, waitName }: Poll): Action {
  const names = Object.keys(reads);
  const refused = names.flatMap((read) =>
    ['401', '403'].map((status) => equals(get(outputs(read), 'statusCode'), status)),
  );
  const failed = logs.map((read) => hasStatus(read, 'failure'));
  return {
    type: 'Until',
    expression: at(or(proven, ...refused, ...failed)),
    limit: POLL_LIMIT,
    actions: {
      ...reads,
      ...lookedAt(derived, names),
      [waitName]: after(wait(POLL_SECONDS), lastOf(derived, names), RAN),
    },
  };
}

function lookedAt(derived: Record<string, Action>, names: string[]): Actions {
  const [head, ...others] = Object.entries(sequence(Object.entries(derived)));
  return head ? Object.fromEntries([[head[0], after(head[1], names, RAN)], ...others]) : {};
}

const lastOf = (derived: Record<string, Action>, names: string[]): string[] =>
  Object.keys(derived).length > 0 ? Object.keys(derived).slice(-1) : names;
