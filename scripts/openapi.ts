import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openApiDocument } from './openapi/document.ts';

/** Writes the documentation of the API; a test fails while it lags behind the routes. */
const file = join(import.meta.dirname, '../public/openapi.json');
const document = await openApiDocument();
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
console.log(`${Object.keys(document.paths ?? {}).length} paths in ${file}`);
process.exit(0);
