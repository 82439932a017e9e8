import { at, isRecord, listOf, mustAnswer, statusWords, type Answer } from '../engine/answer.ts';
import { PATCH_OP } from '../engine/calls.ts';
import { reading, writing, type Check, type CheckContext } from '../engine/context.ts';
import { fieldOf } from '../engine/fields.ts';
import { failed, must, notVerifiable, passed, untried, type Verdict } from '../engine/verdict.ts';
import { shown } from './patching.ts';

const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

export const ERROR_CHECKS: Check[] = [
  reading('E01', async ({ scim, values }) => {
    mustAnswer(await scim.get(`/${values.mark}`), [404]);
    return passed('404.');
  }),
  writing('E02', async ({ scim, aUser }) => {
    const { path } = await aUser();
    for (const accept of ['application/json', '*/*']) {
      const answer = await scim.get(path, { headers: { accept } });
      mustAnswer(answer, [200], `The answer to Accept: ${accept}`);
      must(isRecord(answer.body), `The answer to Accept: ${accept} is no JSON.`);
    }
    return passed('200 with JSON both times.');
  }),
  writing('E03', async (context) => {
    const change = await prepared(context);
    const headers = { 'content-type': 'text/plain' };
    const body = { schemas: [PATCH_OP], Operations: [change.operation] };
    return change.mustBeRefused(await context.scim.send('PATCH', change.path, { headers, body }), [415, 400]);
  }),
  writing('E04', filtersBesideFlag),
  writing('E05', versions),
  writing('E06', bulk),
  reading('E07', async ({ scim }) => {
    // Only the id: whose resource it is, is none of the probe's business.
    const answer = await scim.get('/Me?attributes=id');
    mustAnswer(answer, [200, 404, 501]);
    return passed(`HTTP ${answer.status}.`);
  }),
  writing('E08', async (context) => {
    const change = await prepared(context);
    const body = { Operations: [change.operation] };
    return change.mustBeRefused(await context.scim.send('PATCH', change.path, { body }), [400]);
  }),
];

/** A user, and a change to it that is right in itself. */
async function prepared(context: CheckContext) {
  const field = fieldOf(context.schemas, 'displayName', 'title', 'nickName', 'name.familyName', 'department');
  const made = await context.newUser();
  const value = context.values.text('changed');
  const isMade = async () => at(await context.read(made), ...field.steps) === value;
  return {
    path: made.path,
    operation: { op: 'Replace', path: field.path, value },
    isMade,
    async mustBeRefused(answer: Answer, statuses: number[]): Promise<Verdict> {
      mustAnswer(answer, statuses);
      must(!(await isMade()), `${statusWords(answer)}, but the change was made.`);
      return passed(`${statusWords(answer)}; nothing was changed.`);
    },
  };
}

async function filtersBesideFlag({ scim, find, aUser }: CheckContext): Promise<Verdict> {
  const made = await aUser();
  const filter = `userName eq "${String(made.sent.userName)}"`;
  if (listOf(await find('Users', filter))?.total !== 1) {
    return notVerifiable('The same filter does not find the user without the flag either.');
  }
  const answer = await scim.get(`/Users?aadOptscim062020&filter=${encodeURIComponent(filter)}`);
  mustAnswer(answer, [200]);
  const total = listOf(answer)?.total;
  if (total === 1) return passed('200 with the one user.');
  return failed(`With the flag totalResults is ${shown(total)}, without it 1.`);
}

// https://www.rfc-editor.org/rfc/rfc7644#section-3.14
async function versions(context: CheckContext): Promise<Verdict> {
  if (at(context.config, 'etag', 'supported') !== true) return untried('The endpoint does not say that it has ETags.');
  const change = await prepared(context);
  const first = await context.scim.get(change.path);
  mustAnswer(first, [200], 'Reading it back');
  const etag = first.headers.etag;
  const version = at(first.body, 'meta', 'version');
  must(etag, 'GET answers without the header ETag.');
  must(bare(etag) === bare(version), `The header ETag is ${etag}, meta.version is ${shown(version)}.`);
  mustAnswer(await context.scim.patch(change.path, [change.operation]), [200, 204], 'The change before it');
  const stale = { ...change.operation, value: context.values.text('stale') };
  const answer = await context.scim.patch(change.path, [stale], { headers: { 'if-match': etag } });
  mustAnswer(answer, [412], 'The PATCH with an old If-Match');
  must(await change.isMade(), 'It answered 412, but the change was made.');
  return passed('412 for an old version; ETag equals meta.version.');
}

/** A proxy that compresses makes a strong tag weak. */
const bare = (tag: unknown): string => String(tag).replace(/^W\//, '');

async function bulk(context: CheckContext): Promise<Verdict> {
  const isSupported = at(context.config, 'bulk', 'supported');
  if (typeof isSupported !== 'boolean') return notVerifiable('The endpoint does not say whether it supports bulk.');
  const change = await prepared(context);
  const data = { schemas: [PATCH_OP], Operations: [change.operation] };
  const operation = { method: 'PATCH', path: change.path, data };
  const answer = await context.scim.post('/Bulk', { schemas: [BULK_REQUEST], Operations: [operation] });
  if (isSupported) {
    mustAnswer(answer, [200], 'bulk.supported is true, but the answer');
    const outcome = at(answer.body, 'Operations');
    must(await change.isMade(), `It answered 200, but the change was not made; Operations is ${shown(outcome)}.`);
    return passed('bulk.supported is true, and the change was made.');
  }
  const isRefused = (answer.status >= 400 && answer.status < 500) || answer.status === 501;
  must(isRefused, `bulk.supported is false, but the answer was ${statusWords(answer)}.`);
  return passed(`bulk.supported is false; ${statusWords(answer)}.`);
}
