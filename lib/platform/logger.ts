import pino, { type Logger, type LoggerOptions } from 'pino';

const SECRET_KEYS = [
  'token',
  'accessToken',
  'access_token',
  'refresh_token',
  'clientSecret',
  'client_secret',
  'password',
  'secret',
  'authorization',
  'cookie',
  'credential',
  'assertion',
];

/** Paths that never reach the output, at the top and one level down. */
const REDACTED = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

const OPTIONS: LoggerOptions = {
  base: undefined,
  redact: { paths: REDACTED, censor: '[redacted]' },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
};

/** JSON lines. Messages are dotted event names; errors go under `err`. */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options = { ...OPTIONS, level };
  return destination ? pino(options, destination) : pino(options);
}
