import type { Authentication } from '../record/ports.ts';

/** The parts of a customer guide that are much the same for every application. */
export function startOfGuide(app: string): string {
  return `# Set up user provisioning from Microsoft Entra ID to ${app}

## Introduction

This guide describes how to provision people and groups from Microsoft Entra ID to ${app} automatically. Once it is set up,
accounts in ${app} are created, updated and disabled as people join, change and leave your organization.

> **Write here:** what ${app} does, in two sentences, and what a customer gains from provisioning.

## Licensing

| For | License |
| --- | --- |
| Microsoft Entra ID | Provisioning of users works with every edition; assigning groups needs Microsoft Entra ID P1 or P2 |
| ${app} | **Write here:** the plans that include provisioning |

## Roles that are needed

| Where | Role |
| --- | --- |
| Microsoft Entra ID | Application Administrator or Cloud Application Administrator |
| ${app} | **Write here:** the role of the administrator who sets up provisioning |`;
}

export function authenticationPart(app: string, authentication: Authentication | undefined): string {
  const steps = authentication === 'client-credentials' ? CLIENT_CREDENTIALS : BEARER;
  return `## Set up authentication

${steps(app)}

### Rotate the secret

1. Create a second secret in ${app}; the first one goes on working meanwhile.
2. Enter the new one in Microsoft Entra ID under **Provisioning**, **Admin credentials**, choose **Test connection**, then save.
3. Wait for one provisioning cycle without errors, then revoke the old secret in ${app}.

> **Write here:** after how long secrets expire, and who is warned before.`;
}

const CLIENT_CREDENTIALS = (app: string) => `${app} takes OAuth 2.0 client credentials.

1. Create a client ID and a client secret in ${app}.

   > **Write here:** the way to that page in your product.

2. In the Microsoft Entra admin center open **Enterprise applications**, ${app}, **Provisioning**.
3. Choose OAuth 2.0 client credentials, and enter the tenant URL, the token endpoint, the client identifier and the client secret.
4. Choose **Test connection**, then save.`;

const BEARER = (app: string) => `${app} takes a bearer token.

1. Create the token in ${app}.

   > **Write here:** the way to that page in your product. The gallery lists OAuth 2.0 client credentials or workload identity
   > federation; a long-lived token serves for validation alone.

2. In the Microsoft Entra admin center open **Enterprise applications**, ${app}, **Provisioning**.
3. Enter the tenant URL and the secret token.
4. Choose **Test connection**, then save.`;

export function endOfGuide(app: string): string {
  return `## Test with pilot users

1. Assign two or three test users to ${app} under **Users and groups**.
2. Choose **Provision on demand** for one of them, and look at each step it shows.
3. Verify that the account is in ${app}, with the attributes of the table above.
4. Change the department of a test user, wait for the next cycle, and verify the change.
5. Remove the assignment of one of them, and verify that the account is disabled.
6. Start provisioning for everybody once the pilot users are right.

## Troubleshooting

The **provisioning logs** of the application show every request. Error codes and what helps:

| Error | What it means | What helps |
| --- | --- | --- |
| 401 Unauthorized | The secret is wrong, expired or revoked | Create a new one and enter it as above |
| 403 Forbidden | The secret does not allow provisioning | Create it with an administrator's account |
| 404 Not Found | The tenant URL is wrong, or the user was deleted in ${app} | Check the tenant URL; start provisioning again |
| 409 Conflict | An account with the same user name is there already | Check the matching attribute of that account |
| 429 Too Many Requests | Too many changes at once | Nothing: Microsoft Entra ID tries again |
| Quarantine | Many errors in a row have slowed provisioning down | Mend the cause, then choose **Restart provisioning** |

> **Write here:** the error codes of your own that customers meet, each with its cause and its remedy.

## Support

> **Write here:** how customers contact support for ${app}: address, hours, and what to send along (the time, the user and the
> request id from the provisioning logs; never a secret).`;
}
