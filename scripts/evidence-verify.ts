import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyPack } from '#lib/onboarding/evidence/verify-pack.ts';

const USAGE = `npm run evidence:verify -- FILE [--sha256 HASH]

Checks an evidence pack offline and names what was changed. HASH is the SHA-256 that the portal shows for the handing in.
Ends with 0 when the pack is whole, with 1 when it is not, with 2 when it cannot be read.`;

function options(): { file: string; expected?: string } | undefined {
  try {
    const { values, positionals } = parseArgs({ options: { sha256: { type: 'string' } }, allowPositionals: true });
    const [file, ...rest] = positionals;
    const isHash = values.sha256 === undefined || /^[0-9a-f]{64}$/i.test(values.sha256);
    return file && rest.length === 0 && isHash ? { file, expected: values.sha256 } : undefined;
  } catch {
    return undefined;
  }
}

function bytesOf(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    console.error(`${file} cannot be read: ${(error as Error).message}`);
    return undefined;
  }
}

const asked = options();
const bytes = asked && bytesOf(asked.file);
if (!asked) console.error(USAGE);
if (!asked || !bytes) {
  process.exitCode = 2;
} else {
  const { ok, problems, facts } = verifyPack(bytes, { expected: asked.expected });
  for (const fact of facts) console.log(fact);
  for (const problem of problems) console.error(`✗ ${problem}`);
  console.log(ok ? '✓ Nothing was changed.' : 'This pack was changed, or is none.');
  process.exitCode = ok ? 0 : 1;
}
