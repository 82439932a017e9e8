import { judgeLogo, judgeSize, type LogoKind } from '#lib/rules/logo.ts';
import { pngSize, readPng } from './read-png.ts';
import type { Judged } from './uploads.ts';

/** More is not decoded: a few bytes can stand for a picture that fills the memory. */
const MOST_PIXELS = 1_000_000;

/** Whether the file is a logo as the gallery wants it; all that is wrong with it at once. */
export function judgeLogoFile(kind: LogoKind, bytes: Uint8Array): Judged {
  const size = pngSize(bytes);
  if (!size) return refused('The file is not a PNG, whatever its name says.');
  if (size.width * size.height > MOST_PIXELS) {
    return { failed: judgeSize(kind, size), facts: { ...size, warnings: [] } };
  }
  const picture = readPng(bytes);
  if (!picture) return refused('The file starts like a PNG but cannot be read to its end.');
  const { failed, warnings } = judgeLogo(kind, picture);
  return { failed, facts: { ...size, warnings } };
}

function refused(got: string): Judged {
  const fix = 'Export the logo as PNG from your drawing program. Renaming another kind of picture is not enough.';
  return { failed: [{ id: 'png', expected: 'A sound PNG file.', got, fix }], facts: { warnings: [] } };
}
