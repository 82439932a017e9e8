import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Core } from '../core/core.ts';
import type { Arrival, Arrivals } from './arrivals.ts';
import { activeFaults } from './faults.ts';
import { faultSection } from './page-faults.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { createRenderer, type Rendered } from './render.ts';
import { ENTERPRISE_USER } from './schema.ts';
import type { Spaces } from './spaces.ts';
import { tablesOf, type Space } from './state.ts';

const SHOWN = 200;

type Html = ReturnType<typeof html>;

/** The page of a space: what arrived, and the switches. `/live` is the part that refreshes itself. */
export function pageRoutes(core: Core, spaces: Spaces, arrivals: Arrivals): Hono {
  const routes = new Hono();
  const live = (space: Space) => liveParts(core, space, arrivals.of(space.id));
  routes.get('/', (c) => c.redirect('/t/demo/'));
  routes.get('/t/:space', (c) => c.redirect(`/t/${c.req.param('space')}/`));
  routes.get('/t/:space/', (c) => {
    const space = spaces.find(c.req.param('space'));
    if (!space) return c.html(missing(c.req.param('space')), 404);
    return c.html(page(space, connection(spaces, space), live(space)));
  });
  routes.get('/t/:space/live', (c) => {
    const space = spaces.find(c.req.param('space'));
    return space ? c.html(live(space)) : c.notFound();
  });
  return routes;
}

function page(space: Space, connectionPart: Html, livePart: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sample application: ${space.id}</title>
        <link rel="icon" href="data:," />
        <style>
          ${PAGE_STYLE}
        </style>
      </head>
      <body data-space="${space.id}">
        <header>
          <h1>Sample application</h1>
          <p>Space <strong>${space.id}</strong>: what the provisioning service sent here.</p>
        </header>
        <main>
          ${faultSection()} ${connectionPart}
          <div id="live">${livePart}</div>
        </main>
        ${PAGE_SCRIPT}
      </body>
    </html>`;
}

function connection(spaces: Spaces, space: Space): Html {
  const { scimEndpoint, bearerToken, runToken, tokenUrl, clientId, clientSecret } = spaces.credentials(space);
  const facts = {
    'SCIM endpoint': scimEndpoint,
    'Bearer token (job)': bearerToken,
    'Bearer token (run)': runToken,
    'Token endpoint': tokenUrl,
    'Client id': clientId,
    'Client secret': clientSecret,
  };
  return html`<details>
    <summary>How to connect</summary>
    <dl>
      ${Object.entries(facts).map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd><code>${value}</code></dd>`,
      )}
    </dl>
  </details>`;
}

function liveParts(core: Core, space: Space, arrivals: Arrival[]): Html {
  const tables = tablesOf(core.store, space.id);
  const render = createRenderer(tables, '');
  const users = newest(tables.User.all()).map((row) => render('User', row));
  const groups = newest(tables.Group.all()).map((row) => render('Group', row));
  const on = activeFaults(space, core.clock.now()).map(({ fault }) => fault.id);
  return html`<div data-faults="${on.join(' ')}"></div>
    ${table(`Users (${tables.User.size})`, ['User name', 'Name', 'Active', 'Manager', 'Groups'], users.map(userCells))}
    ${table(`Groups (${tables.Group.size})`, ['Name', 'Members'], groups.map(groupCells))}
    ${table('Last requests', ['Time', 'Method', 'Path', 'Status', 'Authorization'], arrivals.map(arrivalCells))}`;
}

function userCells(user: Rendered): string[] {
  const extension = user[ENTERPRISE_USER] as { manager?: { value: string; displayName?: string } } | undefined;
  const manager = extension?.manager;
  const groups = (user.groups ?? []) as { display: string }[];
  const active = user.active === false ? 'no' : 'yes';
  return [
    text(user.userName),
    text(user.displayName),
    active,
    manager?.displayName ?? manager?.value ?? '',
    names(groups),
  ];
}

function groupCells(group: Rendered): string[] {
  return [text(group.displayName), names((group.members ?? []) as { display?: string; value: string }[])];
}

function arrivalCells({ at, method, path, status, auth }: Arrival): string[] {
  return [at.slice(11, 19), method, path, String(status), auth];
}

function table(title: string, headings: string[], rows: string[][]): Html {
  const body = rows.map(
    (cells) =>
      html`<tr>
        ${cells.map((cell) => html`<td>${cell}</td>`)}
      </tr>`,
  );
  return html`<section>
    <h2>${title}</h2>
    ${
      rows.length === 0
        ? html`<p class="empty">Nothing yet.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
            <table>
              <thead>
                <tr>
                  ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${body}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}

function missing(name: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <title>No such space</title>
      <body>
        <h1>No such space</h1>
        <p>There is no space ${name}. <a href="/t/demo/">Open the demo space.</a></p>
      </body>
    </html>`;
}

/** A person watches what comes in; thousands of rows would only slow the page. */
function newest<Row>(rows: Row[]): Row[] {
  return rows.slice(-SHOWN).reverse();
}

function names(people: { display?: string; value?: string }[]): string {
  return people.map(({ display, value }) => display ?? value ?? '').join(', ');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
