import { html } from 'hono/html';
import type { Application, User } from '../../directory/state.ts';
import { isPersonal, type AccountGroup } from '../sign-in/accounts.ts';
import type { Html } from './layout.ts';

type Picker = {
  action: string;
  application: Application;
  groups: AccountGroup[];
  loginHint?: string;
  /** What was wrong with the last answer. */
  problem?: string;
};

/** Everybody who can sign in, by tenant; personal accounts and typed names behind *Use another account*. */
export function accountPicker({ action, application, groups, loginHint, problem }: Picker): Html {
  const hinted = groups
    .flatMap(({ users }) => users)
    .find((user) => user.userPrincipalName.toLowerCase() === loginHint);
  const work = groups.filter(({ tenant }) => !isPersonal(tenant));
  const personal = groups.filter(({ tenant }) => isPersonal(tenant));
  return html`<h1>Pick an account</h1>
    <p>to continue to ${application.displayName}</p>
    ${problem && html`<p class="warn" role="alert">${problem}</p>`}
    <form method="post" action="${action}">
      ${
        hinted &&
        html`<h2>Asked for by the application</h2>
          ${accountButton(hinted)}`
      }
      ${work.map(accountGroup)}
    </form>
    <details ${problem ? 'open' : ''}>
      <summary>Use another account</summary>
      <form method="post" action="${action}">
        <p>
          <label for="account">Email or user name</label>
          <input type="text" id="account" name="account" autocomplete="username" required />
        </p>
        <p><button>Next</button></p>
      </form>
      <form method="post" action="${action}">${personal.map(accountGroup)}</form>
    </details>`;
}

function accountGroup({ tenant, users }: AccountGroup): Html {
  return html`<h2>${tenant.displayName}</h2>
    ${users.map(accountButton)}`;
}

function accountButton({ id, userPrincipalName, signIn }: User): Html {
  return html`<button class="account" name="account" value="${id}">
    <strong>${signIn?.personaLabel}</strong>
    <span>${userPrincipalName}</span>
    <span class="soft">${signIn?.hint}</span>
  </button>`;
}
