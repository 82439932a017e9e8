import { STEPS } from '#lib/journey/steps.ts';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import { canonicalJson } from '#lib/rules/canonical-json.ts';
import { fieldLabel, valueWords } from '#lib/rules/request-fields.ts';
import type { HistoryEntry } from './contract.ts';

type Facts = Record<string, unknown>;
type Words = string | ((facts: Facts) => string);

/** What was done, by the event's action. Who did it stands beside the sentence. */
const WORDS: Record<string, Words> = {
  'onboarding.started': ({ name }) => `Started the onboarding${named(name)}.`,
  'onboarding.rule-set-changed': 'Moved the onboarding to another rule set.',
  'onboarding.path-answered': 'Answered what kind of application it is.',
  'member.added': ({ name }) => `Let${named(name, ' a colleague')} in.`,
  'step.completed': ({ step }) => `Completed the step “${stepTitle(step)}”.`,
  'probe.started': 'Started a probe of the SCIM endpoint.',
  'probe.clean-up-started': 'Started removing what probes had left.',
  'application.recorded': ({ name }) => `Recorded the application${named(name)}.`,
  'provisioning.configured': ({ scimEndpoint }) =>
    `Configured provisioning${scimEndpoint ? ` to ${text(scimEndpoint)}` : ''}.`,
  'logic-app.deployed': 'Deployed the Logic App.',
  'roles.revoked': 'Revoked the roles of the validation identity.',
  'leftovers.removed': ({ found }) => `Removed what test runs had left: ${text(found ?? 0)} users and groups.`,
  'allow-list.asked': ({ reason }) => `Asked for faster provisioning cycles${because(reason)}`,
  'allow-list.owned': 'Took on the request for faster cycles.',
  'allow-list.approved': ({ reason, expiresAt }) =>
    `Approved faster cycles until ${text(expiresAt ?? '').slice(0, 10)}${because(reason)}`,
  'allow-list.declined': ({ reason }) => `Declined faster cycles${because(reason)}`,
  'allow-list.withdrawn': 'Withdrew the request for faster cycles.',
  'run.started': ({ runName }) => `Started a validation run${named(runName)}.`,
  'run.adopted': ({ runName }) => `Took over a run that was started by hand${named(runName)}.`,
  'run.cancelled': 'Cancelled a validation run.',
  'run.judged': ({ runName, ready }) => `Judged the run${named(runName)}: ${ready === true ? 'ready' : 'not ready'}.`,
  'request.submitted': 'Submitted the publishing request.',
  'submission.opened': 'Opened the publishing request.',
  'submission.submitted': ({ number, evidenceSha256 }) =>
    evidenceSha256
      ? `Submitted the publishing request with evidence number ${text(number ?? 1)}, SHA-256 ${text(evidenceSha256)}.`
      : 'Submitted the publishing request.',
  'submission.assigned': ({ assigneeName }) =>
    typeof assigneeName === 'string' ? `Gave it to ${assigneeName} for review.` : 'Gave it to no reviewer for now.',
  'submission.withdrawn': ({ reason }) => `Withdrew the publishing request${because(reason)}`,
  'submission.taken-up': ({ reason }) => `Took the publishing request up again${because(reason)}`,
  'submission.changes-requested': 'Asked for changes.',
  'submission.review-begun': 'Began the review.',
  'submission.escalated': 'Asked another reviewer for a second opinion.',
  'submission.approved': ({ reason }) => `Approved the request${because(reason)}`,
  'submission.rejected': ({ reason }) => `Rejected the request${because(reason)}`,
  'submission.in-preview': ({ reason }) => `Put the application into preview${because(reason)}`,
  'submission.published': ({ reason }) => `Published the application${because(reason)}`,
  'submission.expired': ({ days }) => `Let the request expire: ${text(days ?? 'too many')} days without an answer.`,
  'checklist.confirmed': ({ title, number }) => `Confirmed of handing in ${text(number ?? 1)}${because(title)}`,
  'checklist.excused': ({ title, number }) =>
    `Found it right all the same, of handing in ${text(number ?? 1)}${because(title)}`,
  'checklist.taken-back': ({ title, number }) =>
    `Took a confirmation back, of handing in ${text(number ?? 1)}${because(title)}`,
  'message.sent': ({ side }) => `Wrote to the ${side === 'isv' ? 'reviewers' : 'ISV'}.`,
  'finding.added': ({ kind, words }) => `${FINDINGS[text(kind)] ?? 'Noted'}${because(words)}`,
  'finding.answered': ({ words }) => `Answered what the reviewers asked${because(words)}`,
  'finding.resolved': ({ asked }) => `Settled what was asked${because(asked)}`,
  'finding.reopened': ({ words }) => `Asked again${because(words)}`,
  'request.contact-asked': ({ email }) => `Asked${named(email, ' a contact')} to confirm the address by mail.`,
  'request.contact-confirmed': ({ email }) => `A contact confirmed the address${named(email)}.`,
  'request.link-checked': ({ url, outcome }) =>
    `Looked at the link${named(url)}: ${outcome === 'good' ? 'public' : 'not usable'}.`,
  'request.file-added': ({ fileName, inPlaceOf }) =>
    `Uploaded${named(fileName, ' a file')}${isObject(inPlaceOf) ? ` in place of${named(inPlaceOf.fileName, ' another')}` : ''}.`,
  'request.file-removed': ({ fileName }) => `Took${named(fileName, ' a file')} out of the request.`,
  'submission.verified': ({ differences, problem }) =>
    `Read the run again at its source: ${problem ? text(problem) : readAgain(differences)}`,
  'evidence.exported': ({ number }) => `Exported the evidence pack ${text(number ?? '')}.`,
};

