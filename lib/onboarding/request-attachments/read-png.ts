import { inflateSync } from 'node:zlib';
import { convertIndexedToRgb, decode, hasPngSignature, type DecodedPng } from 'fast-png';
import type { Picture } from '#lib/rules/logo.ts';

/** Chunks that a picture is made of. https://www.w3.org/TR/png-3/#5Chunk-layout */
const NEEDED = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
const SIGNATURE_BYTES = 8;
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

type Header = { width: number; height: number; bitsPerPixel: number };
type Chunk = { type: string; whole: Uint8Array; data: Uint8Array };

/** Width and height as the file says, without decoding anything; undefined when it is no PNG. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const header = headerOf(bytes);
  return header && { width: header.width, height: header.height };
}

/** The pixels of a PNG; undefined when it cannot be decoded. Its size must have been judged: that bounds the memory. */
export function readPng(bytes: Uint8Array): Picture | undefined {
  const header = headerOf(bytes);
  if (!header) return undefined;
  try {
    const chunks = chunksOf(bytes).filter(({ type }) => NEEDED.includes(type));
    refuseMoreThanFits(header, chunks);
    const needed = Buffer.concat([bytes.subarray(0, SIGNATURE_BYTES), ...chunks.map(({ whole }) => whole)]);
    const png = decode(new Uint8Array(needed), { checkCrc: true });
    return { width: png.width, height: png.height, rgba: rgbaOf(png) };
  } catch {
    // Whatever is wrong inside, to the person it is one thing: this is not a sound PNG.
    return undefined;
  }
}

function headerOf(bytes: Uint8Array): Header | undefined {
  if (bytes.length < 33 || !hasPngSignature(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (String.fromCharCode(...bytes.subarray(12, 16)) !== 'IHDR') return undefined;
  const [depth, colour] = [view.getUint8(24), view.getUint8(25)];
  const channels = CHANNELS[colour];
  return channels === undefined
    ? undefined
    : { width: view.getUint32(16), height: view.getUint32(20), bitsPerPixel: depth * channels };
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw new Error('A chunk is cut off.');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ type, whole: bytes.subarray(at, end), data: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
  return chunks;
}

/** A few bytes can inflate to gigabytes; the decoder would take them all. */
function refuseMoreThanFits({ width, height, bitsPerPixel }: Header, chunks: Chunk[]): void {
  // Interlaced, each of seven passes has rows of its own, with a filter byte and a rounding each.
  const most = (Math.ceil((width * bitsPerPixel) / 8) + 16) * (height + 16) * 2;
  inflateSync(Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []))), {
    maxOutputLength: most,
  });
}

function rgbaOf(png: DecodedPng): Uint8Array {
  const pixels = png.width * png.height;
  const colours = png.palette ? fromPalette(png) : { data: unpacked(png), channels: png.channels };
  const rgba = new Uint8Array(pixels * 4);
  for (let index = 0; index < pixels; index += 1) {
    const pixel = colours.data.subarray(index * colours.channels, (index + 1) * colours.channels);
    rgba.set(withAlpha(pixel, colours.channels), index * 4);
  }
  if (png.transparency && !png.palette) clearKeyColour(png, rgba);
  return rgba;
}

function fromPalette(png: DecodedPng): { data: Uint8Array; channels: number } {
  return { data: convertIndexedToRgb(png), channels: png.palette?.[0]?.length ?? 3 };
}

/** Eight bits for each channel, whatever the file has. */
function unpacked({ data, depth, channels, width, height }: DecodedPng): Uint8Array {
  if (depth === 16) return Uint8Array.from(data, (value) => value >> 8);
  if (depth === 8) return Uint8Array.from(data);
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const scale = 255 / (2 ** depth - 1);
  return Uint8Array.from({ length: width * height * channels }, (_, index) => {
    const [row, column] = [Math.floor(index / (width * channels)), index % (width * channels)];
    const bit = column * depth;
    const byte = data[row * rowBytes + (bit >> 3)] ?? 0;
    return ((byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1)) * scale;
  });
}

function withAlpha(pixel: Uint8Array, channels: number): number[] {
  const [first = 0, second = 0, third = 0, fourth = 255] = pixel;
  if (channels === 1) return [first, first, first, 255];
  if (channels === 2) return [first, first, first, second];
  return [first, second, third, fourth];
}

/** One colour of a picture without alpha may stand for transparent. */
function clearKeyColour({ transparency, depth, channels, data }: DecodedPng, rgba: Uint8Array): void {
  if (depth < 8 || !transparency) return;
  for (let index = 0; index < rgba.length / 4; index += 1) {
    const isKey = Array.from({ length: channels }, (_, channel) => data[index * channels + channel]).every(
      (value, channel) => value === transparency[channel],
    );
    if (isKey) rgba[index * 4 + 3] = 0;
  }
}
