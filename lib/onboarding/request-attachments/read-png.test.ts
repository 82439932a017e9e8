import { deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { logoFile } from './logo.fixture.ts';
import { pngSize, readPng } from './read-png.ts';

const text = (value: string) => Buffer.from(value, 'latin1');
function chunk(type: string, data: Uint8Array): Uint8Array {
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(data, crc32(text(type))));
  return Buffer.concat([length, text(type), data, checksum]);
}
function header(width: number, height: number, depth: number, colour: number): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width);
  data.writeUInt32BE(height, 4);
  data.set([depth, colour], 8);
  return chunk('IHDR', data);
}
const png = (...chunks: Uint8Array[]) =>
  new Uint8Array(Buffer.concat([text('\x89PNG\r\n\x1a\n'), ...chunks, chunk('IEND', Buffer.alloc(0))]));

test('a picture is read pixel by pixel', () => {
  const picture = readPng(logoFile('logo-small'));
  expect(picture).toMatchObject({ width: 150, height: 122 });
  const middle = (61 * 150 + 75) * 4;
  expect([...picture!.rgba.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  expect([...picture!.rgba.subarray(middle, middle + 4)]).toEqual([20, 80, 200, 255]);
});

test('a palette with transparency is read', () => {
  const palette = chunk('PLTE', new Uint8Array([255, 0, 0, 0, 0, 255]));
  const alpha = chunk('tRNS', new Uint8Array([0]));
  const rows = chunk('IDAT', deflateSync(new Uint8Array([0, 0b0100_0000])));
  const picture = readPng(png(header(2, 1, 1, 3), palette, alpha, rows));
  expect([...picture!.rgba]).toEqual([255, 0, 0, 0, 0, 0, 255, 255]);
});

test('16 bits for each channel, and a colour that stands for transparent, are read', () => {
  const deep = encode({ width: 1, height: 1, channels: 4, depth: 16, data: new Uint16Array([65535, 256, 0, 32768]) });
  expect([...readPng(new Uint8Array(deep))!.rgba]).toEqual([255, 1, 0, 128]);
  const key = chunk('tRNS', new Uint8Array([0, 255, 0, 255, 0, 255]));
  const rows = chunk('IDAT', deflateSync(new Uint8Array([0, 255, 255, 255, 1, 2, 3, 4, 5, 6])));
  const { rgba } = readPng(png(header(3, 1, 8, 2), key, rows))!;
  expect([...rgba]).toEqual([255, 255, 255, 0, 1, 2, 3, 255, 4, 5, 6, 255]);
});

test('grey in two bits is read', () => {
  const rows = chunk('IDAT', deflateSync(new Uint8Array([0, 0b0001_1011])));
  expect([...readPng(png(header(4, 1, 2, 0), rows))!.rgba].filter((_, index) => index % 4 === 0)).toEqual([
    0, 85, 170, 255,
  ]);
});

test.each([
  ['nothing', new Uint8Array()],
  ['a JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array<number>(60).fill(0)])],
  ['an SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['a PNG that is cut off', logoFile().subarray(0, 200)],
  ['a PNG with a flipped bit', logoFile().map((byte, index) => (index === 60 ? byte ^ 1 : byte))],
])('%s is not taken for a PNG', (_what, bytes) => {
  expect(readPng(bytes)).toBeUndefined();
});

test('a few bytes that inflate to a gigabyte are refused before they do', () => {
  const bomb = deflateSync(Buffer.alloc(200_000_000));
  const before = process.memoryUsage().arrayBuffers;
  expect(readPng(png(header(215, 215, 8, 6), chunk('IDAT', bomb)))).toBeUndefined();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
});

test('what has nothing to do with the pixels is not even read', () => {
  const profile = chunk('iCCP', Buffer.concat([text('x\0\0'), deflateSync(Buffer.alloc(1_000_000))]));
  const rows = chunk('IDAT', deflateSync(new Uint8Array([0, 1, 2, 3, 4])));
  expect([...readPng(png(header(1, 1, 8, 6), profile, rows))!.rgba]).toEqual([1, 2, 3, 4]);
});

test('whatever the bytes are, it answers', () => {
  const file = logoFile('logo-small');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: file.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
      const changed = file.with(at, value);
      const size = pngSize(changed);
      if (size && size.width * size.height < 1_000_000) readPng(changed);
    }),
    { numRuns: 200 },
  );
});
