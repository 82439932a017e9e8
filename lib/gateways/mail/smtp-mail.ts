import { createTransport } from 'nodemailer';
import { AppError } from '#lib/platform/errors.ts';
import type { MailSender } from '#lib/platform/mail.ts';

const TIMEOUT_MS = 15_000;

/** Mail through an SMTP server: `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://…`. */
export function smtpMail({ url, from }: { url: string; from: string }): MailSender {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ to, subject, text, messageId }) {
      try {
        // An address object is taken as it is: no list of addresses can hide in it.
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, messageId });
        return { outcome: 'sent' };
      } catch (error) {
        const reason = refusal(error);
        if (reason) return { outcome: 'refused', reason };
        const words = 'The mail server could not be reached, or did not take the mail just now.';
        throw new AppError(
          'upstream-unavailable',
          words,
          { upstream: 'mail', isUnsent: isUnsent(error), isOfThisMail: isOfThisMail(error) },
          { cause: error },
        );
      }
    },
  };
}

/** Only of the recipient or the message: a refused sign-in is for the operator to mend. https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1 */
function refusal(error: unknown): string | undefined {
  const { code, responseCode, response } = error as { code?: string; responseCode?: number; response?: string };
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return undefined;
  if (!responseCode || responseCode < 500) return undefined;
  return `The mail server refused the address (${(response ?? String(responseCode)).replace(/\s+/g, ' ').slice(0, 200)}).`;
}

/** What it does not take just now is this recipient or message (greylisting, a full mailbox): others may well go through. */
function isOfThisMail(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined;
}

const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EDNS',
  'EAUTH',
  'ETLS',
]);

/** The server surely has not got it: it was not reached, or has answered that it does not take it. A lost connection tells neither. */
function isUnsent(error: unknown): boolean {
  const {
    code = '',
    originalCode = '',
    responseCode,
    timeoutType,
  } = error as Partial<Record<'code' | 'originalCode' | 'timeoutType', string>> & { responseCode?: number };
  if (responseCode) return responseCode >= 400;
  if (timeoutType === 'CONNECT_TIMEOUT' || timeoutType === 'GREETING_TIMEOUT') return true;
  return UNREACHED.has(code) || UNREACHED.has(originalCode);
}
