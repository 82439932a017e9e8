import type { RunRecord } from '../record/ports.ts';
import { verifiedWorld } from '../run-validation/world.ts';
import { takeEvidence, type EvidenceAsk, type TakenEvidence } from './take-evidence.ts';

export const SUBMISSION = '33333333-3333-4333-8333-333333333333';

/** For tests: an onboarding with a good run, and what is taken of it when its request is handed in. */
export async function evidenceWorld() {
  const world = await verifiedWorld({ id: '22222222-2222-4222-8222-222222222222' });
  const { ports, onboarding, rows } = world;
  const ask = (changes: Partial<EvidenceAsk['handedIn']> = {}): EvidenceAsk => ({
    onboarding,
    run: rows[0] as RunRecord & { runName: string },
    verifiedDomains: ['contoso.example'],
    handedIn: {
      submissionId: SUBMISSION,
      number: 1,
      byName: 'Ann',
      request: { notes: { value: 'Nothing special.', byName: 'Ann', at: '2026-11-21T10:00:00.000Z' } },
      uploads: [],
      ...changes,
    },
    at: new Date('2026-11-21T10:00:00Z'),
  });
  const take = async (changes: Partial<EvidenceAsk['handedIn']> = {}): Promise<TakenEvidence> => {
    const taken = await takeEvidence(ports.logicApps, ask(changes));
    if (!taken) throw new Error('Azure knows no such run.');
    return taken;
  };
  return { ...world, ask, take };
}
