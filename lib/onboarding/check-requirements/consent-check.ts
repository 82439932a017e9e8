import { AppError } from '#lib/platform/errors.ts';
import type { Consents } from '../ports.ts';
import type { Checks } from './answer.ts';

/** What the later steps do in the directory, and the delegated permission each needs. */
const LATER: readonly { permission: string; step: string; use: string }[] = [
  { permission: 'Application.Read.All', step: '2, 4', use: 'read the application and who holds its roles' },
  { permission: 'Application.ReadWrite.All', step: '2', use: 'create the application' },
  { permission: 'Synchronization.ReadWrite.All', step: '3', use: 'save the connection, start provisioning' },
  { permission: 'AppRoleAssignment.ReadWrite.All', step: '4', use: 'grant and revoke the Logic App’s permissions' },
  { permission: 'User.ReadWrite.All', step: '5', use: 'remove test users that a run left' },
  { permission: 'Group.ReadWrite.All', step: '5', use: 'remove test groups that a run left' },
];

/** Which permissions of the later steps are agreed to already: for information, since each step asks for its own. */
export function consentCheck(consents: Consents): Checks {
  return {
    'tenant.consents': async () => {
      const granted = new Set(await grantedNow(consents));
      const held = LATER.filter(({ permission }) => granted.has(permission));
      return {
        state: 'information',
        evidence: `${held.length} of ${LATER.length} permissions of the later steps are agreed to already.`,
        table: {
          head: ['Permission', 'Step', 'To', 'Agreed to'],
          rows: LATER.map(({ permission, step, use }) => [permission, step, use, granted.has(permission) ? 'yes' : 'not yet']), // prettier-ignore
        },
        ...(held.length === LATER.length
          ? {}
          : {
              fix: 'Nothing now: each step asks. For the whole organisation an Application, Cloud Application or Global Administrator can agree.',
              actor: 'directory-admin' as const,
            }),
      };
    },
  };
}

async function grantedNow(consents: Consents): Promise<string[]> {
  try {
    return await consents.granted();
  } catch (error) {
    // Without any consent there is nothing to read: that is the answer, and no reason to ask for more.
    if (error instanceof AppError && error.code === 'consent-required') return [];
    throw error;
  }
}
