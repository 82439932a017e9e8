import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  '{app,components,lib,public}/**/*',
  '{proxy,instrumentation}.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the portal unless the last build is of these very sources. */
export function buildPortal(root: string, say: (words: string) => void): void {
  const marker = join(root, '.next', 'built-from');
  const hash = sourceHash(root);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
  say('Building the portal (once for this version) …');
  const built = spawnSync(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (built.status !== 0) throw new Error(`The portal does not build:\n${built.stdout}${built.stderr}`);
  writeFileSync(marker, hash);
}

function sourceHash(root: string): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((file) => !/\.test\.tsx?$/.test(file) && statSync(join(root, file)).isFile())
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
