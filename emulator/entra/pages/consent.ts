import { html } from 'hono/html';
import type { Application, Tenant, User } from '../../directory/state.ts';
import type { ScopesOf } from '../consent.ts';
import { needsAdministrator } from '../scopes.ts';
import type { Html } from './layout.ts';

const OIDC_TEXT: Record<string, string> = {
  openid: 'Sign you in',
  profile: 'View your basic profile',
  email: 'View your email address',
  offline_access: 'Maintain access to data you have given it access to',
};

type Asking = {
  action: string;
  application: Application;
  publisher?: Tenant;
  user: User;
  missing: ScopesOf[];
  /** Application permissions that an administrator is asked for, in words. */
  roles?: string[];
};

/** https://learn.microsoft.com/entra/identity-platform/application-consent-experience */
export function consentPage(asking: Asking & { mayForAll: boolean; isForAll?: boolean }): Html {
  const { action, user, missing, roles = [], mayForAll, isForAll = false } = asking;
  return html`${heading(isForAll ? 'Permissions requested: review for your organization' : 'Permissions requested', asking)}
    <p>This app would like to:</p>
    ${permissionList(missing, roles)}
    <p class="soft">Accepting means that you allow this app to use your data as stated in its terms of service.</p>
    <form method="post" action="${action}">
      ${
        mayForAll && !isForAll
          ? html`<p>
              <label><input type="checkbox" name="forAll" value="yes" />Consent on behalf of your organization</label>
            </p>`
          : ''
      }
      <p class="soft">Signed in as ${user.userPrincipalName}</p>
      <div class="row">
        <button class="plain" name="consent" value="cancel">Cancel</button>
        <button name="consent" value="accept">Accept</button>
      </div>
    </form>`;
}

/** What someone sees who may not consent to what the application asks for. */
export function approvalPage(asking: Asking & { otherAccountAction: string }): Html {
  const { action, otherAccountAction, user, missing, roles = [], application } = asking;
  return html`${heading('Need admin approval', asking)}
    <p>
      ${application.displayName} needs permission to access resources in your organization that only an admin can grant.
      Please ask an admin to grant permission to this app before you can use it.
    </p>
    ${permissionList(missing, roles)}
    <p class="soft">Signed in as ${user.userPrincipalName}. Error AADSTS90094.</p>
    <form method="post" action="${otherAccountAction}">
      <div class="row">
        <button class="plain" name="switch" value="yes">Have an admin account? Sign in with that account</button>
      </div>
    </form>
    <form method="post" action="${action}">
      <div class="row">
        <button name="consent" value="return">Return to the application without granting consent</button>
      </div>
    </form>`;
}

function heading(title: string, { application, publisher }: Asking): Html {
  return html`<h1>${title}</h1>
    <p>
      <strong>${application.displayName}</strong><br /><span class="soft">${publisher?.displayName} · unverified</span>
    </p>`;
}

function permissionList(missing: ScopesOf[], roles: string[]): Html {
  const rows = missing.flatMap(({ resource, scopes }) =>
    scopes.map((scope) => ({ scope, text: textOf(resource.scopes, scope), from: resource.displayName })),
  );
  return html`<ul>
    ${rows.map(
      ({ scope, text, from }) =>
        html`<li class="scope">
          ${text}<br /><span class="soft"
            ><code>${scope}</code> · ${from}${needsAdministrator(scope) ? ' · needs an admin' : ''}</span
          >
        </li>`,
    )}
    ${roles.map((role) => html`<li class="scope">${role}<br /><span class="soft">without a signed-in user · Microsoft Graph</span></li>`)}
  </ul>`;
}

function textOf(known: ScopesOf['resource']['scopes'], scope: string): string {
  return OIDC_TEXT[scope] ?? known.find(({ value }) => value === scope)?.consent ?? scope;
}
