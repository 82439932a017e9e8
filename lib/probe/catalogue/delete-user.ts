import { entry } from './entry.ts';

export const DELETE_USER = [
  entry('X01', 'delete-user', {
    title: 'DELETE',
    expected: '204, empty body',
    level: 'entra-required',
    reference: '7644 §3.6; MS "Delete User"',
    quick: true,
  }),
  entry('X02', 'delete-user', {
    title: 'After DELETE: GET 404, filter total 0',
    expected: '404 / 0',
    level: 'entra-required',
    reference: '7644 §3.6; Logic App #4',
    quick: true,
  }),
  entry('X03', 'delete-user', {
    title: 'Second DELETE and unknown DELETE',
    expected: '404 / 404',
    level: 'must',
    reference: '7644 §3.6; MS validator preview',
    quick: true,
  }),
  entry('X04', 'delete-user', {
    title: 'Recreate same userName',
    expected: '201',
    level: 'entra-required',
    reference: 'Logic App #6 Restore',
    quick: true,
  }),
] as const;
