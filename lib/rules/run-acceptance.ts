import type { Mappings } from './mappings.ts';
import { endpointForRun } from './run-parameters.ts';
import type { RunStatus } from './run-snapshot.ts';
import type { RunVerdict } from './verdict.ts';

/** What was read at the source about a run that is handed in, beside what the onboarding expects. */
export type RunFacts = {
  /** Undefined when Azure does not know such a run in that workflow. */
  run: { id: string; workflowId: string; status: RunStatus } | undefined;
  /** The template that the definition of the version the run used is, by its canonical hash; undefined when it is none that we know. */
  template: { id: string; title: string } | undefined;
  definitionHash: string | undefined;
  /** The values the run used: those of the deployment over the definition's defaults. */
  parameters: Record<string, unknown>;
  mappings: Mappings | undefined;
  verdict: RunVerdict | undefined;
  onboarding: {
    subscriptionId: string;
    workflowId: string;
    servicePrincipalId: string;
    scimEndpoint: string;
    verifiedDomains: string[];
  };
};

export type AcceptanceCheck = { id: AcceptanceCheckId; title: string; ok: boolean; reason: string };
type Check = { title: string; judge: (facts: RunFacts) => [ok: boolean, reason: string] };

const CHECKS = {
  exists: {
    title: 'The run exists in Azure',
    judge: ({ run }) =>
      run ? [true, `Run ${run.id} was found.`] : [false, 'Azure knows no such run in this Logic App.'],
  },
  'belongs-to-logic-app': { title: 'It is a run of this onboarding’s Logic App', judge: belongs },
  succeeded: {
    title: 'It has succeeded',
    judge: ({ run }) => [run?.status === 'Succeeded', run ? `It ended as ${run.status}.` : 'There is no run.'],
  },
  'definition-known': {
    title: 'The definition it used is a known template',
    judge: ({ template, definitionHash }) =>
      template
        ? [true, `It is “${template.title}”.`]
        : [
            false,
            `Its definition (${definitionHash?.slice(0, 12) ?? 'unreadable'}) is not one we know: it was changed, or is another version.`,
          ],
  },
  'all-tests-enabled': {
    title: 'All tests were enabled',
    judge: ({ parameters }) => [
      parameters['EnabledTests'] === 'All',
      `EnabledTests was ${String(parameters['EnabledTests'])}.`,
    ],
  },
  'service-principal': {
    title: 'It tested this onboarding’s application',
    judge: ({ parameters, onboarding }) =>
      same(parameters['servicePrincipalId'], onboarding.servicePrincipalId, 'servicePrincipalId'),
  },
  endpoint: { title: 'It asked this onboarding’s SCIM endpoint', judge: sameEndpoint },
  'test-domain': { title: 'Its test users were in a verified domain', judge: verifiedDomain },
  'declared-capabilities': { title: 'What was declared as not supported is not mapped', judge: declared },
  'verdict-ready': {
    title: 'Our verdict is ready',
    judge: ({ verdict }) => {
      if (!verdict) return [false, 'The evidence could not be read.'];
      return [
        verdict.ready,
        verdict.ready ? 'Every test that counts has passed.' : verdict.blocking.map(({ reason }) => reason).join(' '),
      ];
    },
  },
} satisfies Record<string, Check>;
export type AcceptanceCheckId = keyof typeof CHECKS;

/** Every check with its outcome, in order; a run is accepted only if all are ok. */
export function checkRun(facts: RunFacts): AcceptanceCheck[] {
  return Object.entries(CHECKS as Record<AcceptanceCheckId, Check>).map(([id, { title, judge }]) => {
    const [ok, reason] = judge(facts);
    return { id: id as AcceptanceCheckId, title, ok, reason };
  });
}

export const isAccepted = (checks: AcceptanceCheck[]): boolean => checks.length > 0 && checks.every(({ ok }) => ok);

function belongs({ run, onboarding }: RunFacts): [boolean, string] {
  if (!run) return [false, 'There is no run.'];
  const inSubscription = run.workflowId
    .toLowerCase()
    .startsWith(`/subscriptions/${onboarding.subscriptionId.toLowerCase()}/`);
  if (!inSubscription) return [false, 'It is in another subscription.'];
  return same(run.workflowId, onboarding.workflowId, 'The Logic App');
}

function same(actual: unknown, expected: string, what: string): [boolean, string] {
  const ok = typeof actual === 'string' && actual.toLowerCase() === expected.toLowerCase();
  return [ok, ok ? `${what} is ${expected}.` : `${what} is ${String(actual)}, expected ${expected}.`];
}

function sameEndpoint({ parameters, onboarding }: RunFacts): [boolean, string] {
  const used = comparable(parameters['scimEndpoint']);
  const ok = used !== undefined && used === comparable(onboarding.scimEndpoint);
  return [
    ok,
    ok
      ? `It asked ${used}.`
      : `It asked ${String(parameters['scimEndpoint'])}, expected ${endpointForRun(onboarding.scimEndpoint)}.`,
  ];
}

/** Host names compare without case, paths with it. */
function comparable(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  return endpointForRun(new URL(address).href);
}

function verifiedDomain({ parameters, onboarding }: RunFacts): [boolean, string] {
  const domain = String(parameters['testUserDomain']);
  const ok = onboarding.verifiedDomains.some((verified) => verified.toLowerCase() === domain.toLowerCase());
  return [ok, ok ? `${domain} is verified.` : `${domain} is not a verified domain of this tenant.`];
}

function declared({ parameters, mappings }: RunFacts): [boolean, string] {
  if (!mappings) return [false, 'The mappings could not be read.'];
  const mapped = {
    IsGroupSupported: mappings.groups,
    IsManagerAttributeSupported: mappings.manager,
    IsSoftDeleted: mappings.softDelete,
  };
  const contradicted = Object.entries(mapped).filter(([flag, isMapped]) => isMapped && parameters[flag] === false);
  if (contradicted.length === 0) return [true, 'Declarations and mappings agree.'];
  return [false, `Declared as not supported, yet mapped: ${contradicted.map(([flag]) => flag).join(', ')}.`];
}
