import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { x509 } from '../core/x509.ts';

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: Uint8Array.of(1, 0, 1),
  modulusLength: 2048,
};
const TEN_YEARS_MS = 10 * 365 * 86_400_000;
const FILE = 'entra-signing-key.json';

/** The key that signs every token. Kept across restarts: token verifiers cache it by `kid`. */
export type SigningKey = { kid: string; privateKey: KeyObject; publicJwk: { n: string; e: string }; x5c: string };
type Kept = { kid: string; privateKeyPem: string; publicJwk: { n: string; e: string }; x5c: string };

export async function loadSigningKey(dataFolder?: string): Promise<SigningKey> {
  const kept = dataFolder ? readKept(join(dataFolder, FILE)) : undefined;
  const { privateKeyPem, ...rest } = kept ?? (await makeKey());
  if (dataFolder && !kept) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(join(dataFolder, FILE), JSON.stringify({ privateKeyPem, ...rest }), { mode: 0o600 });
  }
  return { ...rest, privateKey: createPrivateKey(privateKeyPem) };
}

function readKept(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch (error) {
    // None yet is the normal first start.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The emulator's signing key in ${file} cannot be read; remove the file to make a new one.`, {
      cause: error,
    });
  }
}

async function makeKey(): Promise<Kept> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=accounts.accesscontrol.emulator',
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: new Date(),
    notAfter: new Date(Date.now() + TEN_YEARS_MS),
  });
  const { n, e } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    kid: Buffer.from(await certificate.getThumbprint()).toString('base64url'),
    privateKeyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    publicJwk: { n: n!, e: e! },
    x5c: certificate.toString('base64'),
  };
}
