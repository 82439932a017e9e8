import { AppError } from '#lib/platform/errors.ts';
import type { OperationStep, StepContext } from '#lib/operations/ports.ts';
import { waitUntil } from '../operations/wait-until.ts';
import type { Person, Provisioning } from '../ports.ts';
import type { Credential } from '../record/contract.ts';
import type { AuditTrail, Authentication, Onboardings } from '../record/ports.ts';
import { endOfJwt } from '../run-validation/token-end.ts';
import { refusedConnection } from './connection-refusal.ts';
import type { ConnectionInput, JobHealth } from './contract.ts';

type Ports = {
  provisioning: Provisioning;
  onboardings: Onboardings;
  audit: AuditTrail;
  pollIntervalMs: number;
  firstCycleTimeoutMs: number;
};
type Asked = {
  scimEndpoint: string;
  authentication: Authentication;
  credential?: Credential;
  servicePrincipalId: string;
  person: Person;
  onboardingId: string;
};

const KNOWN_WITHIN_MS = 3 * 60_000;

export function provisioningSteps(ports: Ports, asked: Asked): OperationStep[] {
  return [
    testStep(ports, asked),
    secretsStep(ports, asked),
    jobStep(ports, asked),
    recordStep(ports, asked),
    startStep(ports, asked),
    firstCycleStep(ports, asked),
  ];
}

/** A cycle with nobody in scope calls no endpoint: that it went well would not show that the credential is good. */
function testStep(ports: Ports, asked: Asked): OperationStep {
  return {
    name: 'test-connection',
    title: 'Let Entra test the connection',
    needsCredential: true,
    async run(context) {
      const connection = connectionOf(asked);
      const outcome = await untilKnown(ports, context, async () => ({
        refusal: await ports.provisioning.testConnection(asked.servicePrincipalId, connection),
      }));
      if (!outcome.refusal)
        return { detail: 'Entra searched for a user that does not exist and got the right answer.' };
      const { got, fix, cause } = refusedConnection(outcome.refusal, {
        credential: connection.credential,
        testedAt: new Date(),
      });
      throw new AppError('conflict', `Entra could not use your endpoint. ${got} ${fix}`, { cause });
    },
  };
}

function connectionOf({ scimEndpoint, credential, authentication }: Asked): ConnectionInput {
  if (credential?.kind === authentication) return { scimEndpoint, credential };
  throw new AppError('credential-needed', 'Enter the credential again: it was only held in memory and is gone.');
}

function secretsStep(ports: Ports, asked: Asked): OperationStep {
  return {
    name: 'save-secrets',
    title: 'Save address and credential in your application',
    needsCredential: true,
    async run(context) {
      const connection = connectionOf(asked);
      await untilKnown(ports, context, async () => {
        await ports.provisioning.saveSecrets(asked.servicePrincipalId, connection);
        return true;
      });
      const { credential } = connection;
      const tokenEndsAt = credential.kind === 'bearer' ? (endOfJwt(credential.token) ?? null) : null;
      await ports.onboardings.change(asked.person.tenantId, asked.onboardingId, { tokenEndsAt });
      return { detail: 'Microsoft Entra keeps them; this portal does not.' };
    },
  };
}

function jobStep(ports: Ports, { servicePrincipalId }: Asked): OperationStep {
  const { provisioning } = ports;
  return {
    name: 'job',
    title: 'Find or create the provisioning job',
    async run(context) {
      // Looked for before every attempt: a failed call may have made it all the same.
      const job = await untilKnown(ports, context, async () => {
        const found = await provisioning.findJob(servicePrincipalId);
        return found
          ? { ...found, isNew: false }
          : { ...(await provisioning.createJob(servicePrincipalId)), isNew: true };
      });
      return { result: job, detail: `Job ${job.jobId} ${job.isNew ? 'was created' : 'is there already and is used'}.` };
    },
  };
}

