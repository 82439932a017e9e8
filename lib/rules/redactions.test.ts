import { expect, test } from 'vitest';
import { redactionsBetween } from './redactions.ts';
import { scrub } from './scrub.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln';
const report = (content: unknown) => redactionsBetween(content, scrub(content));

test.each<[string, unknown, { path: string; kind: string }[]]>([
  [
    'an echoed header',
    { headers: { Authorization: 'Bearer abc' } },
    [{ path: '/headers/Authorization', kind: 'header' }],
  ],
  ['a secret’s key', { access_token: 'abc', n: 1 }, [{ path: '/access_token', kind: 'key' }]],
  ['all below such a key', { secrets: [{ a: 'x', b: true }] }, [{ path: '/secrets/0/a', kind: 'key' }]],
  ['a named pair', [{ key: 'SecretToken', value: 'abc' }], [{ path: '/0/value', kind: 'key' }]],
  ['a token in a sentence', { note: `It is ${JWT}.` }, [{ path: '/note', kind: 'token' }]],
  ['a header in a sentence', { 'a/b~': 'Send Bearer abc' }, [{ path: '/a~1b~0', kind: 'authorization' }]],
  ['a signed address', { link: 'https://a.example/?sig=abc' }, [{ path: '/link', kind: 'address' }]],
  ['JSON inside a text', { body: '{"password":"abc"}' }, [{ path: '/body', kind: 'embedded' }]],
  ['a key that is a token', { [JWT]: 1 }, [{ path: '/[removed]', kind: 'token' }]],
  ['nothing secret', { tokenType: 'Bearer', list: [1, null, 'x'] }, []],
])('%s is reported by its place and kind, never by its value', (_what, content, expected) => {
  expect(report(content)).toEqual(expected);
  expect(JSON.stringify(report(content))).not.toContain('eyJ');
});
