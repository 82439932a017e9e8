import { Hono } from 'hono';
import { segment, type Arm, type ArmEnv } from './context.ts';
import { notFound } from './errors.ts';
import { allow } from './guard.ts';
import { pageOf } from './paging.ts';
import { wireVersion } from './workflow-wire.ts';
import { requireWorkflow, WORKFLOW } from './workflows.ts';

export function versionRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  const read = allow(arm, 'Microsoft.Logic/workflows/versions/read');

  // https://learn.microsoft.com/rest/api/logic/workflow-versions/list
  routes.get(`${WORKFLOW}/versions`, read, (c) => {
    const workflow = requireWorkflow(arm, c);
    const rows = arm.state.versions.find((one) => one.workflowKey === workflow.id).toReversed();
    return c.json(pageOf(arm, c, { rows, idOf: ({ id }) => id, wire: (one) => wireVersion(arm, workflow, one) }));
  });

  // https://learn.microsoft.com/rest/api/logic/workflow-versions/get
  routes.get(`${WORKFLOW}/versions/:versionId`, read, (c) => {
    const workflow = requireWorkflow(arm, c);
    const id = segment(c, 'versionId');
    const version = arm.state.versions.get(id);
    if (version?.workflowKey !== workflow.id) {
      throw notFound('WorkflowVersionNotFound', `The workflow '${workflow.name}' version '${id}' could not be found.`);
    }
    return c.json(wireVersion(arm, workflow, version));
  });

  return routes;
}
