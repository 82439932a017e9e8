import { z } from 'zod';
import type { EvidenceHash, HistoryEvent } from './ports.ts';

/** The SHA-256 is missing where single sign-on alone was handed in. */
const HandedIn = z.object({ number: z.number(), evidenceSha256: z.string() });

/** What is wrong with the evidence that events name, the newest first; undefined when all of it is there as it was. */
export function evidenceProblem(
  events: readonly Pick<HistoryEvent, 'position' | 'action' | 'facts'>[],
  hashes: readonly EvidenceHash[],
): string | undefined {
  const kept = new Map(hashes.map(({ number, sha256 }) => [number, sha256]));
  for (const { position, action, facts } of events) {
    const handedIn = action === 'submission.submitted' ? HandedIn.safeParse(facts).data : undefined;
    const problem = handedIn && problemOf(handedIn, kept.get(handedIn.number));
    if (problem) return `${problem}${position ? ` Event ${position} names it.` : ''}`;
  }
  return undefined;
}

function problemOf(
  { number, evidenceSha256 }: z.infer<typeof HandedIn>,
  sha256: string | undefined,
): string | undefined {
  if (sha256 === undefined) return `Evidence number ${number} was removed after it was handed in.`;
  if (sha256 === evidenceSha256) return undefined;
  return `Evidence number ${number} was changed after it was handed in: its SHA-256 is not ${evidenceSha256.slice(0, 12)}… any more.`;
}
