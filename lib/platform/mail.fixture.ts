import type { Mail, MailSender } from './mail.ts';

/** A mail server; `answer` is what it says to the next mails. */
export function fakeMail() {
  const mails: Mail[] = [];
  const state: { answer: Error | 'sent' | string } = { answer: 'sent' };
  const mail: MailSender = {
    async send(one) {
      if (state.answer instanceof Error) throw state.answer;
      if (state.answer !== 'sent') return { outcome: 'refused', reason: state.answer };
      mails.push(one);
      return { outcome: 'sent' };
    },
  };
  return { mails, mail, state };
}
