import { join } from 'node:path';
import { migrate } from './database/migrate.ts';

const { DATABASE_URL } = process.env;
if (!DATABASE_URL) {
  console.error('Set DATABASE_URL to the database that shall be brought up to date.');
  process.exit(2);
}
const applied = await migrate(join(import.meta.dirname, '..'), DATABASE_URL);
console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.');
