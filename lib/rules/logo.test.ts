import { expect, test } from 'vitest';
import { judgeLogo, LOGO_SIZES, type Picture } from './logo.ts';

type Colour = [red: number, green: number, blue: number, alpha: number];
const CLEAR: Colour = [0, 0, 0, 0];
const WHITE: Colour = [255, 255, 255, 255];
const BLUE: Colour = [20, 80, 200, 255];

/** A disc in the middle of a background. */
function disc(inner: Colour, outer: Colour, size = LOGO_SIZES['logo-large']): Picture {
  const { width, height } = size;
  const radius = Math.min(width, height) * 0.4;
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isInside = Math.hypot(x - width / 2, y - height / 2) < radius;
      rgba.set(isInside ? inner : outer, (y * width + x) * 4);
    }
  }
  return { width, height, rgba };
}

const failed = (picture: Picture) => judgeLogo('logo-large', picture).failed.map(({ id }) => id);

test('a coloured logo on a transparent background is taken', () => {
  expect(judgeLogo('logo-large', disc(BLUE, CLEAR))).toEqual({ failed: [], warnings: [] });
  expect(judgeLogo('logo-small', disc(BLUE, CLEAR, LOGO_SIZES['logo-small']))).toEqual({ failed: [], warnings: [] });
});

test.each([
  ['of another size', disc(BLUE, CLEAR, { width: 216, height: 215 }), ['size']],
  ['on a white background', disc(BLUE, WHITE), ['background']],
  ['on a coloured background', disc(WHITE, BLUE), ['background']],
  ['on a background that is only nearly opaque', disc(BLUE, [255, 255, 255, 180]), ['background']],
  ['of nothing but white', disc(WHITE, CLEAR), ['white']],
  ['nearly white', disc([240, 240, 240, 255], CLEAR), ['white']],
  ['so faint that nobody sees it', disc([0, 0, 0, 12], CLEAR), ['white']],
  ['invisible', disc(CLEAR, CLEAR), ['empty']],
  ['white on white', disc(WHITE, WHITE), ['background', 'white']],
])('a logo %s is refused for that', (_what, picture, points) => {
  expect(failed(picture)).toEqual(points);
});

test('each point says what was expected, what came, and what to do', () => {
  const [point] = judgeLogo('logo-small', disc(BLUE, CLEAR)).failed;
  expect(point).toMatchObject({ expected: 'Exactly 150 × 122 pixels.', got: '215 × 215 pixels.' });
  expect(point?.fix).toContain('150 × 122');
  expect(judgeLogo('logo-large', disc(BLUE, WHITE)).failed[0]?.got).toBe('The background is white.');
});

test('a logo that only a light page shows is taken, with a word about dark ones', () => {
  const { failed: points, warnings } = judgeLogo('logo-large', disc([20, 20, 20, 255], CLEAR));
  expect(points).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining('dark background')]);
});

test('a wordmark that touches the left and right edges is taken', () => {
  const picture = disc(BLUE, CLEAR);
  for (let y = 100; y < 115; y += 1)
    for (let x = 0; x < picture.width; x += 1) picture.rgba.set(BLUE, (y * picture.width + x) * 4);
  expect(failed(picture)).toEqual([]);
});
