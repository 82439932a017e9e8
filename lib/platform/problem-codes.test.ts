import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROBLEM_STATUS } from './problem-codes.ts';

/** The compiler checks codes where they are literals; this also finds one that came through a cast. */
const USED = globSync('{lib,app}/**/*.ts', { exclude: (path) => path.includes('generated') }).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/new AppError\(\s*'([^']+)'/g)].map(([, code]) => ({ file, code })),
);

test('every failure that is thrown has a code with a status', () => {
  expect(USED.length).toBeGreaterThan(20);
  expect(USED.filter(({ code }) => !code || !(code in PROBLEM_STATUS))).toEqual([]);
});
