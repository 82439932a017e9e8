import { entry } from './entry.ts';

export const PUT_USER = [
  entry('T01', 'put-user', { title: 'PUT replace', expected: '200', level: 'must', reference: '7644 §3.5.1' }),
  entry('T02', 'put-user', {
    title: 'PUT drops omitted attribute',
    expected: 'absent',
    level: 'should',
    reference: '7644 §3.5.1',
  }),
  entry('T03', 'put-user', { title: 'PUT unknown id', expected: '404', level: 'must', reference: '7644 §3.5.1' }),
] as const;
