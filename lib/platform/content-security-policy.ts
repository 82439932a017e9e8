import type { Config } from './config.ts';

/** Scripts only with this request's nonce; connections only to this portal and to the configured sign-in. */
export function contentSecurityPolicy(config: Config, nonce: string): string {
  const entra = [config.ENTRA_URL, config.ENTRA_METADATA_URL]
    .filter((url) => url !== undefined)
    .map((url) => new URL(url).origin);
  const development = config.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return Object.entries({
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    'style-src': config.NODE_ENV === 'development' ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    // Positions of pop-overs are style attributes.
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data:",
    'connect-src': ["'self'", ...entra].join(' '),
    // Hidden frames renew the session.
    'frame-src': ["'self'", ...entra].join(' '),
    'frame-ancestors': "'self'",
    'form-action': "'self'",
    'base-uri': "'self'",
    'object-src': "'none'",
  })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
