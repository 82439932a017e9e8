import { at, elements, idOf, member, mustAnswer, mustList, statusWords, type Answer } from '../engine/answer.ts';
import { textIn } from '../engine/bodies.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { CORE_GROUP } from '../engine/schema-set.ts';
import { failed, must, passed, type Verdict } from '../engine/verdict.ts';
import { isScimError } from './discovery.ts';
import { groupWithMember } from './membership.ts';

/** Named by samples of Microsoft's documentation; what is sent today does not have it. */
const LEGACY_GROUP = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
const NEEDS_GROUP = { needs: ['G01'] } as const;
const NEEDS_MEMBER = { needs: ['U01', 'G01'] } as const;

export const GROUP_CHECKS: Check[] = [
  writing('G01', createsGroup, { needs: [], phase: 'first' }),
  writing(
    'G31',
    async ({ create, groupBody }) => {
      const answer = await create('Groups', groupBody({ schemas: [CORE_GROUP, LEGACY_GROUP] }));
      mustAnswer(answer, [201]);
      return passed('201: the further name is left aside.');
    },
    NEEDS_GROUP,
  ),
  writing(
    'G02',
    async ({ aGroup, create, groupBody }) => {
      const { sent } = await aGroup();
      const answer = await create('Groups', groupBody({ displayName: sent.displayName }));
      must(answer.status >= 300, `A second group of that displayName was created: ${statusWords(answer)}.`);
      mustAnswer(answer, [409]);
      return passed('409: the second group was refused.');
    },
    NEEDS_GROUP,
  ),
  writing('G03', readsWithoutMembers, NEEDS_MEMBER),
  writing('G04', findsWithoutMembers, NEEDS_MEMBER),
  writing(
    'G05',
    async ({ find, values }) => {
      const list = mustList(await find('Groups', `displayName eq "${values.text('nobody')}"`));
      must(
        list.total === 0 && list.resources.length === 0,
        `totalResults is ${list.total}, with ${list.resources.length} Resources.`,
      );
      return passed('200 with totalResults 0.');
    },
    NEEDS_GROUP,
  ),
  writing(
    'G06',
    async (context) => {
      const { id, sent } = await context.aGroup();
      const name = textIn(sent, 'displayName').toUpperCase();
      mustBeTheOne(await context.find('Groups', `displayName eq "${name}"`), id);
      return passed('Found with its name in capitals.');
    },
    NEEDS_GROUP,
  ),
  writing(
    'G07',
    async (context) => {
      const group = await context.aGroup();
      const kept = member(await context.read(group), 'externalId');
      const sent = textIn(group.sent, 'externalId');
      must(kept === undefined || kept === sent, `externalId was sent as ${sent} and came back as ${String(kept)}.`);
      mustBeTheOne(await context.find('Groups', `externalId eq "${sent}"`), group.id);
      return passed('Found by its externalId.');
    },
    NEEDS_GROUP,
  ),
  writing('G08', renames, NEEDS_GROUP),
  writing('G21', deletes, NEEDS_GROUP),
  writing(
    'G22',
    async ({ scim, values }) => {
      const answer = await scim.get(`/Groups/${values.unknownId()}`);
      mustAnswer(answer, [404]);
      must(isScimError(answer), 'The 404 has no SCIM error body.');
      return passed('404 with a SCIM error.');
    },
    NEEDS_GROUP,
  ),
  writing(
    'G23',
    async ({ create, groupBody }) => {
      const answer = await create('Groups', groupBody({ displayName: undefined }));
      must(answer.status >= 300, `A group without a displayName was created: ${statusWords(answer)}.`);
      mustAnswer(answer, [400]);
      return passed('Refused with 400.');
    },
    NEEDS_GROUP,
  ),
];

/** The gate of everything with groups. */
async function createsGroup({ create, groupBody, schemas }: CheckContext): Promise<Verdict> {
  const answer = await create('Groups', groupBody());
  const id = idOf(answer.body);
  if ([404, 405, 501].includes(answer.status)) {
    const isAdvertised = schemas.schemas.some((one) => one.id.toLowerCase() === CORE_GROUP.toLowerCase());
    const schemaWords = isAdvertised ? '/Schemas advertises a Group all the same' : '/Schemas has no Group either';
    return failed(`The endpoint has no groups: POST /Groups was ${statusWords(answer)}; ${schemaWords}.`);
  }
  must(answer.status < 300 && id, `The answer was ${statusWords(answer)}${id ? '' : ' without an id'}.`);
  // Created with another status than 201: everything that needs a group can go on.
  if (answer.status !== 201) return failed(`The answer was ${statusWords(answer)}.`, { usable: true });
  return passed('201 with an id.');
}

async function readsWithoutMembers(context: CheckContext): Promise<Verdict> {
  const { group } = await context.shared(groupWithMember);
  const answer = await context.scim.get(`${group.path}?excludedAttributes=members`);
  mustAnswer(answer, [200]);
  mustBeWithoutMembers(answer.body);
  must(
    idOf(answer.body) === group.id && member(answer.body, 'displayName') === group.sent.displayName,
    'More than the members is left out: id or displayName is not the one that was sent.',
  );
  return passed('The group came without members.');
}

async function findsWithoutMembers(context: CheckContext): Promise<Verdict> {
  const { group } = await context.shared(groupWithMember);
  const filter = `displayName eq "${textIn(group.sent, 'displayName')}"`;
  const found = mustBeTheOne(await context.find('Groups', filter, '&excludedAttributes=members'), group.id);
  mustBeWithoutMembers(found);
  return passed('One group, without members.');
}

/** An empty list is as good as none (RFC 7643 §2.5). */
function mustBeWithoutMembers(group: unknown): void {
  const { length } = elements(group, 'members');
  must(length === 0, `The group came with ${length === 1 ? 'its member' : `its ${length} members`}.`);
}

/** Goes on only with a list of exactly this resource, and answers it. */
function mustBeTheOne(answer: Answer, id: string): unknown {
  const { total, resources } = mustList(answer);
  const found = resources.find((one) => idOf(one) === id);
  must(total === 1 && found, `totalResults is ${total}; the group ${found ? 'is among them' : 'is not among them'}.`);
  return found;
}

async function renames(context: CheckContext): Promise<Verdict> {
  const group = await context.newGroup();
  const value = context.values.text('renamed');
  mustAnswer(
    await context.scim.patch(group.path, [{ op: 'Replace', path: 'displayName', value }]),
    [200, 204],
    'The PATCH',
  );
  const kept = at(await context.read(group), 'displayName');
  must(kept === value, `The PATCH was accepted, yet displayName is ${JSON.stringify(kept)} instead of "${value}".`);
  return passed('The new displayName is kept.');
}

async function deletes(context: CheckContext): Promise<Verdict> {
  const group = await context.newGroup();
  mustAnswer(await context.scim.delete(group.path), [204], 'DELETE');
  const read = await context.scim.get(group.path);
  mustAnswer(read, [404], 'GET after it');
  await context.forget(group);
  mustAnswer(await context.scim.delete(group.path), [404], 'The second DELETE');
  return passed('204, then 404 and 404.');
}
