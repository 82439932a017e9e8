import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = raw(`
:root { color-scheme: light dark; --page: #f3f2f1; --card: #fff; --ink: #201f1e; --soft: #605e5c; --line: #c8c6c4; --key: #0067b8; --on-key: #fff; --warn: #a4262c; }
@media (prefers-color-scheme: dark) { :root { --page: #1b1a19; --card: #252423; --ink: #f3f2f1; --soft: #c8c6c4; --line: #605e5c; --key: #6cb8f6; --on-key: #10100f; --warn: #f1a3a7; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 'Segoe UI', system-ui, sans-serif; }
main { max-width: 34rem; margin: 3rem auto; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
@media (max-width: 36rem) { main { margin: 0; border: 0; border-radius: 0; min-height: 100vh; padding: 1.25rem; } }
.cloud { margin: 0 0 1rem; color: var(--soft); font-size: .875rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: .5rem 0; }
ul { margin: .5rem 0; padding: 0; list-style: none; }
button, .button { font: inherit; min-height: 2.75rem; padding: .5rem 1.25rem; border-radius: 4px; border: 1px solid var(--key); background: var(--key); color: var(--on-key); cursor: pointer; text-decoration: none; display: inline-block; }
button.plain, .button.plain { background: transparent; color: var(--key); }
button.account { display: block; width: 100%; margin: .5rem 0; text-align: left; background: transparent; color: inherit; border-color: var(--line); }
button.account strong, button.account span { display: block; }
button.account:hover { border-color: var(--key); }
:focus-visible { outline: 3px solid var(--key); outline-offset: 2px; }
.soft { color: var(--soft); font-size: .875rem; }
.warn { color: var(--warn); }
.row { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; justify-content: flex-end; }
input[type='text'] { font: inherit; width: 100%; min-height: 2.75rem; padding: .5rem; border: 1px solid var(--soft); border-radius: 4px; background: transparent; color: inherit; }
input[type='checkbox'] { width: 1.25rem; height: 1.25rem; vertical-align: -.25rem; margin-right: .5rem; }
summary { cursor: pointer; color: var(--key); min-height: 2.75rem; padding: .5rem 0; }
code { overflow-wrap: anywhere; }
li.scope { padding: .4rem 0; border-bottom: 1px solid var(--line); }
`);

/** A page of the local sign-in service. Never shown in a frame. */
export function page(c: Context, { title, status = 200 }: { title: string; status?: 200 | 400 }, body: Html) {
  c.header('X-Frame-Options', 'DENY');
  c.header('Cache-Control', 'no-store');
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  );
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <style>
            ${STYLE}
          </style>
        </head>
        <body>
          <main>
            <p class="cloud">Local cloud emulator · Microsoft Entra ID</p>
            ${body}
          </main>
        </body>
      </html>`,
    status,
  );
}
