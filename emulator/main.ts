import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator, type EmulatorOptions } from './index.ts';
import { SEED } from './seed/index.ts';

/** Starts the emulator, prints where it answers and who can sign in, and runs until Ctrl-C or SIGTERM. */
export async function runEmulator(options: EmulatorOptions, print: (text: string) => void): Promise<void> {
  const emulator = await startEmulator(options);
  print(describeEmulator(emulator));
  if (options.dataFolder) {
    const caFile = join(options.dataFolder, 'ca.pem');
    writeFileSync(caFile, emulator.caPem);
    print(`Graph and Azure answer with a certificate of ${caFile}.`);
  }
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  print('Stopping the emulator …');
  await emulator.stop();
}

/** The emulator on one screen. */
export function describeEmulator({ addresses, core, mail }: Pick<Emulator, 'addresses' | 'core' | 'mail'>): string {
  const places = Object.entries({
    'Entra ID': addresses.entra,
    'Microsoft Graph': addresses.graph,
    'Azure Resource Manager': addresses.arm,
    'Sample application': addresses.sampleApp,
    'Mail server': mail.url,
    'Mail that was caught': `${addresses.control}/mail`,
    'Control API': `${addresses.control}/_emulator/health`,
  });
  const tenants = [SEED.contoso, SEED.fabrikam, SEED.operator, SEED.consumers].map(({ displayName, personas }) => {
    const people = Object.values(personas).map(
      ({ userPrincipalName, hint }) => `    ${userPrincipalName.padEnd(50)} ${hint}`,
    );
    return [`  ${displayName}`, ...people].join('\n');
  });
  return [
    `Local cloud (durations divided by ${core.clock.scale}):`,
    ...places.map(([name, address]) => `  ${name.padEnd(24)} ${address}`),
    '',
    'Sign in as (no passwords, pick the account):',
    ...tenants,
    '',
    'Ctrl-C stops it.',
  ].join('\n');
}