const FINDINGS: Record<string, string> = {
  mandatory: 'Asked for a change',
  suggestion: 'Suggested',
  question: 'Asked',
};

/** The event in plain words; of a changed field also from what to what. */
export function eventWords(action: string, given: unknown): Pick<HistoryEntry, 'words' | 'change'> {
  const facts = isObject(given) ? given : {};
  const change = changeOf(action, facts);
  const words = WORDS[action];
  if (typeof words === 'function') return { words: words(facts), change };
  return {
    words: words ?? (change ? `Changed ${change.field}${change.field.endsWith('.') ? '' : '.'}` : humanised(action)),
    change,
  };
}

/** `{field, from, to}`, or `{from, to}` of what the action itself is about. */
function changeOf(action: string, facts: Facts): HistoryEntry['change'] {
  if (!('from' in facts) && !('to' in facts)) return undefined;
  const field = facts.field === undefined ? subjectOf(action) : fieldLabel(text(facts.field));
  return { field, from: shown(facts.from), to: shown(facts.to) };
}

function subjectOf(action: string): string {
  if (action === 'onboarding.rule-set-changed') return 'Rule set';
  return action.startsWith('submission.') ? 'Status' : 'Value';
}

const shown = (value: unknown): string | null => (value === undefined || value === null ? null : valueWords(value));
/** What was said goes behind a colon, as it was written. */
const because = (said: unknown): string => (typeof said === 'string' && said !== '' ? `: ${said}` : '.');
const text = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value));
const named = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? ` ${value}` : otherwise);
const isObject = (value: unknown): value is Facts => typeof value === 'object' && value !== null;

function stepTitle(given: unknown): string {
  const step = STEPS.find((one) => one === given);
  return step ? STEP_WORDS[step].title : text(given);
}

function readAgain(differences: unknown): string {
  if (differences === 0) return 'no difference.';
  return differences === 1 ? 'one difference.' : `${text(differences)} differences.`;
}

/** `request.field-cleared` as “Request: field cleared.” */
function humanised(action: string): string {
  const [what = '', ...done] = action.split('.').map((part) => part.replaceAll('-', ' '));
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${done.join(' ')}.`;
}
