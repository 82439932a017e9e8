import { randomUUID } from 'node:crypto';
import { subMinutes } from 'date-fns';
import type { MailState, Outbox, OutgoingMail } from './ports.ts';

type Row = OutgoingMail & { mailState: MailState; at: Date; mailedAt?: Date; problem?: string };

export function fakeOutbox() {
  const rows: Row[] = [];
  const taken = (id: string) => rows.find((row) => row.id === id && row.mailState === 'sending');
  const settle = (id: string, changes: Partial<Row>) => void Object.assign(taken(id) ?? {}, changes);
  const outbox: Outbox = {
    async claimForPortal(at) {
      const isRested = ({ mailedAt }: Row) => !mailedAt || mailedAt < subMinutes(at, 5);
      const row = rows.find((one) => one.mailState === 'waiting' && isRested(one));
      return row && Object.assign(row, { mailState: 'sending', mailedAt: at });
    },
    saveSentForPortal: async (id, mailedAt) => settle(id, { mailState: 'sent', mailedAt }),
    saveFailedForPortal: async (id, problem) => settle(id, { mailState: 'failed', problem }),
    giveBackForPortal: async (id, problem, triedAt) => settle(id, { mailState: 'waiting', mailedAt: triedAt, problem }),
    async giveUpForPortal({ takenBefore, waitingSince }) {
      for (const row of rows) {
        const isLost = row.mailState === 'sending' && row.mailedAt! < takenBefore;
        if (isLost || (row.mailState === 'waiting' && row.at < waitingSince)) row.mailState = 'failed';
      }
    },
    forgetForPortal: async () => undefined,
    dropForPortal: async () => undefined,
  };
  const add = (title: string): Row => {
    const said = { title, words: 'Read it in the portal.', href: '/onboardings/onb/request-publishing' };
    const row: Row = { id: randomUUID(), to: 'ann@contoso.example', ...said, mailState: 'waiting', at: new Date() };
    rows.push(row);
    return row;
  };
  return { rows, outbox, add };
}
