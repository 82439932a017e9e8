// Starts a script of ours on a machine that has only Node 20 and npm: installs what the lockfile names when that has not
// been done for this lockfile, then hands over to the Node 24 that came with it. Plain JavaScript: it runs before anything else.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const marker = join(root, 'node_modules', '.installed-lockfile');
const lockfileHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
process.chdir(root);

if (!existsSync(marker) || readFileSync(marker, 'utf8') !== lockfileHash) {
  console.log('Installing packages (once for this version) …');
  // Another npm's environment (npm_config_*) would leak the outer call's script settings into this one.
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
  if (install.status !== 0) {
    rmSync(marker, { force: true });
    console.error('npm ci failed; see its message above. Nothing was started.');
    process.exit(install.status ?? 1);
  }
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, lockfileHash);
}

const binaries = join(root, 'node_modules', '.bin');
const [script, ...args] = process.argv.slice(2);
const child = spawn(
  join(binaries, 'node'),
  // `server-only` modules are for the server and its worker; this condition is how they know.
  ['--conditions=react-server', '--disable-warning=ExperimentalWarning', script, ...args],
  {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binaries}:${process.env.PATH}`, CHECKPOINT_DISABLE: '1' },
  },
);
// The child shuts itself down on these; leaving first would orphan it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
