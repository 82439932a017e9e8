import type { Context } from 'hono';
import { html } from 'hono/html';
import { correlationIdOf, errorBody, type EntraError } from '../errors.ts';
import type { ReturnAddress } from './request.ts';

/** Sends the browser back to the application with the answer, the way the request asked. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#successful-response */
export function sendBack(
  c: Context,
  { redirectUri, responseMode, state }: Pick<ReturnAddress, 'redirectUri' | 'responseMode' | 'state'>,
  answer: Record<string, string | undefined>,
): Response | Promise<Response> {
  const members = Object.entries({ ...answer, state }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  if (responseMode === 'form_post') return c.html(postForm(redirectUri, members));
  const target = new URL(redirectUri);
  if (responseMode === 'fragment') target.hash = new URLSearchParams(members).toString();
  else for (const [name, value] of members) target.searchParams.set(name, value);
  return c.redirect(target.href, 302);
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#error-response */
export function sendErrorBack(c: Context, address: ReturnAddress, refusal: EntraError) {
  const body = errorBody(refusal, correlationIdOf(c));
  return sendBack(c, address, {
    error: body.error,
    error_description: body.error_description,
    error_uri: body.error_uri,
    error_subcode: refusal.code === 65004 ? 'cancel' : undefined,
    suberror: body.suberror,
    claims: refusal.claims,
  });
}

function postForm(action: string, members: [string, string][]) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <title>Working…</title>
      </head>
      <body>
        <form method="post" action="${action}">
          ${members.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
          <button>Continue</button>
        </form>
        <script>
          document.forms[0].submit();
        </script>
      </body>
    </html>`;
}
