import { addDays, subDays } from 'date-fns';
import {
  evidenceExpiring,
  evidenceWarnDays,
  TOKEN_DAYS_MOST,
  tokenExpiring,
} from '#lib/rules/deadline-notifications.ts';
import type { Telling } from '#lib/rules/notifications.ts';
import type { Deadlines, News } from './ports.ts';

type Ports = { deadlines: Deadlines; validityDays: number };

/**
 * Tells of evidence and tokens that end soon. Safe to run as often as one likes: of one deadline nobody is told
 * twice. Answers whether there are more.
 */
export async function tellDeadlines(
  ports: Ports,
  { until, now = new Date() }: { until: Date; now?: Date },
): Promise<{ areMore: boolean }> {
  const news = await Promise.all([ofEvidence(ports, now), ofTokens(ports, now)]);
  return ports.deadlines.tellForPortal(news.flat(), { until });
}

async function ofEvidence({ deadlines, validityDays }: Ports, now: Date): Promise<News[]> {
  const after = subDays(now, validityDays);
  const before = addDays(after, evidenceWarnDays(validityDays));
  const runs = await deadlines.endingEvidenceForPortal({ after, before });
  return runs.map(({ endedAt, ...of }) => news(of, evidenceExpiring({ ...of, until: addDays(endedAt, validityDays) })));
}

async function ofTokens({ deadlines }: Ports, now: Date): Promise<News[]> {
  const tokens = await deadlines.endingTokensForPortal({ after: now, before: addDays(now, TOKEN_DAYS_MOST) });
  return tokens.flatMap((of) => {
    const telling = tokenExpiring(of, now);
    return telling ? [news(of, telling)] : [];
  });
}

const news = ({ onboardingId }: { onboardingId: string }, telling: Telling): News => ({ onboardingId, telling });
