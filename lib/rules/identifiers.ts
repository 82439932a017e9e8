/** The kinds of identifier that people mix up. */
export type IdentifierKind =
  | 'run-id'
  | 'run-link'
  | 'logic-app'
  | 'job-id'
  | 'submission-id'
  | 'application-id'
  | 'application-object-id'
  | 'service-principal-id'
  | 'managed-identity-id'
  | 'subscription-id'
  | 'tenant-id'
  | 'other-id'
  | 'unknown';

/** The ids of one onboarding, so that a pasted one can be told by its kind. */
export type KnownIds = Partial<
  Record<
    | 'submission-id'
    | 'application-id'
    | 'application-object-id'
    | 'service-principal-id'
    | 'managed-identity-id'
    | 'subscription-id'
    | 'tenant-id'
    | 'job-id',
    string
  >
>;
export type Identifier = { kind: IdentifierKind; runName?: string; workflowId?: string };

const RUN_ID = /^\d{15,40}CU\d{1,4}$/i;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Like `scim.<tenant id without hyphens>.<guid>`. */
const JOB_ID = /^[a-z0-9]+\.[0-9a-f]{32}\.[0-9a-f-]{36}$/i;
/** https://learn.microsoft.com/rest/api/logic/workflow-runs/get: the resource id of a workflow, and of a run of it. */
const RESOURCE =
  /(\/subscriptions\/[^/?#\s]+\/resourceGroups\/[^/?#\s]+\/providers\/Microsoft\.Logic\/workflows\/[^/?#\s]+)(?:\/(?:runs|run)\/([^/?#\s]+))?/i;

/** What somebody pasted: a Run ID, a link of the Azure portal or a resource id with one at its end, or something else. */
export function kindOfIdentifier(pasted: string, known: KnownIds = {}): Identifier {
  const text = decoded(pasted.trim());
  const [, workflowId, runName] = RESOURCE.exec(text) ?? [];
  if (workflowId && runName && RUN_ID.test(runName))
    return { kind: 'run-link', workflowId, runName: runName.toUpperCase() };
  if (workflowId) return { kind: 'logic-app', workflowId };
  if (RUN_ID.test(text)) return { kind: 'run-id', runName: text.toUpperCase() };
  return { kind: knownKind(text, known) ?? shapeOf(text) };
}

function knownKind(text: string, known: KnownIds): IdentifierKind | undefined {
  const wanted = text.toLowerCase();
  const found = Object.entries(known).find(([, id]) => id?.toLowerCase() === wanted);
  return found?.[0] as IdentifierKind | undefined;
}

function shapeOf(text: string): IdentifierKind {
  if (JOB_ID.test(text)) return 'job-id';
  return GUID.test(text) ? 'other-id' : 'unknown';
}

/** Links carry resource ids percent-encoded, at times twice. */
function decoded(text: string): string {
  let plain = text;
  for (let depth = 0; depth < 3 && plain.includes('%'); depth += 1) {
    try {
      plain = decodeURIComponent(plain);
    } catch {
      return plain;
    }
  }
  return plain;
}

const WORDS: Record<IdentifierKind, string> = {
  'run-id': 'a Run ID',
  'run-link': 'a link to a run',
  'logic-app': 'the address of a Logic App, without a run',
  'job-id': 'the id of a provisioning job',
  'submission-id': 'the Submission ID of this request',
  'application-id': 'the application (client) id',
  'application-object-id': 'the application’s object id',
  'service-principal-id': 'the service principal’s object id',
  'managed-identity-id': 'the managed identity’s object id',
  'subscription-id': 'the subscription id',
  'tenant-id': 'the tenant id',
  'other-id': 'an id of another kind',
  unknown: 'nothing we know',
};

/** Like “the tenant id”. */
export const identifierWords = (kind: IdentifierKind): string => WORDS[kind];
