import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pdfFile } from './pdf.fixture.ts';
import { pdfText } from './pdf-text.ts';

const read = pdfText();

test('the text is read page by page', async () => {
  const file = pdfFile([['Introduction', 'Payroll speaks SCIM.'], ['Support (always)']]);
  expect(await read(file)).toEqual({
    outcome: 'read',
    pages: ['Introduction\nPayroll speaks SCIM.', 'Support (always)'],
  });
});

test.each([
  ['nothing', new Uint8Array()],
  ['a text that says it is one', new TextEncoder().encode('%PDF-1.7\nnothing of it is true')],
  ['HTML', new TextEncoder().encode('<html>%PDF</html>')],
])('%s is unreadable', async (_what, bytes) => {
  expect(await read(bytes)).toEqual({ outcome: 'unreadable' });
});

test('a file that swells beyond all bounds is ended, and the next is read', async () => {
  // Less than a megabyte as it is sent, hundreds of them once unwrapped.
  const once = deflateSync(Buffer.alloc(300_000_000, ' '), { level: 9 });
  const careful = pdfText({ maxMemoryBytes: 150_000_000, timeoutMs: 60_000 });
  const bomb = pdfFile([[]], { content: once, filter: 'FlateDecode' });
  expect(bomb.length).toBeLessThan(1_000_000);
  expect(await careful(bomb)).toEqual({ outcome: 'too-much' });
  expect(await careful(pdfFile([['Next']]))).toMatchObject({ pages: ['Next'] });
});

test('a file that keeps it busy is ended after its time, and other work goes on meanwhile', async () => {
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 5);
  const busy = pdfFile([[]], { content: Buffer.from('BT /F1 1 Tf ET '.repeat(300_000)) });
  expect(await pdfText({ timeoutMs: 300 })(busy)).toEqual({ outcome: 'too-much' });
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(10);
});
