import 'server-only';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { cloudOf, type CloudService } from './clouds.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Tokens of people travel to these hosts: anything but a known Microsoft cloud or this machine is refused. */
function cloudUrl(service: CloudService) {
  return z
    .url()
    .transform((url) => url.replace(/\/+$/, ''))
    .refine((url) => {
      return LOOPBACK.has(new URL(url).hostname) || cloudOf(service, url) !== undefined;
    }, 'must be a known Microsoft cloud or this machine');
}

const milliseconds = (fallback: number) => z.coerce.number().int().min(10).max(3_600_000).default(fallback);
const perMinute = (fallback: number) => z.coerce.number().int().min(1).max(10_000_000).default(fallback);

const Config = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://'),
    PORTAL_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
    PORTAL_CLIENT_ID: z.guid(),
    PORTAL_CLIENT_SECRET: z.string().min(1).optional(),
    PORTAL_CERTIFICATE_KEY_FILE: z.string().min(1).optional(),
    PORTAL_CERTIFICATE_THUMBPRINT_SHA256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
      .optional(),
    OPERATOR_TENANT_ID: z.guid(),
    ENTRA_URL: cloudUrl('entra').default('https://login.microsoftonline.com'),
    /** Where sign-in really happens when it is not at ENTRA_URL: the base address of a local emulator. */
    ENTRA_METADATA_URL: cloudUrl('entra').optional(),
    GRAPH_URL: cloudUrl('graph').default('https://graph.microsoft.com'),
    ARM_URL: cloudUrl('arm').default('https://management.azure.com'),
    EXTRA_CA_FILE: z.string().min(1).optional(),
    /** Private hosts that may be called all the same, as `host:port`, separated by commas. */
    ALLOWED_PRIVATE_HOSTS: z
      .string()
      .default('')
      .transform((list) =>
        list
          .split(',')
          .map((host) => host.trim())
          .filter(Boolean),
      ),
    OFFICIAL_TEMPLATE_FILE: z.string().min(1).optional(),
    OFFICIAL_TEMPLATE_URL: z.url({ protocol: /^https$/ }).optional(),
    /** Where a downloaded template is kept. */
    CACHE_FOLDER: z.string().min(1).default('.data/cache'),
    /** Where mail is handed in, like `smtp://user:password@mail.example.com:587`. Without it no contact is asked to confirm. */
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must start with smtp:// or smtps://' }).optional(),
    /** Whom mail comes from: an address, or `Name <address>`. */
    MAIL_FROM: z
      .string()
      .regex(/^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address, or a name with an address in <>')
      .optional(),
    RUN_VALIDITY_DAYS: z.coerce.number().int().min(1).max(365).default(14),
    /** How often waiting steps look again, and how often a running validation is read. */
    POLL_INTERVAL_MS: milliseconds(3_000),
    RUN_READ_INTERVAL_MS: milliseconds(10_000),
    /** How long the first provisioning cycle, and a whole run, may take before the portal gives up waiting. */
    FIRST_CYCLE_TIMEOUT_MS: z.coerce
      .number()
      .int()
      .min(1_000)
      .default(45 * 60_000),
    RUN_TIMEOUT_MS: z.coerce
      .number()
      .int()
      .min(1_000)
      .default(6 * 3_600_000),
    /** How many requests all people and tools of one tenant may send in a minute, and how many of those may change something. */
    TENANT_READS_PER_MINUTE: perMinute(6_000),
    TENANT_WRITES_PER_MINUTE: perMinute(1_200),
    /** Of one address, for what needs no sign-in. Counts only where CLIENT_ADDRESS_HEADER is set. */
    PUBLIC_REQUESTS_PER_MINUTE: perMinute(600),
    /** The header in which the operator’s own proxy, and nobody else, names the address a request comes from. */
    CLIENT_ADDRESS_HEADER: z
      .string()
      .regex(/^[a-z0-9-]+$/i, 'must be the name of a header')
      .optional(),
    /** Expected length of a run while this portal has seen none. */
    EXPECTED_RUN_MINUTES: z.coerce.number().positive().default(90),
  })
  .refine(
    (given) =>
      given.PORTAL_CLIENT_SECRET || (given.PORTAL_CERTIFICATE_KEY_FILE && given.PORTAL_CERTIFICATE_THUMBPRINT_SHA256),
    {
      path: ['PORTAL_CLIENT_SECRET'],
      message: 'set it, or both PORTAL_CERTIFICATE_KEY_FILE and PORTAL_CERTIFICATE_THUMBPRINT_SHA256',
      // Also when other variables are wrong: everything is reported together.
      when: () => true,
    },
  )
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
    path: ['MAIL_FROM'],
    message: 'set it too when SMTP_URL is set',
    when: () => true,
  })
  .refine(isOneCloud, { path: ['GRAPH_URL'], message: 'must be of the same Microsoft cloud as ENTRA_URL and ARM_URL' });

type Urls = { ENTRA_URL: string; GRAPH_URL: string; ARM_URL: string };

/** A token of one cloud is worth nothing in another. What is on this machine is of no cloud and goes with any. */
function isOneCloud({ ENTRA_URL, GRAPH_URL, ARM_URL }: Urls): boolean {
  const named = [cloudOf('entra', ENTRA_URL), cloudOf('graph', GRAPH_URL), cloudOf('arm', ARM_URL)];
  return new Set(named.filter((name) => name !== undefined)).size <= 1;
}

export type Config = z.infer<typeof Config>;

/** Reports every bad variable at once, by name and never by value. Empty variables count as missing. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Config.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`Invalid environment:\n${[...new Set(problems)].join('\n')}`);
}

let current: Config | undefined;

/** The process's configuration, read at first use. */
export function config(): Config {
  current ??= readConfig(process.env);
  return current;
}

/** The metadata MSAL is given instead of asking the authority; `{tenantid}` is filled in by MSAL. */
export function authorityMetadata({ ENTRA_METADATA_URL: base }: Config): string | undefined {
  if (!base) return undefined;
  const at = `${base}/{tenantid}`;
  return JSON.stringify({
    issuer: `${at}/v2.0`,
    authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
    token_endpoint: `${at}/oauth2/v2.0/token`,
    end_session_endpoint: `${at}/oauth2/v2.0/logout`,
    jwks_uri: `${at}/discovery/v2.0/keys`,
  });
}

/**
 * A key that nobody without the portal’s own credential can make, another one for each purpose. Another credential makes
 * other keys.
 */
export function portalKey(config: Config, purpose: string): Buffer {
  const credential = portalCredential(config);
  const secret = 'clientSecret' in credential ? credential.clientSecret : credential.certificate.privateKey;
  return createHmac('sha256', secret).update(purpose).digest();
}

/** What the portal proves its identity to Entra with. */
export function portalCredential(
  config: Config,
): { clientSecret: string } | { certificate: { thumbprintSha256: string; privateKey: string } } {
  const { PORTAL_CERTIFICATE_KEY_FILE: keyFile, PORTAL_CERTIFICATE_THUMBPRINT_SHA256: thumbprintSha256 } = config;
  if (keyFile && thumbprintSha256)
    return { certificate: { thumbprintSha256, privateKey: readFileSync(keyFile, 'utf8') } };
  return { clientSecret: config.PORTAL_CLIENT_SECRET ?? '' };
}
