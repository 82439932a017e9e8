import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger('info', { write: (line: string) => (text += line) }));
  return text;
}

test('secrets do not reach the log, wherever they stand', () => {
  const text = logged((logger) =>
    logger.info(
      { token: 'planted-1', body: { clientSecret: 'planted-2' }, a: { headers: { authorization: 'planted-3' } } },
      'x',
    ),
  );
  expect(text).not.toContain('planted');
  expect(text).toContain('[redacted]');
});

test('an error keeps its message and stack under err', () => {
  const line = JSON.parse(logged((logger) => logger.error({ err: new Error('broken') }, 'request.failed'))) as {
    err: { message: string; stack: string };
  };
  expect(line.err.message).toBe('broken');
  expect(line.err.stack).toContain('logger.test');
});
