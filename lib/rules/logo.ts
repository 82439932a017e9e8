/** Pixels as red, green, blue and alpha, row by row. */
export type Picture = { width: number; height: number; rgba: Uint8Array };
export type LogoKind = 'logo-large' | 'logo-small';

/** https://learn.microsoft.com/entra/identity/enterprise-apps/publish-app-gallery */
export const LOGO_SIZES: Record<LogoKind, { width: number; height: number }> = {
  'logo-large': { width: 215, height: 215 },
  'logo-small': { width: 150, height: 122 },
};

/** One thing that is wrong with a file, in words. */
export type FilePoint = { id: string; expected: string; got: string; fix: string };

const TRANSPARENT = 8;
const MIN_TRANSPARENT_SHARE = 0.03;
const MIN_TRANSPARENT_BORDER = 0.5;
const MIN_VISIBLE_SHARE = 0.01;
/** Of what is drawn, so much must stand out from the background it lies on. */
const MIN_STANDING_OUT = 0.05;
const STANDS_OUT = 1.35;
const NEARLY_WHITE = 245;
const LIGHT = [255, 255, 255] as const;
const DARK = [27, 26, 25] as const;

export function sizeWords({ width, height }: { width: number; height: number }): string {
  return `${width} × ${height} pixels`;
}

/** The size alone, so that it can be asked before a picture is decoded. */
export function judgeSize(kind: LogoKind, got: { width: number; height: number }): FilePoint[] {
  const wanted = LOGO_SIZES[kind];
  if (got.width === wanted.width && got.height === wanted.height) return [];
  return [
    {
      id: 'size',
      expected: `Exactly ${sizeWords(wanted)}.`,
      got: `${sizeWords(got)}.`,
      fix: `Export the logo at ${sizeWords(wanted)}. Where its proportions differ, centre it and leave the rest transparent.`,
    },
  ];
}

/** What keeps the picture from being a logo of the gallery, and what is worth knowing about it all the same. */
export function judgeLogo(kind: LogoKind, picture: Picture): { failed: FilePoint[]; warnings: string[] } {
  const drawn = visibleShare(picture);
  if (drawn < MIN_VISIBLE_SHARE) return { failed: [...judgeSize(kind, picture), empty(drawn)], warnings: [] };
  const failed = [...judgeSize(kind, picture), ...judgeBackground(picture)];
  if (standingOut(picture, LIGHT) < MIN_STANDING_OUT) failed.push(white());
  const vanishesOnDark = standingOut(picture, DARK) < MIN_STANDING_OUT;
  return { failed, warnings: vanishesOnDark ? [ON_DARK] : [] };
}

const ON_DARK =
  'It can hardly be seen on a dark background: nearly all of it is as dark as the page. A version with a light outline or lighter colours shows on both.';

function empty(share: number): FilePoint {
  return {
    id: 'empty',
    expected: 'A logo that can be seen.',
    got: share === 0 ? 'Every pixel is transparent.' : 'Nearly every pixel is transparent.',
    fix: 'Check that the layer with the logo is visible, and export it again.',
  };
}

function white(): FilePoint {
  return {
    id: 'white',
    expected: 'A logo that shows on a white background: the gallery has one.',
    got: 'All that can be seen of it is white or nearly white.',
    fix: 'Export the version of the logo that is made for light backgrounds.',
  };
}

function judgeBackground(picture: Picture): FilePoint[] {
  const share = transparentShare(picture);
  const edge = border(picture);
  const clearBorder = edge.filter(({ alpha }) => alpha <= TRANSPARENT).length / edge.length;
  const cornersAreClear = corners(picture).every(({ alpha }) => alpha <= TRANSPARENT);
  if (share >= MIN_TRANSPARENT_SHARE && (cornersAreClear || clearBorder >= MIN_TRANSPARENT_BORDER)) return [];
  const isWhite = edge.filter(isNearlyWhite).length / edge.length > MIN_TRANSPARENT_BORDER;
  return [
    {
      id: 'background',
      expected: 'A transparent background, out to the edges.',
      got: backgroundWords(share, isWhite),
      fix: 'Remove the background layer and export as PNG with transparency (alpha). Filling it with white is not the same.',
    },
  ];
}

function backgroundWords(share: number, isWhite: boolean): string {
  if (isWhite) return 'The background is white.';
  const percent = Math.round(share * 100);
  return share === 0
    ? 'No pixel is transparent.'
    : `${percent === 0 ? 'Less than 1' : percent} % of the pixels are transparent, and the edges are not.`;
}

type Pixel = { red: number; green: number; blue: number; alpha: number };

function at({ width, rgba }: Picture, x: number, y: number): Pixel {
  const start = (y * width + x) * 4;
  const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(start, start + 4);
  return { red, green, blue, alpha };
}

function corners(picture: Picture): Pixel[] {
  const [right, bottom] = [picture.width - 1, picture.height - 1];
  return [at(picture, 0, 0), at(picture, right, 0), at(picture, 0, bottom), at(picture, right, bottom)];
}

function border(picture: Picture): Pixel[] {
  const { width, height } = picture;
  const across = Array.from({ length: width }, (_, x) => [at(picture, x, 0), at(picture, x, height - 1)]);
  const down = Array.from({ length: height }, (_, y) => [at(picture, 0, y), at(picture, width - 1, y)]);
  return [...across, ...down].flat();
}

function isNearlyWhite({ red, green, blue, alpha }: Pixel): boolean {
  return alpha > 250 && Math.min(red, green, blue) >= NEARLY_WHITE;
}

function transparentShare({ width, height, rgba }: Picture): number {
  let clear = 0;
  for (let index = 3; index < rgba.length; index += 4) if ((rgba[index] ?? 0) <= TRANSPARENT) clear += 1;
  return clear / (width * height);
}

const visibleShare = (picture: Picture): number => 1 - transparentShare(picture);

/** The share of what is drawn that can be told from a background of this colour. */
function standingOut({ rgba }: Picture, background: readonly [number, number, number]): number {
  const behind = luminance(...background);
  let [drawn, seen] = [0, 0];
  for (let index = 0; index < rgba.length; index += 4) {
    const alpha = (rgba[index + 3] ?? 0) / 255;
    if (alpha * 255 <= TRANSPARENT) continue;
    const over = (channel: 0 | 1 | 2) => (rgba[index + channel] ?? 0) * alpha + background[channel] * (1 - alpha);
    drawn += 1;
    if (contrast(luminance(over(0), over(1), over(2)), behind) >= STANDS_OUT) seen += 1;
  }
  return drawn === 0 ? 0 : seen / drawn;
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(red: number, green: number, blue: number): number {
  const linear = (value: number) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
