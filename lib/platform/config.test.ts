import { expect, test } from 'vitest';
import { authorityMetadata, readConfig } from './config.ts';

const WHOLE = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://portal:s3cret@db.example/portal',
  PORTAL_URL: 'https://portal.example/',
  PORTAL_CLIENT_ID: '3f1b7f0e-93a5-4c53-8f0e-2f1d8a3b9c11',
  PORTAL_CLIENT_SECRET: 'planted-secret',
  OPERATOR_TENANT_ID: 'b7f5d1c2-1c2d-4e5f-8a9b-0c1d2e3f4a5b',
} as const;
const read = (more: Record<string, string | undefined>) => readConfig({ ...WHOLE, ...more } as NodeJS.ProcessEnv);

test('without a word about clouds it speaks to Microsoft’s public one', () => {
  const config = read({});
  expect(config).toMatchObject({
    ENTRA_URL: 'https://login.microsoftonline.com',
    GRAPH_URL: 'https://graph.microsoft.com',
    ARM_URL: 'https://management.azure.com',
    PORTAL_URL: 'https://portal.example',
  });
  expect(authorityMetadata(config)).toBeUndefined();
});

test.each([
  ['GRAPH_URL', 'https://graph.microsoft.com.evil.example'],
  ['GRAPH_URL', 'https://evil.example/graph.microsoft.com'],
  ['GRAPH_URL', 'https://localhost@evil.example'],
  ['GRAPH_URL', 'http://graph.microsoft.com'],
  ['ARM_URL', 'https://graph.microsoft.com'],
  ['ENTRA_URL', 'https://login.example.com'],
  ['ENTRA_METADATA_URL', 'https://10.0.0.7'],
])('%s refuses %s: tokens would travel there', (name, url) => {
  expect(() => read({ [name]: url })).toThrow(`${name}: must be a known Microsoft cloud or this machine`);
});

test.each([
  ['GRAPH_URL', 'https://localhost:4402'],
  ['ARM_URL', 'https://127.0.0.1:4403/'],
  ['ENTRA_METADATA_URL', 'http://localhost:4401'],
])('%s takes %s', (name, url) => {
  expect(read({ [name]: url })).toMatchObject({ [name]: url.replace(/\/$/, '') });
});

const US = { ENTRA_URL: 'https://login.microsoftonline.us', ARM_URL: 'https://management.usgovcloudapi.net' };
const CHINA = { ENTRA_URL: 'https://login.partner.microsoftonline.cn', ARM_URL: 'https://management.chinacloudapi.cn' };

test.each([
  ['the US Government’s', { ...US, GRAPH_URL: 'https://graph.microsoft.us' }],
  ['the US Government’s for DoD', { ...US, GRAPH_URL: 'https://dod-graph.microsoft.us' }],
  ['the Chinese', { ...CHINA, GRAPH_URL: 'https://microsoftgraph.chinacloudapi.cn' }],
])('it speaks to %s cloud when all three hosts are of it', (_whose, hosts) => {
  expect(read(hosts)).toMatchObject(hosts);
});

test.each([
  ['Graph alone', { GRAPH_URL: 'https://graph.microsoft.us' }],
  ['ARM alone', { ARM_URL: 'https://management.chinacloudapi.cn' }],
  ['all but Graph', US],
  ['all but Entra', { ...US, ENTRA_URL: undefined, GRAPH_URL: 'https://graph.microsoft.us' }],
])('hosts of two clouds are refused: %s', (_which, hosts) => {
  expect(() => read(hosts)).toThrow('GRAPH_URL: must be of the same Microsoft cloud as ENTRA_URL and ARM_URL');
});

test('everything that is wrong is said at once, by name and never by value', () => {
  const wrong = { DATABASE_URL: 'mysql://planted-1', PORTAL_CLIENT_ID: 'planted-2', PORTAL_CLIENT_SECRET: '' };
  const words = () => read({ ...wrong, RUN_VALIDITY_DAYS: 'planted-3' });
  for (const name of [...Object.keys(wrong), 'RUN_VALIDITY_DAYS']) expect(words).toThrow(name);
  expect(words).not.toThrow('planted');
});

test('a certificate stands for the secret, and is named whole', () => {
  const file = { PORTAL_CLIENT_SECRET: undefined, PORTAL_CERTIFICATE_KEY_FILE: '/etc/portal/key.pem' };
  expect(() => read(file)).toThrow('PORTAL_CLIENT_SECRET');
  expect(read({ ...file, PORTAL_CERTIFICATE_THUMBPRINT_SHA256: 'ab'.repeat(32) })).toMatchObject({
    PORTAL_CERTIFICATE_KEY_FILE: '/etc/portal/key.pem',
  });
});

test('mail needs a server and a sender, or neither', () => {
  expect(read({}).SMTP_URL).toBeUndefined();
  const mail = { SMTP_URL: 'smtps://u:planted@mail.example', MAIL_FROM: 'Gallery <no-reply@portal.example>' };
  expect(read(mail)).toMatchObject(mail);
  expect(() => read({ ...mail, MAIL_FROM: undefined })).toThrow('MAIL_FROM');
  expect(() => read({ ...mail, MAIL_FROM: 'x@y\r\nBcc: z@z' })).toThrow('MAIL_FROM');
  expect(() => read({ ...mail, SMTP_URL: 'https://mail.example' })).toThrow('SMTP_URL');
});
