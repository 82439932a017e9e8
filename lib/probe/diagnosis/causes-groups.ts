import type { Cause } from './cause.ts';
import { answered, asked, group, patch, refusal } from './examples.ts';

const PATH = '/Groups/e9e30dba';
const DONE = answered('204 No Content');
const one = (value: string) => [{ value }];

export const GROUP_CAUSES: Cause[] = [
  {
    id: 'groups-missing',
    title: 'There are no groups',
    signs: [{ check: 'G01', got: /has no groups/ }],
    why: 'Customers assign groups rather than people. Microsoft recommends users and groups; an application with users alone can be published, but not used by those who work with groups.',
    fix: 'Offer /Groups with displayName and members, or say at /Schemas and /ResourceTypes that there are none.',
    example: {
      request: asked('POST /Groups', { displayName: 'Staff' }),
      response: answered('201 Created', group()),
    },
    actor: 'isv-developer',
  },
  {
    id: 'member-changes-ignored',
    title: 'Changes of members answer with success and are not kept',
    signs: [{ check: 'G09' }, { check: 'G10' }, { check: ['G11', 'G17', 'G18'] }],
    explains: ['G11', 'G12', 'G13', 'G14', 'G15', 'G16', 'G17', 'G18', 'G20', 'G24', 'G25', 'G26', 'G27', 'G28', 'G29'],
    why: 'Whoever is added to a group in the directory does not get what the group grants in your application, and whoever is removed keeps it.',
    fix: 'Carry out Add, Remove and Replace on the path members, and keep the result.',
    example: { request: patch(PATH, { op: 'Add', path: 'members', value: one('2819c223') }), response: DONE },
    actor: 'isv-developer',
  },
  {
    id: 'member-listed-twice',
    title: 'A member who is added twice is listed twice',
    signs: [{ check: 'G12' }],
    why: 'Entra repeats requests that it is not sure of. The list grows, and one removal may leave the second entry.',
    fix: 'Treat members as a set: adding one who is there succeeds and changes nothing.',
    example: {
      request: patch(PATH, { op: 'Add', path: 'members', value: one('2819c223') }),
      response: answered('200 OK', group({ members: one('2819c223') })),
    },
    actor: 'isv-developer',
  },
  {
    id: 'repeated-update-conflict',
    title: 'A repeated change is refused as a conflict',
    signs: [{ check: ['G12', 'M23', 'M17'], got: /HTTP 409/ }],
    explains: ['G12', 'G27'],
    why: 'Entra repeats a request whose answer it did not get. A 409 makes a failure of a change that was made already.',
    fix: 'Answer a change that changes nothing as one that does: 200 or 204. Keep 409 for values that somebody else has.',
    example: { request: patch(PATH, { op: 'Add', path: 'members', value: one('2819c223') }), response: DONE },
    actor: 'isv-developer',
  },
  {
    id: 'remove-members-ignored',
    title: 'Members named in the value of a Remove stay',
    signs: [{ check: ['G13', 'G15'], got: /must not be/ }],
    explains: ['G13', 'G15', 'G27'],
    why: 'This is the form in which Entra removes members. Whoever leaves a group keeps what it grants.',
    fix: 'For Remove with the path members, take out the members that the value names.',
    example: { request: patch(PATH, { op: 'Remove', path: 'members', value: one('2819c223') }), response: DONE },
    actor: 'isv-developer',
  },
  {
    id: 'remove-members-clears',
    title: 'Removing one member removes all',
    signs: [{ check: 'G13', got: /missing/ }],
    explains: ['G15', 'G27'],
    why: 'One person leaves the group, and everybody loses what it grants.',
    fix: 'For Remove with the path members, look at the value: take out those it names. Only without a value is the whole list meant.',
    example: { request: patch(PATH, { op: 'Remove', path: 'members', value: one('2819c223') }), response: DONE },
    actor: 'isv-developer',
  },
  {
    id: 'multi-member-refused',
    title: 'More than one member in a request is refused',
    signs: [{ check: ['G10', 'G11', 'G26'], got: /HTTP [45]\d\d/ }],
    explains: ['G10', 'G11', 'G15', 'G17', 'G26', 'G27'],
    why: 'Entra puts many members into one request, and the gallery requires it. Groups of more than one change never get through.',
    fix: 'Accept any number of members in the value of one operation, and any number of operations in a request.',
    example: {
      request: patch(PATH, { op: 'Add', path: 'members', value: [...one('2819c223'), ...one('26118915')] }),
      response: DONE,
    },
    actor: 'isv-developer',
  },
  {
    id: 'members-never-returned',
    title: 'Groups never show their members',
    signs: [{ check: ['G09', 'G10', 'G24'], verdict: 'not-verifiable' }],
    explains: ['G24', 'G25'],
    why: 'Microsoft does not ask for members, so provisioning may work all the same. But nobody can check from outside who is in a group, and the member test of a validation run reads them.',
    fix: 'Return members when a group is read by its id, and leave them out only where excludedAttributes says so.',
    example: { request: asked(`GET ${PATH}`), response: answered('200 OK', group({ members: one('2819c223') })) },
    actor: 'isv-developer',
  },
  {
    id: 'excluded-members-returned',
    title: 'Groups come with their members although the query leaves them out',
    signs: [{ check: ['G03', 'G04'] }],
    explains: ['G03', 'G04'],
    why: 'Entra leaves members out when it looks a group up. A group of many thousand members is then sent whole, again and again, until a request times out.',
    fix: 'Read excludedAttributes=members on GET of one group and on lists, and do not even load the members.',
    example: { request: asked(`GET ${PATH}?excludedAttributes=members`), response: answered('200 OK', group()) },
    actor: 'isv-developer',
  },
  {
    id: 'duplicate-group-accepted',
    title: 'Two groups may have the same name',
    signs: [{ check: 'G02' }],
    why: 'Entra matches groups by displayName. With two of a name it stops, or changes the wrong one.',
    fix: 'Make displayName of groups unique and answer 409 with scimType uniqueness.',
    example: {
      request: asked('POST /Groups', { displayName: 'Staff' }),
      response: refusal('409 Conflict', 'A group Staff exists already.', 'uniqueness'),
    },
    actor: 'isv-developer',
  },
];
