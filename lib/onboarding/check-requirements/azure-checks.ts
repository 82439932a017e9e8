import type { Azure } from '../ports.ts';
import { once, type Checks, type Finding } from './answer.ts';

/** What the later steps do in Azure, and the action each needs. https://learn.microsoft.com/azure/role-based-access-control/permissions/integration#microsoftlogic */
const NEEDED: Record<string, string> = {
  'Microsoft.Logic/workflows/write': 'deploy the Logic App',
  'Microsoft.Logic/workflows/read': 'read it back',
  'Microsoft.Logic/workflows/enable/action': 'switch it on',
  'Microsoft.Logic/workflows/disable/action': 'switch it off',
  'Microsoft.Logic/workflows/triggers/run/action': 'start a run',
  'Microsoft.Logic/workflows/runs/read': 'read runs',
  'Microsoft.Logic/workflows/runs/cancel/action': 'cancel a run',
};
const ASSIGN_ROLES = 'Microsoft.Authorization/roleAssignments/write';
/** Enough to find a place to deploy to; more would make the check slow for large estates. */
const MOST_SUBSCRIPTIONS = 10;
const MOST_GROUPS = 10;

type AzureReader = Pick<Azure, 'subscriptions' | 'allowedActions' | 'resourceGroups'>;
type Place = { title: string; mayDo: ReadonlySet<string> };

/** What the signed-in person may do in Azure, by effective rights and not by the names of roles. */
export function azureChecks(azure: AzureReader): Checks {
  const places = once(() => readPlaces(azure));
  return {
    'azure.subscription': async () => subscriptionFinding(await places()),
    'azure.roleAssignments': async () => assignmentFinding(await places()),
    'azure.cost': async () => ({
      state: 'information',
      evidence:
        'Expect less than 10 US dollars a month: the Logic App is billed by executed action, and only for runs.',
    }),
  };
}

async function readPlaces(azure: AzureReader): Promise<Place[]> {
  const enabled = (await azure.subscriptions()).filter(({ state }) => state === 'Enabled');
  const read = await Promise.all(enabled.slice(0, MOST_SUBSCRIPTIONS).map((one) => placesIn(azure, one)));
  return read.flat();
}

/** A subscription; where it does not allow enough, also its groups: rights may be given for one of them only. */
async function placesIn(
  azure: AzureReader,
  { subscriptionId, name }: { subscriptionId: string; name: string },
): Promise<Place[]> {
  const wanted = [...Object.keys(NEEDED), ASSIGN_ROLES];
  const scope = `/subscriptions/${subscriptionId}`;
  const whole = { title: name, mayDo: await azure.allowedActions(scope, wanted) };
  if (missingAt(whole).length === 0) return [whole];
  const groups = (await azure.resourceGroups(subscriptionId)).slice(0, MOST_GROUPS);
  const parts = await Promise.all(
    groups.map(async (group) => ({
      title: `${name}, resource group ${group.name}`,
      mayDo: await azure.allowedActions(`${scope}/resourceGroups/${group.name}`, wanted),
    })),
  );
  return [whole, ...parts];
}

const missingAt = ({ mayDo }: Place): string[] => Object.keys(NEEDED).filter((action) => !mayDo.has(action));

function subscriptionFinding(places: Place[]): Finding {
  if (places.length === 0) {
    return {
      state: 'not-met',
      evidence: 'You see no active Azure subscription in this tenant.',
      fix: 'Ask for access to a subscription of this tenant, or create one.',
      actor: 'azure-admin',
    };
  }
  const good = places.filter((place) => missingAt(place).length === 0);
  if (good.length > 0) {
    return { state: 'met', evidence: `You may deploy and run Logic Apps in: ${titlesOf(good)}.` };
  }
  const [nearest] = places.toSorted((a, b) => missingAt(a).length - missingAt(b).length);
  const cannot = nearest ? missingAt(nearest).map((action) => NEEDED[action]) : [];
  return {
    state: 'not-met',
    evidence: `In ${nearest?.title} you may not: ${cannot.join(', ')}.`,
    fix: 'Ask for the role Logic App Contributor on a subscription or resource group.',
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

const titlesOf = (places: Place[]): string => places.map(({ title }) => title).join('; ');
