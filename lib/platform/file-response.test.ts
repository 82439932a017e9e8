import { expect, test } from 'vitest';
import { fileResponse } from './file-response.ts';

const ofParts = (content: AsyncIterable<string>) => fileResponse({ content, mediaType: 'text/csv', fileName: 'a.csv' });

test('the parts of a long file follow one another', async () => {
  const response = ofParts(
    (async function* () {
      yield '\uFEFFÄ';
      yield '\r\nb';
    })(),
  );
  expect(Buffer.from(await response.arrayBuffer()).toString()).toBe('\uFEFFÄ\r\nb');
});

test('a part that cannot be read breaks the file off: nobody takes it for the whole', async () => {
  const response = ofParts(
    (async function* () {
      yield 'a';
      throw new Error('The database is away.');
    })(),
  );
  await expect(response.text()).rejects.toThrow();
});
