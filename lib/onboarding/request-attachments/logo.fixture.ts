import { encode } from 'fast-png';
import { LOGO_SIZES, type LogoKind } from '#lib/rules/logo.ts';

type Colour = [red: number, green: number, blue: number, alpha: number];
type Look = { width?: number; height?: number; inner?: Colour; outer?: Colour };

/** A PNG with a coloured square in the middle; by default one that the gallery takes. */
export function logoFile(kind: LogoKind = 'logo-large', look: Look = {}): Uint8Array<ArrayBuffer> {
  const { width, height, inner, outer } = {
    ...LOGO_SIZES[kind],
    inner: [20, 80, 200, 255] as Colour,
    outer: [0, 0, 0, 0] as Colour,
    ...look,
  };
  const data = new Uint8Array(width * height * 4);
  const isInside = (at: number, of: number) => at > of * 0.2 && at < of * 0.8;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      data.set(isInside(x, width) && isInside(y, height) ? inner : outer, (y * width + x) * 4);
  return new Uint8Array(encode({ width, height, data, channels: 4, depth: 8 }));
}
