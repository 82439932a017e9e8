import { readFileSync } from 'node:fs';
import tls from 'node:tls';

/** Trusts one more certificate authority in this process, beside the usual ones. */
export function trustExtraCa(file: string | undefined): void {
  if (!file) return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(file, 'utf8')]);
}
