import { html } from 'hono/html';
import type { User } from '../../directory/state.ts';
import type { Html } from './layout.ts';

/** Stands in for the second factor that conditional access asks for. */
export function verificationPage({ action, user }: { action: string; user: User }): Html {
  return html`<h1>Verify your identity</h1>
    <p>${user.userPrincipalName}</p>
    <p>
      Your organization needs more information to keep your account secure. A planted claims challenge asks for
      multi-factor authentication; approving here stands for the prompt on your phone.
    </p>
    <form method="post" action="${action}">
      <div class="row">
        <button class="plain" name="verification" value="deny">Deny</button>
        <button name="verification" value="approve">Approve</button>
      </div>
    </form>`;
}
