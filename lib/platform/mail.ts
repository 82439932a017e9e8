export type Mail = { to: string; subject: string; text: string; messageId: string };
export interface MailSender {
  /**
   * `refused`: the server will not take it, now or later. Throws `upstream-unavailable` when it may be tried again; with
   * the detail `isUnsent` where it surely was not taken.
   */
  send(mail: Mail): Promise<{ outcome: 'sent' } | { outcome: 'refused'; reason: string }>;
}
