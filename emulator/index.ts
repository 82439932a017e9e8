import { join } from 'node:path';
import { loadCertificates } from './core/certificates.ts';
import { createCore, type Addresses } from './core/core.ts';
import type { Knobs } from './core/knobs.ts';
import { openDoor, type Door, type Tls } from './doors.ts';
import { loadSigningKey } from './entra/signing-key.ts';
import { startMailCatcher, type MailCatcher } from './mail/catcher.ts';
import { SEED, type PortalRegistration } from './seed/index.ts';
import { createServices } from './services.ts';

export type EmulatorOptions = {
  /** Fixed ports; one that is missing or 0 is chosen freely. */
  ports?: Partial<Record<keyof Addresses | 'smtp', number>>;
  /** Where state, certificates and keys are kept; without it nothing outlives the process. */
  dataFolder?: string;
  timeScale?: number;
  knobs?: Partial<Knobs>;
  portal: PortalRegistration;
};
type Doors = Record<keyof Addresses, Door>;
export type Emulator = Awaited<ReturnType<typeof startEmulator>>;

/** Starts the local cloud on loopback and seeds it unless its data folder holds a state. `stop` ends everything and saves. */
export async function startEmulator(options: EmulatorOptions) {
  const { dataFolder, portal } = options;
  const [certificates, signingKey] = await Promise.all([loadCertificates(dataFolder), loadSigningKey(dataFolder)]);
  const doors = await openDoors(options.ports ?? {}, certificates);
  const mail = await openMail(doors, options.ports?.smtp);
  const stopping = new AbortController();
  const core = createCore({
    addresses: addressesOf(doors),
    timeScale: options.timeScale,
    knobs: options.knobs,
    snapshotFile: dataFolder && join(dataFolder, 'state.json'),
    stopping: stopping.signal,
  });
  const { caPem } = certificates;
  const historyFolder = dataFolder && join(dataFolder, 'run-histories');
  const services = createServices(core, { signingKey, caPem, portal, mail, historyFolder });
  for (const [name, door] of Object.entries(doors)) door.serve(services[name as keyof Addresses].app);
  return {
    ...services,
    addresses: core.addresses,
    caPem,
    core,
    mail,
    SEED,
    async stop() {
      stopping.abort(new Error('The emulator stops.'));
      services.provisioning.stop();
      await Promise.all([mail.stop(), ...Object.values(doors).map((door) => door.close())]);
      core.store.save();
    },
  };
}

const IS_SECURE: Record<keyof Addresses, boolean> = {
  entra: false,
  graph: true,
  arm: true,
  sampleApp: false,
  control: false,
};

/** All doors, or none: a port that is taken leaves nothing open. */
async function openDoors(ports: NonNullable<EmulatorOptions['ports']>, tls: Tls): Promise<Doors> {
  const names = Object.keys(IS_SECURE) as (keyof Addresses)[];
  const opening = names.map(async (name) => {
    const door = await openDoor(ports[name] ?? 0, IS_SECURE[name] ? tls : undefined);
    return [name, door] as const;
  });
  const settled = await Promise.allSettled(opening);
  const opened = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = settled.find((one) => one.status === 'rejected');
  if (!failed) return Object.fromEntries(opened) as Doors;
  await Promise.all(opened.map(([, door]) => door.close()));
  throw failed.reason;
}

/** A port that is taken leaves nothing open here either. */
async function openMail(doors: Doors, port: number | undefined): Promise<MailCatcher> {
  try {
    return await startMailCatcher(port);
  } catch (error) {
    await Promise.all(Object.values(doors).map((door) => door.close()));
    throw error;
  }
}

function addressesOf(doors: Doors): Addresses {
  const at = (door: Door, scheme = 'http') => `${scheme}://localhost:${door.port}`;
  return {
    entra: at(doors.entra),
    graph: at(doors.graph, 'https'),
    arm: at(doors.arm, 'https'),
    sampleApp: at(doors.sampleApp),
    control: at(doors.control),
  };
}
