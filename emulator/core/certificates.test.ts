import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { loadCertificates } from './certificates.ts';
import { listen } from './listen.ts';

async function serve(certificates: { cert: string; key: string }): Promise<number> {
  const app = new Hono().get('/', (c) => c.text('hello'));
  const { port, close } = await listen(app, { port: 0, tls: certificates });
  onTestFinished(close);
  return port;
}

function get(url: string, ca?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { ca }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('https by either name of loopback is trusted by who trusts the authority, and by nobody else', async () => {
  const certificates = await loadCertificates();
  const port = await serve(certificates);
  expect(await get(`https://localhost:${port}/`, certificates.caPem)).toBe(200);
  expect(await get(`https://127.0.0.1:${port}/`, certificates.caPem)).toBe(200);
  await expect(get(`https://localhost:${port}/`)).rejects.toThrow();
});

test('the authority is constrained to loopback names', async () => {
  const { caPem } = await loadCertificates();
  const der = new X509Certificate(caPem).raw.toString('hex');
  const nameConstraints = '0603551d1e0101ff';
  const [dnsLocalhost, ipLoopback] = [`8209${Buffer.from('localhost').toString('hex')}`, '87087f000001ffffffff'];
  for (const part of [nameConstraints, dnsLocalhost, ipLoopback]) expect(der).toContain(part);
});

test('a data folder keeps its certificates', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const first = await loadCertificates(folder);
  expect(await loadCertificates(folder)).toEqual(first);
  expect(await loadCertificates()).not.toEqual(first);
});
