import { entry } from './entry.ts';

export const DELETE_USER = [
  entry('X01', 'delete-user', {
    title: 'A user is deleted',
    expected: '204 with an empty body',
    level: 'entra-required',
    reference: 'RFC 7644 §3.6; Microsoft Learn: "Delete User"',
    quick: true,
  }),
  entry('X02', 'delete-user', {
    title: 'A deleted user is looked for by its id and by its userName',
    expected: '404 by its id, and the filter answers 200 with totalResults 0',
    level: 'entra-required',
    reference: 'RFC 7644 §3.6; Logic App #4',
    quick: true,
  }),
  entry('X03', 'delete-user', {
    title: 'A user is deleted who is gone already, and one who never was',
    expected: '404 both times',
    level: 'must',
    reference: 'RFC 7644 §3.6; Microsoft SCIM Validator preview',
    quick: true,
  }),
  entry('X04', 'delete-user', {
    title: 'A user is created with the userName of one who was deleted',
    expected: '201',
    level: 'entra-required',
    reference: 'Logic App #6 Restore',
    quick: true,
  }),
] as const;
