import { Unzip, UnzipInflate, unzipSync, type UnzipFile } from 'fflate';
import { MANIFEST, PACK_FILES } from './pack.ts';

/** A pack holds five files; all of ours together are far smaller than this. */
const MAX_PACK_BYTES = 64_000_000;
const MAX_UNPACKED_BYTES = 128_000_000;
const MAX_FILES = 20;
const EXPECTED: ReadonlySet<string> = new Set([MANIFEST, ...PACK_FILES]);

export type OpenedPack = { files: Map<string, Uint8Array>; problems: string[] };

/**
 * Reads a pack from a stranger: nothing is written, names are only compared, what is not of a pack is never unpacked, and
 * unpacking stops at a limit whatever the zip says of its sizes.
 */
export function openPack(bytes: Uint8Array): OpenedPack {
  const opened: OpenedPack = { files: new Map(), problems: [] };
  if (bytes.length > MAX_PACK_BYTES) return { ...opened, problems: ['It is too large to be an evidence pack.'] };
  try {
    unzipInto(opened, bytes);
    opened.problems.push(...otherToOthers(opened.files, bytes));
  } catch (error) {
    opened.problems.push(`It cannot be unpacked: ${(error as Error).message}.`);
  }
  if (opened.files.size === 0 && opened.problems.length === 0) opened.problems.push('It is not a zip file.');
  return opened;
}

function unzipInto(opened: OpenedPack, bytes: Uint8Array): void {
  let count = 0;
  const room = { left: MAX_UNPACKED_BYTES };
  const unzip = new Unzip((file) => {
    count += 1;
    if (count > MAX_FILES) throw new Error('it holds too many files');
    const problem = refusalOf(file, opened);
    if (problem) opened.problems.push(problem);
    else unpack(file, opened, room);
  });
  unzip.register(UnzipInflate);
  // In pieces, so that a limit is noticed before everything has been unpacked.
  for (let at = 0; at < bytes.length; at += PIECE)
    unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
}

const PIECE = 16_384;

function refusalOf({ name }: UnzipFile, { files }: OpenedPack): string | undefined {
  if (!EXPECTED.has(name)) return `The file ${shown(name)} does not belong to an evidence pack.`;
  return files.has(name) ? `The file ${name} is there twice.` : undefined;
}

/** A name may hold anything, control characters too. */
const shown = (name: string): string => JSON.stringify(name.slice(0, 80));

function unpack(file: UnzipFile, { files }: OpenedPack, room: { left: number }): void {
  const pieces: Uint8Array[] = [];
  const tooMuch = () => new Error(`it unpacks to more than ${MAX_UNPACKED_BYTES / 1_000_000} MB`);
  // Who says so is believed; who says less is stopped below.
  if ((file.originalSize ?? 0) > room.left) throw tooMuch();
  files.set(file.name, new Uint8Array());
  file.ondata = (error, piece, isLast) => {
    if (error) throw error;
    room.left -= piece.length;
    if (room.left < 0) {
      file.terminate();
      throw tooMuch();
    }
    pieces.push(piece);
    if (isLast) files.set(file.name, Buffer.concat(pieces));
  };
  file.start();
}

/** A zip has a list of its files at its end, which most programs go by: it must show what was read here. */
function otherToOthers(files: ReadonlyMap<string, Uint8Array>, bytes: Uint8Array): string[] {
  let room = MAX_UNPACKED_BYTES;
  let refused = false;
  const listed = unzipSync(bytes, {
    filter({ name, originalSize }) {
      room -= originalSize;
      refused ||= !EXPECTED.has(name) || room < 0;
      return !refused;
    },
  });
  const names = Object.keys(listed);
  const isSame = names.length === files.size && names.every((name) => isEqual(listed[name]!, files.get(name)));
  return isSame && !refused ? [] : ['The zip shows other files to other programs: its list of files was changed.'];
}

const isEqual = (one: Uint8Array, other: Uint8Array | undefined) =>
  other !== undefined && Buffer.compare(one, other) === 0;
