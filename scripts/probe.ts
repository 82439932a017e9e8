import { runProbeCommand } from './probe/command.ts';
import { readOptions, USAGE } from './probe/options.ts';

const options = readOptions(process.argv.slice(2), process.env);
if (options === 'help') {
  console.log(USAGE);
} else if ('problem' in options) {
  console.error(`${options.problem}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  process.exitCode = await runProbeCommand(options);
}
