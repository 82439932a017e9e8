import type { Azure } from '../ports.ts';
import { once, type Checks, type Finding } from './answer.ts';
import { PLACES_SHOWN, readPlaces, rightsTable, titlesOf, type Place, type Places } from './azure-places.ts';
import { ASSIGN_ROLES, missingAt, NEEDED } from './azure-rights.ts';
import { providerFinding } from './provider-check.ts';

const WHO_GRANTS =
  'Who can give it: an Owner, User Access Administrator or Role Based Access Control Administrator of the subscription.';

/** What the signed-in person may do in Azure, by effective rights and not by the names of roles. */
export function azureChecks(
  azure: Pick<Azure, 'subscriptions' | 'allowedActions' | 'resourceGroups' | 'providerState'>,
): Checks {
  const places = once(() => readPlaces(azure));
  return {
    'azure.subscription': async () => subscriptionFinding(await places()),
    'azure.roleAssignments': async () => assignmentFinding((await places()).all),
    'azure.provider': async () => providerFinding(azure, await places()),
    'azure.cost': async () => ({
      state: 'information',
      evidence:
        'Expect less than 10 US dollars a month: the Logic App is billed by executed action, and only for runs.',
    }),
  };
}

const NO_SUBSCRIPTION: Finding = {
  state: 'not-met',
  evidence: 'You see no active Azure subscription in this tenant.',
  fix: `Ask for access to a subscription of this tenant, or create one. ${WHO_GRANTS}`,
  actor: 'azure-admin',
};

function subscriptionFinding({ all, unread }: Places): Finding {
  const [nearest] = all.toSorted((a, b) => missingAt(a.mayDo).length - missingAt(b.mayDo).length);
  if (!nearest) return NO_SUBSCRIPTION;
  const table = rightsTable(all);
  const aside = [
    all.length > PLACES_SHOWN ? ` The table shows ${PLACES_SHOWN} of ${all.length} places.` : '',
    unread > 0 ? ` ${unread} more subscriptions were not looked at.` : '',
  ].join('');
  const good = all.filter(({ mayDo }) => missingAt(mayDo).length === 0);
  if (good.length > 0) {
    return { state: 'met', evidence: `You may deploy and run Logic Apps in: ${titlesOf(good)}.${aside}`, table };
  }
  const cannot = missingAt(nearest.mayDo).map((action) => NEEDED[action]);
  return {
    state: 'not-met',
    evidence: `In ${nearest.title} you may not: ${cannot.join(', ')}.${aside}`,
    table,
    fix: `Ask for the role Logic App Contributor on a subscription or resource group. ${WHO_GRANTS}`,
    actor: 'azure-admin',
  };
}

function assignmentFinding(places: Place[]): Finding {
  const good = places.filter(({ mayDo }) => mayDo.has(ASSIGN_ROLES));
  if (good.length > 0) return { state: 'met', evidence: `You may assign Azure roles in: ${titlesOf(good)}.` };
  return {
    state: 'not-met',
    evidence: 'You may not assign Azure roles anywhere the portal looked.',
    fix: 'Not needed by the Logic App itself. To let the portal read runs while you are away, ask an Owner or User Access Administrator for help in step 4.',
    actor: 'azure-admin',
  };
}
