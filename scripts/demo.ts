import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './database/users.ts';
import { startStack, type Stack } from './stack/start-stack.ts';

const root = join(import.meta.dirname, '..');
const dataFolder = join(root, '.data/demo');
const running = join(dataFolder, 'running.json');
const PORTS = { entra: 4401, graph: 4402, arm: 4403, sampleApp: 4404, control: 4405, smtp: 4406 };
const PORTAL_PORT = 3000;

const STARTS_WITHIN_MS = 10 * 60_000;

const startedAt = performance.now();
const other = await runningElsewhere();
if (other) console.log(`The demo of this folder is running already: ${other}`);
else await run();

async function run(): Promise<void> {
  const stopAsked = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopAsked.resolve());
  try {
    remember('');
    const stack = await start();
    remember(stack.portalUrl);
    console.log(screen(stack));
    tellWhenEnded(stack, stopAsked.promise);
    // Asked for while it was starting, it stops right away.
    await stopAsked.promise;
    console.log('\nStopping. Everything you did is kept for the next start.');
    await stack.stop();
  } finally {
    rmSync(running, { force: true });
  }
  process.exit(0);
}

function remember(url: string): void {
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(running, JSON.stringify({ pid: process.pid, url }));
}

/** The address of a demo of this folder that another process runs. A process id alone may be somebody else's by now. */
async function runningElsewhere(): Promise<string | undefined> {
  if (!existsSync(running)) return undefined;
  const { pid, url } = JSON.parse(readFileSync(running, 'utf8')) as { pid: number; url: string };
  if (!isAlive(pid)) return undefined;
  if (!url) return Date.now() - statSync(running).mtimeMs < STARTS_WITHIN_MS ? 'it is starting' : undefined;
  const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  return answer ? url : undefined;
}

function start(): Promise<Stack> {
  return startStack({
    root,
    dataFolder,
    database: { name: 'demo' },
    portalPort: PORTAL_PORT,
    emulator: { ports: PORTS },
    say: (words) => console.log(words),
  });
}

function tellWhenEnded({ portal, worker }: Stack, stopAsked: Promise<void>): void {
  let isStopping = false;
  void stopAsked.then(() => (isStopping = true));
  for (const [name, { process: child, logFile }] of Object.entries({
    portal: portal.current(),
    worker: worker.current(),
  })) {
    const tell = () =>
      isStopping || console.log(`The ${name} has ended by itself; ${logFile} says why. Start the demo again.`);
    if (child.exitCode === null && child.signalCode === null) child.once('exit', tell);
    else tell();
  }
}

function screen({ portalUrl, emulator }: Stack): string {
  const { SEED, addresses, sampleApp } = emulator;
  const demo = sampleApp.createSpace('demo');
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const people = [SEED.contoso, SEED.fabrikam, SEED.operator].flatMap(({ displayName, personas }) => [
    `  ${displayName}`,
    ...Object.values(personas).map(({ userPrincipalName, label }) => `    ${userPrincipalName.padEnd(52)} ${label}`),
  ]);
  return `
Gallery Onboarding is running (started in ${seconds} s)

  Portal               ${portalUrl}
  Sample application   ${demo.pageUrl}
  Mail it sends        ${addresses.control}/mail

Sign in with one click: the sign-in page lists these people, without passwords.
${people.join('\n')}

What to try, as the first of them
  1. Open the portal, sign in as ${SEED.contoso.personas.admin.userPrincipalName}, start an onboarding.
  2. SCIM endpoint   ${demo.scimEndpoint}
     Bearer token    ${demo.bearerToken}
  3. Press one button per step. A run takes about a minute: the local cloud's waits are 60 times shorter.
  4. Submit, sign out, and sign in as ${SEED.operator.personas.reviewer1.userPrincipalName} to see what a reviewer sees.
  5. Break the sample application with the switches on its page, and run again.

Everything is local: sign-in ${addresses.entra}, Graph ${addresses.graph}, Azure ${addresses.arm}.
Ctrl-C stops it; nothing is lost.`;
}
