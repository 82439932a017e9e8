import { judgeLogo, judgeSize, type LogoKind } from '#lib/rules/logo.ts';
import { pngSize, readPng } from './read-png.ts';
import type { Judged } from './uploads.ts';

/** Whether the file is a logo as the gallery wants it. A picture of another size is not even decoded. */
export function judgeLogoFile(kind: LogoKind, bytes: Uint8Array): Judged {
  const size = pngSize(bytes);
  if (!size) return refused('The file is not a PNG, whatever its name says.');
  const wrongSize = judgeSize(kind, size);
  if (wrongSize.length > 0) return { failed: wrongSize, facts: { ...size, warnings: [] } };
  const picture = readPng(bytes);
  if (!picture) return refused('The file starts like a PNG but cannot be read to its end.');
  const { failed, warnings } = judgeLogo(kind, picture);
  return { failed, facts: { ...size, warnings } };
}

function refused(got: string): Judged {
  const fix = 'Export the logo as PNG from your drawing program. Renaming another kind of picture is not enough.';
  return { failed: [{ id: 'png', expected: 'A sound PNG file.', got, fix }], facts: { warnings: [] } };
}
