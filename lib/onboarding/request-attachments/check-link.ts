import { addHours } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import { judgeLink } from '#lib/rules/link-verdict.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import { refuseSecret } from '../request-publishing/refuse-secret.ts';
import type { Person } from '../ports.ts';
import type { FailedPoint, LinkCheckView, LinkLook } from './contract.ts';
import type { LinkChecks, ReadPage } from './ports.ts';
import { refuseUnlessEditable } from './uploads.ts';

export type LinkPorts = AccessPorts & {
  linkChecks: LinkChecks;
  readPage: ReadPage;
  now?: () => Date;
};

const TIMEOUT_MS = 12_000;
const MAX_BYTES = 2_000_000;
/** More links than a request takes, so that one that was just replaced is not forgotten. */
const MOST_LINKS = 40;
/** Addresses are typed by people: nobody may use the portal to keep somebody's server busy. */
export const MOST_LOOKS_AN_HOUR = 30;
const HEADERS = {
  accept: 'text/html,application/xhtml+xml,text/plain,text/markdown,application/pdf;q=0.9,*/*;q=0.1',
  'user-agent': 'GalleryOnboarding/1.0 (link check)',
};

/**
 * Looks at a link as somebody without an account would, and keeps what it showed. A host that is away does not undo what was
 * seen before. What is wrong with the page is an answer, not an error.
 */
export async function checkLink(
  ports: LinkPorts,
  { url, ...ask }: { person: Person; onboardingId: string; url: string },
): Promise<LinkCheckView> {
  const { tenantId, id: onboardingId } = await openOnboarding(ports, ask);
  const of = { tenantId, onboardingId };
  refuseSecret('The link', url, { field: 'url' });
  const { now = () => new Date() } = ports;
  await ports.linkChecks.begin(of, now(), (there) => refuseLook(there, now()));
  const before = await ports.linkChecks.get(of, url);
  const look = await lookAt(ports, url);
  const check = { url, look, ...(look.outcome === 'away' ? earlierOf(before) : {}) };
  await ports.linkChecks.save(of, check, { by: ask.person, refuse: refuseUnlessEditable, most: MOST_LINKS });
  return check;
}

function refuseLook({ status, recent }: { status: string; recent: Date[] }, now: Date): void {
  refuseUnlessEditable(status);
  const [oldest] = recent.slice(-MOST_LOOKS_AN_HOUR);
  if (!oldest || recent.length < MOST_LOOKS_AN_HOUR) return;
  const retryAfterSeconds = Math.ceil((addHours(oldest, 1).getTime() - now.getTime()) / 1_000);
  const minutes = Math.ceil(retryAfterSeconds / 60);
  throw new AppError(
    'too-many-requests',
    `${MOST_LOOKS_AN_HOUR} links were checked within an hour. The next can be checked in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    { retryAfterSeconds },
  );
}

function earlierOf(before: LinkCheckView | undefined): { earlier?: LinkLook } {
  const earlier = before?.look.outcome === 'away' ? before.earlier : before?.look;
  return earlier ? { earlier } : {};
}

async function lookAt({ readPage, now = () => new Date() }: LinkPorts, url: string): Promise<LinkLook> {
  const checkedAt = now().toISOString();
  try {
    const page = await readPage({ url, headers: HEADERS, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
    const contentType = page.headers['content-type'] ?? '';
    const verdict = judgeLink(url, { url: page.url, status: page.status, contentType, text: page.text });
    const { status, durationMs, url: finalUrl } = page;
    return { ...verdict, checkedAt, finalUrl, status, durationMs, contentType };
  } catch (error) {
    const point = error instanceof AppError ? pointOf(error) : undefined;
    if (!point) throw error;
    const outcome = point.id === 'away' ? 'away' : 'bad';
    return { outcome, checkedAt, topics: [], warnings: [], failed: [point] };
  }
}

function pointOf({ code, message }: AppError): FailedPoint | undefined {
  if (code === 'address-refused') {
    const fix = 'Enter the public address of the page, as a customer types it.';
    return { id: 'address', expected: 'An address on the public internet.', got: message, fix };
  }
  if (code !== 'upstream-unavailable' && code !== 'upstream-timeout') return undefined;
  return {
    id: 'away',
    expected: 'A page that answers.',
    got: message,
    fix: 'Open the link in your browser. If it works there, check it again here in a few minutes.',
  };
}
