/**
 * Azure ignores case in paths, and official clients write `//subscriptions` and `/resourcegroups`.
 * Routes are declared in one spelling; requests are brought to it.
 */

const WORDS = byLowerCase([
  'subscriptions', 'resourceGroups', 'providers', 'locations', 'register', 'unregister', 'tenants', 'operationresults',
  'roleAssignments', 'roleDefinitions', 'permissions', 'workflows', 'triggers', 'histories', 'runs', 'actions',
  'repetitions', 'scopeRepetitions', 'requestHistories', 'versions', 'enable', 'disable', 'validate', 'run', 'cancel',
  'listCallbackUrl', 'regenerateAccessKey', 'contents', 'paths', 'resources',
]); // prettier-ignore
const NAMESPACES = byLowerCase(['Microsoft.Logic', 'Microsoft.Authorization', 'Microsoft.Resources']);

/** The path of a URL as our routes spell it. Names chosen by callers keep their case. */
export function canonicalPath(url: string): string {
  const [, path = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url) ?? [];
  const segments = path.split('/').filter((part) => part !== '');
  return `/${segments.map((part, index) => canonical(part, index, segments)).join('/')}`;
}

function canonical(part: string, index: number, segments: string[]): string {
  // Keywords and names alternate from the left: /keyword/name/keyword/name.
  if (index % 2 === 0) return WORDS.get(part.toLowerCase()) ?? part;
  if (segments[index - 1]?.toLowerCase() === 'providers') return NAMESPACES.get(part.toLowerCase()) ?? part;
  return part;
}

/** What a request is about: its path without a collection name or an action at the end. */
export function scopeOf(path: string): string {
  const segments = path.split('/').filter((part) => part !== '');
  const named = segments.slice(0, segments.length - (segments.length % 2));
  return `/${named.map(decodeURIComponent).join('/')}`;
}

/** Whether `scope` is `ancestor` or lies inside it. */
export function isWithin(scope: string, ancestor: string): boolean {
  const inner = keyOf(scope);
  const outer = keyOf(ancestor);
  return inner === outer || outer === '' || inner.startsWith(`${outer}/`);
}

/** The id of a row, from an ARM id in any spelling. */
export function keyOf(armId: string): string {
  return armId
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .toLowerCase();
}

export function resourceGroupId(subscriptionId: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}

export function workflowId(subscriptionId: string, resourceGroup: string, name: string): string {
  return `${resourceGroupId(subscriptionId, resourceGroup)}/providers/Microsoft.Logic/workflows/${name}`;
}

function byLowerCase(words: string[]): Map<string, string> {
  return new Map(words.map((word) => [word.toLowerCase(), word]));
}
