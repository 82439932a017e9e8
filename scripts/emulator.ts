import { parseArgs } from 'node:util';
import { runEmulator } from '#emulator/main.ts';

const HELP = `npm run emulator -- [options]
  --data-folder PATH     where state, certificates and keys are kept (default .data/emulator)
  --time-scale N         durations are divided by it (default 60)
  --redirect-uri URI     where the portal may be returned to; repeat for several
                         (default http://localhost:3000/auth-redirect and http://localhost:3000/)
  --port NAME=NUMBER     a fixed port for entra, graph, arm, sampleApp, control or smtp; repeat for several`;
const NAMES = ['entra', 'graph', 'arm', 'sampleApp', 'control', 'smtp'];

const { values } = parseArgs({
  options: {
    'data-folder': { type: 'string', default: '.data/emulator' },
    'time-scale': { type: 'string', default: '60' },
    'redirect-uri': { type: 'string', multiple: true },
    port: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(HELP);
} else {
  const redirectUris = values['redirect-uri'] ?? ['http://localhost:3000/auth-redirect', 'http://localhost:3000/'];
  await runEmulator(
    {
      dataFolder: values['data-folder'],
      timeScale: Number(values['time-scale']),
      ports: Object.fromEntries(values.port.map(readPort)),
      portal: { redirectUris },
    },
    (text) => console.log(text),
  );
}

function readPort(text: string): [string, number] {
  const [name = '', number] = text.split('=');
  if (!NAMES.includes(name) || !Number.isInteger(Number(number))) {
    throw new Error(`--port ${text}: expected one of ${NAMES.join(', ')} and a number, as in entra=4400.`);
  }
  return [name, Number(number)];
}
