import { parseArgs } from 'node:util';
import { ownEdition } from '#lib/templates/own-edition/edition.ts';
import { readDefinition, readParameters } from './template-run/files.ts';
import { printReport } from './template-run/report.ts';
import { runTemplate } from './template-run/run-template.ts';

const USAGE = `Deploys a validation template to a fresh local cloud, runs it, and judges every test.

  npm run template:run -- [--definition FILE] [--parameters FILE] [--scim-endpoint URL --scim-token TOKEN]
                          [--enabled-tests NAME] [--fault NAME [--fault-from start]] [--time-scale N] [--json]

Without --definition this portal's own edition runs; without an endpoint, the sample application.
Ends with 0 only if the verdict is ready.`;

const { values } = parseArgs({
  options: {
    definition: { type: 'string' },
    parameters: { type: 'string' },
    'scim-endpoint': { type: 'string' },
    'scim-token': { type: 'string' },
    'enabled-tests': { type: 'string', default: 'All' },
    fault: { type: 'string' },
    'fault-from': { type: 'string', default: 'first-cycle' },
    'time-scale': { type: 'string', default: '120' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(USAGE);
} else {
  const report = await runTemplate({
    definition: values.definition ? readDefinition(values.definition) : { ...ownEdition() },
    parameters: values.parameters ? readParameters(values.parameters) : {},
    endpoint: endpointOf(values),
    enabledTests: values['enabled-tests'],
    fault: values.fault,
    faultFromStart: values['fault-from'] === 'start',
    timeScale: Number(values['time-scale']),
    say: values.json ? () => undefined : (words) => console.error(words),
  });
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else printReport(report);
  process.exitCode = report.ready ? 0 : 1;
}

function endpointOf({
  'scim-endpoint': url,
  'scim-token': token,
}: {
  'scim-endpoint'?: string;
  'scim-token'?: string;
}) {
  if (!url) return undefined;
  if (!token) throw new Error('--scim-endpoint needs --scim-token.');
  return { url, token };
}
