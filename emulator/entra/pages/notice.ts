import type { Context } from 'hono';
import { html } from 'hono/html';
import { correlationIdOf, type EntraError } from '../errors.ts';
import { page } from './layout.ts';

/** A refusal that cannot be sent back to the application. */
export function errorPage(c: Context, refusal: EntraError) {
  return page(
    c,
    { title: 'Sign in to your account', status: 400 },
    html`<h1>Sorry, but we’re having trouble signing you in.</h1>
      <p role="alert">${refusal.message}</p>
      <p class="soft">
        Request Id: ${refusal.traceId}<br />Correlation Id: ${correlationIdOf(c)}<br />Timestamp:
        ${new Date().toISOString()}
      </p>`,
  );
}

export function signedOutPage(c: Context, unregistered?: string) {
  return page(
    c,
    { title: 'Signed out' },
    html`<h1>You signed out of your account</h1>
      <p>It’s a good idea to close all browser windows.</p>
      ${unregistered && html`<p class="warn">Not returning to <code>${unregistered}</code>: it is no registered redirect URI.</p>`}`,
  );
}
