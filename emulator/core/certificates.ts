import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { x509 } from './x509.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const VALID_DAYS = 397;
const RENEW_BEFORE_DAYS = 30;
const DAY_MS = 86_400_000;
const FILE = 'certificates.json';

/** The local certificate authority and the certificate that the https listeners show. */
export type Certificates = { caPem: string; cert: string; key: string };

/**
 * The certificates of this data folder, made at the first start and again before they expire.
 * The authority can vouch for localhost only: trusting it gives its key no power over other names.
 */
export async function loadCertificates(dataFolder?: string): Promise<Certificates> {
  if (!dataFolder) return makeCertificates();
  const file = join(dataFolder, FILE);
  const kept = readKept(file);
  if (kept) return kept;
  const made = await makeCertificates();
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

function readKept(file: string): Certificates | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Certificates;
    const { notAfter } = new x509.X509Certificate(kept.cert);
    return notAfter.getTime() - Date.now() > RENEW_BEFORE_DAYS * DAY_MS ? kept : undefined;
  } catch (error) {
    // None yet is the normal first start.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The emulator's certificates in ${file} cannot be read; remove the file to make new ones.`, {
      cause: error,
    });
  }
}

async function makeCertificates(): Promise<Certificates> {
  const validity = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + VALID_DAYS * DAY_MS) };
  const caKeys = await newKeys();
  const serialNumber = () => crypto.randomUUID().replaceAll('-', '');
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Local cloud emulator authority',
    keys: caKeys,
    signingAlgorithm: ALGORITHM,
    serialNumber: serialNumber(),
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
      loopbackOnly(),
    ],
  });
  const keys = await newKeys();
  const leaf = await x509.X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    serialNumber: serialNumber(),
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  // The authority's key is thrown away: nothing can be signed with it again.
  return {
    caPem: ca.toString('pem'),
    cert: `${leaf.toString('pem')}\n${ca.toString('pem')}`,
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
  };
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
}

// https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10: permitted dNSName localhost, iPAddress 127.0.0.1/32.
function loopbackOnly(): x509.Extension {
  const dns = tlv(0x30, tlv(0x82, new TextEncoder().encode('localhost')));
  const ip = tlv(0x30, tlv(0x87, Uint8Array.of(127, 0, 0, 1, 255, 255, 255, 255)));
  const permitted = tlv(0xa0, Uint8Array.of(...dns, ...ip));
  return new x509.Extension('2.5.29.30', true, tlv(0x30, permitted));
}

function tlv(tag: number, value: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(tag, value.length, ...value);
}
