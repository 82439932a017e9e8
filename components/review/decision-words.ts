import type { DecisionKind } from '#lib/rules/decisions.ts';
import type { Tone } from '#components/ui/status.tsx';

export const DECISION_WORDS: Record<DecisionKind, { does: string; done: string; tone: Tone }> = {
  approve: { does: 'Approve the request', done: 'Approved', tone: 'ok' },
  'request-changes': { does: 'Ask for changes', done: 'Asked for changes', tone: 'warn' },
  reject: { does: 'Reject the request', done: 'Rejected', tone: 'bad' },
  escalate: { does: 'Ask for a second opinion', done: 'Asked for a second opinion', tone: 'info' },
  preview: { does: 'Put it into preview', done: 'Put into preview', tone: 'ok' },
  publish: { does: 'Publish it', done: 'Published', tone: 'ok' },
};
