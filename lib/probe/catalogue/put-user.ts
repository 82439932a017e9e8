import { entry } from './entry.ts';

export const PUT_USER = [
  entry('T01', 'put-user', {
    title: 'A user is replaced as a whole by PUT',
    expected: '200, and GET shows the new values',
    level: 'must',
    reference: 'RFC 7644 §3.5.1',
  }),
  entry('T02', 'put-user', {
    title: 'A PUT leaves out an attribute that the user had',
    expected: 'GET no longer shows it',
    level: 'should',
    reference: 'RFC 7644 §3.5.1',
  }),
  entry('T03', 'put-user', {
    title: 'PUT to a user that does not exist',
    expected: '404, and no user is made',
    level: 'must',
    reference: 'RFC 7644 §3.5.1',
  }),
] as const;
