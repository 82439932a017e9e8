import { z } from 'zod';
import { collectionOf } from './collection.ts';

const Execution = z.object({
  state: z.string(),
  timeEnded: z.string().nullish(),
  countExported: z.number().nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob */
export const GraphSynchronizationJob = z.object({
  id: z.string(),
  templateId: z.string().nullish(),
  schedule: z.object({ interval: z.string().nullish(), state: z.string() }).nullish(),
  status: z
    .object({
      code: z.string(),
      lastExecution: Execution.nullish(),
      lastSuccessfulExecution: Execution.nullish(),
      quarantine: z
        .object({
          reason: z.string().nullish(),
          currentBegan: z.string().nullish(),
          error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export const GraphSynchronizationJobs = collectionOf(GraphSynchronizationJob);

/** https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping */
export const GraphAttributeMapping = z.object({
  targetAttributeName: z.string(),
  matchingPriority: z.number().nullish(),
  flowType: z.string().nullish(),
  source: z.object({
    type: z.string(),
    name: z.string().nullish(),
    expression: z.string().nullish(),
  }),
});

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationschema */
export const GraphSynchronizationSchema = z.object({
  synchronizationRules: z.array(
    z.object({
      id: z.string(),
      objectMappings: z.array(
        z.object({
          name: z.string().nullish(),
          enabled: z.boolean(),
          flowTypes: z.string().nullish(),
          sourceObjectName: z.string().nullish(),
          targetObjectName: z.string(),
          attributeMappings: z.array(GraphAttributeMapping),
        }),
      ),
    }),
  ),
});

/** Secret values come masked; addresses as they are. https://learn.microsoft.com/entra/identity/app-provisioning/skip-out-of-scope-deletions */
export const GraphSynchronizationSecrets = z.object({
  value: z.array(z.object({ key: z.string(), value: z.string().nullish() })),
});
