import type { GenerationDescriptor } from '#lib/templates/descriptor.ts';
import type { Directory } from '../ports.ts';
import type { Leftover } from './contract.ts';

type Prefixes = Pick<GenerationDescriptor, 'leftovers'>;

/**
 * Test users and groups of earlier runs. The directory finds names that begin alike; what counts is the whole form a
 * template gives its names, so that nobody whose name merely begins so is ever taken for one.
 */
export async function findLeftovers(
  directory: Pick<Directory, 'findTestObjects'>,
  { leftovers: { userPrefixes, groupPrefixes } }: Prefixes,
): Promise<Leftover[]> {
  const found = await directory.findTestObjects({ users: userPrefixes, groups: groupPrefixes });
  return found.filter((one) => isTestName(one, { userPrefixes, groupPrefixes }));
}

/** Users: prefix, eight hexadecimal digits, domain. Groups: prefix, a word of the test, eight digits, another word. */
function isTestName({ kind, name }: Leftover, { userPrefixes, groupPrefixes }: Prefixes['leftovers']): boolean {
  if (kind === 'user') {
    return userPrefixes.some((prefix) => startsWith(name, prefix) && /^[0-9a-f]{8}@/i.test(name.slice(prefix.length)));
  }
  return groupPrefixes.some(
    (prefix) =>
      startsWith(name, prefix) && /^(Update-|Remove-)?[0-9a-f]{8}(-[A-Za-z]+)*$/.test(name.slice(prefix.length)),
  );
}

const startsWith = (name: string, prefix: string): boolean => name.toLowerCase().startsWith(prefix.toLowerCase());
