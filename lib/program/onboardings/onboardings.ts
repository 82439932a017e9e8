import type { ProgramOnboardings, StandingRow } from '../ports.ts';
import type { ProgramPage, ProgramQuery, ProgramRow } from './contract.ts';

/** Where onboardings stand and since when, a page at a time. */
export async function readOnboardings(
  { following }: { following: ProgramOnboardings },
  query: ProgramQuery,
): Promise<ProgramPage> {
  const { rows, ...rest } = await following.page(query);
  return { ...rest, rows: rows.map(programRow) };
}

function programRow({ since, verdict, ...row }: StandingRow): ProgramRow {
  return { ...row, since: since.toISOString(), ...lastVerdict(verdict) };
}

function lastVerdict(
  verdict: StandingRow['verdict'],
): Pick<ProgramRow, 'lastVerdict' | 'lastVerdictAt' | 'lastProblem'> {
  if (verdict?.ready === undefined) return { lastVerdict: 'none' };
  const lastVerdictAt = verdict.endedAt.toISOString();
  if (verdict.ready) return { lastVerdict: 'ready', lastVerdictAt };
  return { lastVerdict: 'not-ready', lastVerdictAt, lastProblem: verdict.problem };
}
