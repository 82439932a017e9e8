import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { officialTemplate } from './official-template.ts';

const KNOWN = '{"definition":{"actions":{}}}';

function read(bytes: Uint8Array): { definition: Record<string, unknown> } {
  const text = new TextDecoder().decode(bytes);
  if (text !== KNOWN) throw new Error('unknown');
  return JSON.parse(text) as { definition: Record<string, unknown> };
}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'official-template-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

/** A web server whose answer can be changed; counts the requests. */
async function web(body: string) {
  const state = { body, requests: 0 };
  const server = createServer((_request, response) => {
    state.requests += 1;
    response.end(state.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/template.json` };
}

test('takes the known file from this machine', async () => {
  const file = path.join(await folder(), 'template.json');
  await writeFile(file, KNOWN);
  const template = officialTemplate({ file, url: 'https://unused.example', cacheFolder: '/unused', read });
  await expect(template.load()).resolves.toMatchObject({ definition: { actions: {} } });
});

test('a file that is missing or another one is unavailable, in words', async () => {
  const missing = path.join(await folder(), 'none.json');
  const settings = { file: missing, url: 'https://unused.example', cacheFolder: '/unused', read };
  await expect(officialTemplate(settings).load()).resolves.toEqual({
    unavailable: 'The file named by OFFICIAL_TEMPLATE_FILE cannot be read.',
  });
  await writeFile(missing, `${KNOWN} `);
  const answer = await officialTemplate(settings).load();
  expect(answer).toMatchObject({ unavailable: expect.stringContaining('not the known template') as string });
});

test('downloads once and uses the copy from then on', async () => {
  const { state, url } = await web(KNOWN);
  const cacheFolder = await folder();
  await officialTemplate({ url, cacheFolder, read }).load();
  state.body = 'gone';
  const again = await officialTemplate({ url, cacheFolder, read }).load();
  expect(again).toMatchObject({ definition: { actions: {} } });
  expect(state.requests).toBe(1);
});

test('another version on the web is neither taken nor kept', async () => {
  const { url } = await web('{"definition":{"actions":{"other":{}}}}');
  const cacheFolder = await folder();
  const answer = await officialTemplate({ url, cacheFolder, read }).load();
  expect(answer).toMatchObject({ unavailable: expect.stringContaining('not the version') as string });
  expect(await readdir(cacheFolder)).toEqual([]);
});

test('a failed download is not tried again at once', async () => {
  const { state, url } = await web('');
  const template = officialTemplate({ url, cacheFolder: await folder(), read });
  await template.load();
  await template.load();
  expect(state.requests).toBe(1);
});
