import type { AllowListRequest } from '#lib/onboarding/allow-list/contract.ts';
import { Facts, type Fact } from '#components/ui/facts.tsx';
import { dayWords, Moment } from '#components/ui/moment.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';

const STATES: Record<AllowListRequest['state'], { tone: Tone; word: string }> = {
  open: { tone: 'busy', word: 'Open' },
  approved: { tone: 'ok', word: 'Approved' },
  declined: { tone: 'bad', word: 'Declined' },
  withdrawn: { tone: 'skipped', word: 'Withdrawn' },
  expired: { tone: 'warn', word: 'Expired' },
};

export function RequestStatus({ state }: Pick<AllowListRequest, 'state'>) {
  const { tone, word } = STATES[state];
  // An open one waits; nothing turns while a person thinks.
  return <Status tone={tone === 'busy' ? 'waiting' : tone}>{word}</Status>;
}

/** What both sides see of a request. */
export function RequestFacts({ request }: { request: AllowListRequest }) {
  const { reason, contact, requestedByName, requestedAt, ownerName, state } = request;
  const facts: Fact[] = [
    ['Reason', reason],
    ['Contact', contact],
    [
      'Asked',
      <span key="asked">
        {`by ${requestedByName}, `}
        <Moment at={requestedAt} />
      </span>,
    ],
  ];
  if (state === 'open') facts.push(['Taken care of by', ownerName ?? 'Nobody yet']);
  return <Facts facts={[...facts, ...decisionFacts(request)]} />;
}

function decisionFacts({ decidedByName, decidedAt, decisionReason, expiresAt, state }: AllowListRequest): Fact[] {
  if (!decidedAt) return [];
  const facts: Fact[] = [
    [
      'Decided',
      <span key="decided">
        {`by ${decidedByName ?? 'the program'}, `}
        <Moment at={decidedAt} />
      </span>,
    ],
    ['Because', decisionReason ?? ''],
  ];
  return expiresAt ? [...facts, [state === 'expired' ? 'Ended' : 'Until', dayWords(expiresAt)]] : facts;
}
