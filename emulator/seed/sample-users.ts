import type { User } from '../directory/state.ts';
import { seededId } from './ids.ts';
import type { TenantFrame } from './people.ts';

const EMPLOYEES = [
  { mailbox: 'adele.vance', givenName: 'Adele', surname: 'Vance', department: 'Sales', jobTitle: 'Head of Sales' },
  { mailbox: 'alex.wilber', givenName: 'Alex', surname: 'Wilber', department: 'Sales', jobTitle: 'Account Manager' },
  { mailbox: 'diego.siciliani', givenName: 'Diego', surname: 'Siciliani', department: 'HR', jobTitle: 'Recruiter' },
  { mailbox: 'grady.archie', givenName: 'Grady', surname: 'Archie', department: 'R&D', jobTitle: 'Designer' },
];

/** A few employees, the first of them the others' manager. They cannot sign in. */
export function sampleUsers({ key, tenantId, domain }: TenantFrame, at: string): User[] {
  const idOf = (mailbox: string) => seededId('user', key, mailbox);
  const boss = EMPLOYEES[0]!.mailbox;
  return EMPLOYEES.map(({ mailbox, ...rest }) => ({
    id: idOf(mailbox),
    tenantId,
    createdAt: at,
    visibleAt: at,
    userPrincipalName: `${mailbox}@${domain}`,
    displayName: `${rest.givenName} ${rest.surname}`,
    accountEnabled: true,
    managerId: mailbox === boss ? undefined : idOf(boss),
    properties: { ...rest, mail: `${mailbox}@${domain}`, mailNickname: mailbox, usageLocation: 'GB' },
  }));
}
