import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { isPublic, pinAddress } from './address-guard.ts';
import { guardedHttp } from './guarded-http.ts';

const NOBODY = new Set<string>();

const HOSTILE = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0/',
  'http://localhost/',
  'http://LOCALHOST./',
  'http://[::1]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[::a9fe:a9fe]/',
  'http://[4000::1]/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127%2e0%2e0%2e1/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b:1::a00:1]/',
  'http://[2001:0:7f00:1::]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  'http://[fd00:ec2::254]/',
  'http://198.18.0.1/',
  'http://[2002:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data',
  'http://100.64.0.1/',
  'http://168.63.129.16/',
  'http://0.0.0.0/',
  'http://224.0.0.1/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  'http://192.0.2.1/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'http://user:secret@example.com/',
];

test.each(HOSTILE)('refuses %s', async (address) => {
  await expect(pinAddress(new URL(address), NOBODY)).rejects.toMatchObject({ code: 'address-refused' });
});

test('public addresses pass, of both families', () => {
  expect(isPublic('93.184.215.14')).toBe(true);
  expect(isPublic('2606:2800:21f:cb07:6820:80da:af6b:8b2c')).toBe(true);
});

test('a host that the configuration opens is reached, by its port only', async () => {
  const { origin } = await serve((_path, answer) => answer(200, {}, 'hello'));
  const { text } = await guardedHttp(new Set([new URL(origin).host]))({ url: origin });
  expect(text).toBe('hello');
  await expect(guardedHttp(new Set(['localhost:1']))({ url: origin })).rejects.toMatchObject({
    code: 'address-refused',
  });
});

test('a name that leads to a public and to a private address is refused', async () => {
  const addresses = [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  const pinning = pinAddress(new URL('https://two-faced.example'), NOBODY, async () => addresses);
  await expect(pinning).rejects.toMatchObject({ code: 'address-refused' });
});

test('the address that was checked is the one that is called: a name is not asked twice', async () => {
  const { origin } = await serve((_path, answer) => answer(200, {}, 'pinned'));
  const host = `rebinding.example:${new URL(origin).port}`;
  const asked: string[] = [];
  const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '169.254.169.254', family: 4 }]];
  const http = guardedHttp(new Set([host]), async (name) => (asked.push(name), answers[asked.length - 1] ?? []));
  expect((await http({ url: `http://${host}/` })).text).toBe('pinned');
  expect(asked).toEqual(['rebinding.example']);
});

test('a chain of redirects is followed for three hops and no further', async () => {
  let hops = 0;
  const { origin } = await serve((_path, answer) => answer(302, { location: `/${(hops += 1)}` }, ''));
  const { status } = await guardedHttp(new Set([new URL(origin).host]))({ url: origin });
  expect([status, hops]).toEqual([302, 4]);
});

test('a redirect is checked again: an open host cannot lead to a closed one', async () => {
  const { origin } = await serve((_path, answer) => answer(302, { location: 'http://169.254.169.254/' }, ''));
  const http = guardedHttp(new Set([new URL(origin).host]));
  await expect(http({ url: origin })).rejects.toMatchObject({ code: 'address-refused' });
});

test('credentials do not follow a redirect to another origin', async () => {
  const seen: (string | undefined)[] = [];
  const target = await serve((_path, answer, authorization) => (seen.push(authorization), answer(200, {}, 'there')));
  const { origin } = await serve((_path, answer) => answer(307, { location: target.origin }, ''));
  const http = guardedHttp(new Set([new URL(origin).host, new URL(target.origin).host]));
  const answer = await http({
    url: origin,
    method: 'POST',
    headers: { Authorization: 'Bearer secret' },
    body: 'secret',
  });
  expect(answer.text).toBe('there');
  expect(seen).toEqual([undefined]);
});

test('an endless answer is cut at the limit', async () => {
  const { origin } = await serve((_path, answer) => answer(200, {}, 'x'.repeat(100_000)));
  const http = guardedHttp(new Set([new URL(origin).host]));
  const answer = await http({ url: origin, maxBytes: 1_000 });
  expect(answer.text).toHaveLength(1_000);
  expect(answer.truncated).toBe(true);
});

test('a silent host is given up in time', async () => {
  const { origin } = await serve(() => undefined);
  const http = guardedHttp(new Set([new URL(origin).host]));
  await expect(http({ url: origin, timeoutMs: 50 })).rejects.toMatchObject({ code: 'upstream-timeout' });
});

type Answer = (status: number, headers: Record<string, string>, body: string) => void;

async function serve(handle: (path: string, answer: Answer, authorization?: string) => unknown) {
  const server = createServer((request, response) => {
    handle(
      request.url ?? '',
      (status, headers, body) => void response.writeHead(status, headers).end(body),
      request.headers.authorization,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}` };
}
