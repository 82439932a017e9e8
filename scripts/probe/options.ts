import { parseArgs } from 'node:util';
import { CHECK_TAGS, type CheckTag } from '#lib/probe/catalogue/entry.ts';
import type { ProbeCredential } from '#lib/probe/ports.ts';

export const USAGE = `Asks a SCIM endpoint what a validation run and the Entra app gallery will ask of it.

  npm run probe -- --endpoint URL (--token T | --client-id ID --client-secret S --token-url URL [--scope S]) [options]

  --tag TAG        only checks with this tag, may be repeated: ${CHECK_TAGS.filter((tag) => tag !== 'load').join(', ')}
  --read-only      nothing is written; most checks are then untried
  --load [KIND]    also the throughput check, up to 25 requests a second for half a minute: reads (default) or mix
  --json FILE      the whole report          --har FILE   every exchange, for the tools of a browser
  --report FILE    a summary in Markdown     --verbose    every check, not only those that did not pass

Secrets may come from PROBE_TOKEN and PROBE_CLIENT_SECRET instead. The endpoint may be a local one: the command calls
from your own machine. What it makes is removed; after a crash, by the next call for the same endpoint.
Exit status: 0 nothing required by Entra failed, 1 something did, 2 the call was wrong or no verdict was possible.`;

export type ProbeOptions = {
  endpoint: string;
  credential: ProbeCredential;
  tags: CheckTag[];
  mayWrite: boolean;
  load?: 'reads' | 'mix';
  json?: string;
  har?: string;
  report?: string;
  verbose: boolean;
};
type Flags = Record<string, string | boolean | string[] | undefined>;

/** What the command line asks for, or what is wrong with it. */
export function readOptions(
  args: string[],
  env: Record<string, string | undefined>,
): ProbeOptions | 'help' | { problem: string } {
  try {
    const flags = parse(args);
    if (flags.help) return 'help';
    return { ...targetOf(flags, env), ...choicesOf(flags) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function parse(args: string[]): Flags {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  // `--load` alone means reads: parseArgs knows no optional values.
  const at = args.indexOf('--load');
  const hasKind = args[at + 1] === 'reads' || args[at + 1] === 'mix';
  const whole = at === -1 || hasKind ? args : args.toSpliced(at + 1, 0, 'reads');
  return parseArgs({
    args: whole,
    options: {
      endpoint: text,
      token: text,
      'client-id': text,
      'client-secret': text,
      'token-url': text,
      scope: text,
      tag: { type: 'string', multiple: true },
      'read-only': flag,
      load: text,
      json: text,
      har: text,
      report: text,
      verbose: flag,
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
}

function targetOf(
  flags: Flags,
  env: Record<string, string | undefined>,
): Pick<ProbeOptions, 'endpoint' | 'credential'> {
  const endpoint = textOf(flags.endpoint);
  if (!endpoint) throw new Error('--endpoint is missing.');
  if (!URL.canParse(endpoint)) throw new Error('--endpoint is not a full URL.');
  return { endpoint, credential: credentialOf(flags, env) };
}

function credentialOf(flags: Flags, env: Record<string, string | undefined>): ProbeCredential {
  const clientId = textOf(flags['client-id']);
  if (!clientId) {
    const token = textOf(flags.token) ?? env.PROBE_TOKEN;
    if (!token) throw new Error('A credential is missing: --token, or --client-id with its secret and token URL.');
    return { kind: 'bearer', token };
  }
  const clientSecret = textOf(flags['client-secret']) ?? env.PROBE_CLIENT_SECRET;
  const tokenUrl = textOf(flags['token-url']);
  if (!clientSecret || !tokenUrl) throw new Error('--client-id needs --client-secret and --token-url.');
  if (!URL.canParse(tokenUrl)) throw new Error('--token-url is not a full URL.');
  return { kind: 'client-credentials', clientId, clientSecret, tokenUrl, scope: textOf(flags.scope) };
}

function choicesOf(flags: Flags): Omit<ProbeOptions, 'endpoint' | 'credential'> {
  const tags = (Array.isArray(flags.tag) ? flags.tag : []).map((tag) => {
    const known = CHECK_TAGS.find((one) => one === tag);
    if (!known) throw new Error(`No check has the tag ${tag}. Tags: ${CHECK_TAGS.join(', ')}.`);
    return known;
  });
  const load = textOf(flags.load);
  if (load !== undefined && load !== 'reads' && load !== 'mix') throw new Error('--load is reads or mix.');
  const { json, har, report } = flags;
  return {
    tags,
    mayWrite: flags['read-only'] !== true,
    ...(load ? { load } : {}),
    json: textOf(json),
    har: textOf(har),
    report: textOf(report),
    verbose: flags.verbose === true,
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
