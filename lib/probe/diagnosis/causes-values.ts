import type { Cause } from './cause.ts';
import { answered, asked, CORE, ENTERPRISE, patch, user } from './examples.ts';

const PATH = '/Users/2819c223';

/** The forms in which Entra writes values. */
export const VALUE_CAUSES: Cause[] = [
  {
    id: 'string-false-refused',
    title: 'The text "False" is refused',
    signs: [{ check: 'M16', got: /HTTP [45]\d\d/ }],
    explains: ['M17', 'U17'],
    why: 'Without its compliance flag Entra sends active as text. A person who leaves keeps access to your application.',
    fix: 'Take "True" and "False", in any letter case, as booleans. Customers can also add ?aadOptscim062020 to the tenant URL, but do not rely on that.',
    example: {
      request: patch(PATH, { op: 'Replace', path: 'active', value: 'False' }),
      response: answered('200 OK', user({ active: false })),
    },
    actor: 'isv-developer',
  },
  {
    id: 'string-false-stored',
    title: 'The text "False" is stored as a text, and the user stays enabled',
    signs: [{ check: ['M16', 'U17'], got: /as the string|shows "True"/ }],
    explains: [{ check: ['M16', 'M17', 'U17'], got: /string|shows|still/ }],
    why: 'Your answer says that the user was disabled. In most languages the text "False" is true, so a person who leaves keeps access.',
    fix: 'Make a boolean of "True" and "False", in any letter case, before you store active, and answer a boolean.',
    example: {
      request: patch(PATH, { op: 'Replace', path: 'active', value: 'False' }),
      response: answered('200 OK', user({ active: false })),
    },
    actor: 'isv-developer',
  },
  {
    id: 'manager-string-refused',
    title: 'A manager sent as a plain text is refused',
    signs: [{ check: ['M11', 'U15'], got: /HTTP [45]\d\d/ }],
    explains: ['M11', 'U15', { check: 'M13', got: /HTTP 4[\s\S]*(string|complex|text)/i }],
    why: 'Entra sends the id of the manager as a plain text. No user gets a manager, and other changes in the same request are lost with it.',
    fix: 'Take a plain text for manager as {"value": "…"}.',
    example: {
      request: patch(PATH, { op: 'Add', path: `${ENTERPRISE}:manager`, value: '26118915' }),
      response: answered('200 OK', user({ [ENTERPRISE]: { manager: { value: '26118915' } } })),
    },
    actor: 'isv-developer',
  },
  {
    id: 'manager-string-kept',
    title: 'A manager sent as a plain text is kept as a plain text',
    signs: [{ check: ['M11', 'U15'], got: /plain string/ }],
    explains: ['M11', 'U15'],
    why: 'Clients read manager.value. A validation run does, too, and finds no manager.',
    fix: 'Take a plain text for manager as {"value": "…"}, and answer it so.',
    example: {
      request: patch(PATH, { op: 'Add', path: `${ENTERPRISE}:manager`, value: '26118915' }),
      response: answered('200 OK', user({ [ENTERPRISE]: { manager: { value: '26118915' } } })),
    },
    actor: 'isv-developer',
  },
  {
    id: 'manager-string-dropped',
    title: 'A manager sent as a plain text is accepted and not kept',
    signs: [{ check: ['M11', 'U15'], got: /answered 20\d|manager is|absent|shows nothing/ }],
    explains: ['M11', 'U15'],
    why: 'Entra sends the id of the manager as a plain text. Your answer says that it was kept, so nobody looks for the mistake.',
    fix: 'Take a plain text for manager as {"value": "…"}.',
    example: {
      request: asked('POST /Users', {
        schemas: [CORE, ENTERPRISE],
        userName: 'joy',
        [ENTERPRISE]: { manager: '26118915' },
      }),
      response: answered('201 Created', user({ [ENTERPRISE]: { manager: { value: '26118915' } } })),
    },
    actor: 'isv-developer',
  },
  {
    id: 'empty-text-refused',
    title: 'An attribute cannot be emptied by ""',
    signs: [{ check: ['M19', 'M13'] }],
    explains: ['M13', 'M19'],
    why: 'When a value is removed in the directory, Entra replaces it by an empty text. The old title, department or manager stays for ever.',
    fix: 'Take "" for an optional attribute as "no value": remove it, or keep it empty.',
    example: {
      request: patch(PATH, { op: 'Replace', path: 'title', value: '' }),
      response: answered('204 No Content'),
    },
    actor: 'isv-developer',
  },
  {
    id: 'null-refused',
    title: 'An attribute cannot be emptied by null',
    signs: [{ check: 'M20' }],
    why: 'null means "no value" (RFC 7643 section 2.5), and a validation run sends it for every optional attribute.',
    fix: 'Take null for an optional attribute as its removal.',
    example: {
      request: patch(PATH, { op: 'Replace', path: 'title', value: null }),
      response: answered('204 No Content'),
    },
    actor: 'isv-developer',
  },
];
