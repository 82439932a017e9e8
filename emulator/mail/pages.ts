import { Hono } from 'hono';
import { html } from 'hono/html';
import type { CaughtMail, MailCatcher } from './catcher.ts';

type Html = ReturnType<typeof html>;

/** What was mailed, for people: a list, and each mail as text. */
export function mailPages(mail: MailCatcher): Hono {
  const app = new Hono();
  app.get('/', (c) => c.html(page('Mail', listOf(mail.list()))));
  app.get('/:id', (c) => {
    const found = mail.get(Number(c.req.param('id')));
    return found ? c.html(page(found.subject, oneMail(found))) : c.html(page('Mail', html`<p>No such mail.</p>`), 404);
  });
  return app;
}

/** The same for tests: `GET ?to=`, `DELETE`, `PUT refusals`. */
export function mailRoutes(mail: MailCatcher): Hono {
  const app = new Hono();
  app.get('/', (c) => c.json({ smtpUrl: mail.url, mails: mail.list(c.req.query('to')) }));
  app.delete('/', (c) => {
    mail.clear();
    return c.body(null, 204);
  });
  app.put('/refusals', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    const isList = Array.isArray(body) && body.every((one): one is string => typeof one === 'string');
    if (!isList) return c.json({ error: 'Send a list of addresses.' }, 400);
    mail.refuse(body);
    return c.body(null, 204);
  });
  return app;
}

function listOf(mails: CaughtMail[]): Html {
  if (mails.length === 0)
    return html`<h1>Mail</h1>
      <p>Nothing was mailed yet.</p>`;
  return html`<h1>Mail</h1>
    <p>What the portal mails is caught here. Nothing leaves this machine.</p>
    <ul>
      ${mails.map(
        ({ id, subject, to, receivedAt }) =>
          html`<li><a href="/mail/${id}">${subject}</a><br /><small>to ${to.join(', ')}, ${receivedAt}</small></li>`,
      )}
    </ul>`;
}

function oneMail({ subject, from, to, receivedAt, text }: CaughtMail): Html {
  return html`<p><a href="/mail">All mail</a></p>
    <h1>${subject}</h1>
    <p><small>From ${from} to ${to.join(', ')}, ${receivedAt}</small></p>
    <pre>
${text.split(LINK).map((part) => (part.startsWith('http') ? html`<a href="${part}">${part}</a>` : part))}</pre>`;
}

const LINK = /(https?:\/\/[^\s<>"]+)/;

function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            font: 16px/1.5 system-ui;
            max-width: 46rem;
            margin: 2rem auto;
            padding: 0 1rem;
          }
          pre {
            white-space: pre-wrap;
            overflow-wrap: anywhere;
          }
          li {
            margin-bottom: 0.75rem;
          }
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`;
}
