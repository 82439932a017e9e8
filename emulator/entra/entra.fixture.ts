import { createHash } from 'node:crypto';
import { x509 } from '../core/x509.ts';
import type { Addresses } from '../core/core.ts';

/** What a client of the real Entra needs in addition to find this one. */
export function authorityMetadata({ addresses: { entra } }: { addresses: Addresses }): string {
  const base = `${entra}/{tenantid}`;
  return JSON.stringify({
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  });
}

export type ClientCertificate = Awaited<ReturnType<typeof makeClientCertificate>>;

/** A certificate as an operator would upload it, and its key as msal-node wants it. */
export async function makeClientCertificate() {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: Uint8Array.of(1, 0, 1),
    modulusLength: 2048,
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=portal',
    keys,
    signingAlgorithm: algorithm,
  });
  const privateKey = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  const thumbprintSha256 = createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex');
  return { pem: certificate.toString('pem'), msal: { thumbprintSha256, privateKey } };
}
