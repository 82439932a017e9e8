import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

export type CaughtMail = {
  id: number;
  receivedAt: string;
  from: string;
  to: string[];
  subject: string;
  messageId: string;
  text: string;
};

const MAX_BYTES = 2_000_000;
const MOST_KEPT = 500;

/** A mail server on loopback that takes everything and delivers nothing: what arrives can be looked at. */
export async function startMailCatcher(port = 0) {
  let mails: CaughtMail[] = [];
  let nextId = 1;
  let refusals: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAX_BYTES,
    logger: false,
    onRcptTo({ address }, _session, done) {
      const refused = refusals.includes(address.toLowerCase());
      done(refused ? Object.assign(new Error('5.1.1 There is no such mailbox'), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      keep(
        stream,
        session.envelope.rcptTo.map(({ address }) => address),
      ).then(() => done(), done);
    },
  });

  async function keep(stream: SMTPServerDataStream, to: string[]): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    const mail = await PostalMime.parse(Buffer.concat(parts));
    const caught = {
      ...{ id: nextId, receivedAt: new Date().toISOString(), to, from: mail.from?.address ?? '' },
      ...{ subject: mail.subject ?? '', messageId: mail.messageId ?? '', text: mail.text ?? '' },
    };
    nextId += 1;
    mails = [caught, ...mails].slice(0, MOST_KEPT);
  }

  // A client that goes away in the middle of a sentence is nothing to report.
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    /** Newest first. */
    list: (to?: string) => (to ? mails.filter((mail) => mail.to.includes(to)) : mails),
    get: (id: number) => mails.find((mail) => mail.id === id),
    clear: () => void (mails = []),
    /** These addresses do not exist, as far as this server knows. */
    refuse: (addresses: string[]) => void (refusals = addresses.map((one) => one.toLowerCase())),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
export type MailCatcher = Awaited<ReturnType<typeof startMailCatcher>>;
