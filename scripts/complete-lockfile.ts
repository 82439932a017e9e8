import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A registry mirror without the packages of other platforms makes `npm install` leave them out of the lockfile, and
 * `npm ci` then refuses the lockfile everywhere. `node scripts/complete-lockfile.ts`, run after such an install, names them.
 */
type Entry = Record<string, unknown> & {
  version?: string;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
};
type Lockfile = { packages: Record<string, Entry> };

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'win32', 'openharmony'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32', 'arm'];

/** The optional packages that something asks for and that the lockfile does not name, as it should name them. */
export function unnamedPackages({ packages }: Lockfile): Record<string, Entry> {
  const found: Record<string, Entry> = {};
  for (const [place, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (!isNamed(packages, place, name)) found[`node_modules/${name}`] = entryOf(name, version, dev);
    }
  }
  return found;
}

function isNamed(packages: Lockfile['packages'], place: string, name: string): boolean {
  if (packages[`${place ? `${place}/` : ''}node_modules/${name}`]) return true;
  if (place === '') return false;
  const outer = place.lastIndexOf('/node_modules/');
  return isNamed(packages, outer === -1 ? '' : place.slice(0, outer), name);
}

function entryOf(name: string, version: string, dev: boolean | undefined): Entry {
  const target = name.split('/').at(-1) ?? '';
  const os = SYSTEMS.find((system) => target.includes(system));
  const cpu = PROCESSORS.find((processor) => target.includes(`-${processor}`));
  if (!cpu || !/^\d/.test(version)) throw new Error(`${name} ${version}: which platform is it for?`);
  const libc = os === 'linux' && (target.includes('musl') ? 'musl' : 'glibc');
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../package-lock.json');
  const lockfile = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
  const added = unnamedPackages(lockfile);
  const [[rootKey, rootEntry] = ['', {}], ...others] = Object.entries({ ...lockfile.packages, ...added });
  const sorted = others.sort(([one], [other]) => one.localeCompare(other, 'en'));
  lockfile.packages = { [rootKey]: rootEntry, ...Object.fromEntries(sorted) };
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  console.log(`Named ${Object.keys(added).length} packages of other platforms.`);
}