function recordStep({ provisioning, onboardings, audit }: Ports, asked: Asked): OperationStep {
  const { servicePrincipalId, scimEndpoint, authentication, person, onboardingId } = asked;
  return {
    name: 'record',
    title: 'Read the mappings and remember the job',
    async run(context) {
      const { jobId } = savedJob(context);
      const mappings = await provisioning.mappings(servicePrincipalId, jobId);
      await onboardings.change(person.tenantId, onboardingId, { scimEndpoint, authentication, jobId, mappings });
      await audit.record({
        tenantId: person.tenantId,
        onboardingId,
        actor: person,
        action: 'provisioning.configured',
        facts: { jobId, scimEndpoint, authentication },
      });
      const attributes = mappings.reduce((count, mapping) => count + mapping.attributes.length, 0);
      return { detail: `${mappings.length} object mappings with ${attributes} attributes.` };
    },
  };
}

function startStep({ provisioning }: Ports, { servicePrincipalId }: Asked): OperationStep {
  return {
    name: 'start',
    title: 'Start provisioning',
    async run(context) {
      const { jobId, isNew } = savedJob(context);
      // A job that ran before goes on with what it has cached, or stays in quarantine, unless it is reset.
      const restarts = !isNew && hasRun(await provisioning.health(servicePrincipalId, jobId));
      if (restarts) await provisioning.restartJob(servicePrincipalId, jobId);
      else await provisioning.startJob(servicePrincipalId, jobId);
      return {
        result: new Date().toISOString(),
        detail: restarts ? 'Restarted from the beginning, with the new connection.' : 'Started.',
      };
    },
  };
}

const hasRun = ({ firstCycleDone, lastCycle, quarantine }: JobHealth): boolean =>
  firstCycleDone || lastCycle !== undefined || quarantine !== undefined;

function firstCycleStep(ports: Ports, { servicePrincipalId }: Asked): OperationStep {
  const { provisioning, pollIntervalMs, firstCycleTimeoutMs } = ports;
  return {
    name: 'first-cycle',
    title: 'Wait for the first healthy cycle',
    async run(context) {
      const { jobId } = savedJob(context);
      const startedAt = new Date(context.saved<string>('start') ?? context.startedAt);
      const health = await waitUntil(
        context,
        {
          intervalMs: pollIntervalMs,
          timeoutMs: firstCycleTimeoutMs,
          words: 'The first provisioning cycle is under way',
          tooLong:
            'No healthy provisioning cycle has ended in the time it usually takes. Look at the job and go on later.',
        },
        async () => healthySince(await provisioning.health(servicePrincipalId, jobId), startedAt),
      );
      const exported = health.lastCycle?.exported ?? 0;
      return { detail: `The first cycle ended without errors; ${exported} objects exported.` };
    },
  };
}

/** The health once a good cycle ended after the start; nothing while there is none. What happened before says nothing. */
function healthySince(health: JobHealth, start: Date): JobHealth | undefined {
  const { quarantine, lastCycle, healthy, firstCycleDone } = health;
  const isOld = (at: string | undefined) =>
    at !== undefined && Date.parse(at) < Math.floor(start.getTime() / 1000) * 1000;
  if (quarantine && !isOld(quarantine.since)) {
    const said = lastCycle?.error ? ` Entra says: ${lastCycle.error}` : '';
    throw new AppError('conflict', `${quarantine.words} ${quarantine.fix}${said}`, { reason: quarantine.reason });
  }
  return healthy && firstCycleDone && !isOld(lastCycle?.endedAt) ? health : undefined;
}

function savedJob(context: StepContext): { jobId: string; isNew: boolean } {
  const job = context.saved<{ jobId: string; isNew: boolean }>('job');
  if (!job) throw new Error('The step “job” has saved no job.');
  return job;
}

/** The provisioning service learns of a new application after the directory: until then it answers 401 or 404. */
function untilKnown<Answer>(ports: Ports, context: StepContext, call: () => Promise<Answer>): Promise<Answer> {
  return waitUntil(
    context,
    {
      intervalMs: ports.pollIntervalMs,
      timeoutMs: KNOWN_WITHIN_MS,
      words: 'The provisioning service does not know the application yet',
      tooLong: 'The provisioning service does not know the application after three minutes. Go on later.',
      isNotYet: ({ code, details }) =>
        code === 'upstream-not-found' || (code === 'upstream-rejected' && details.upstreamStatus === 401),
    },
    call,
  );
}
