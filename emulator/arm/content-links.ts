import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { ActionRow } from '../core/siblings.ts';
import { segment, type Arm, type ArmEnv } from './context.ts';
import { notFound } from './errors.ts';
import { requireSignature, sign } from './signatures.ts';
import type { Workflow } from './state.ts';
import { accessEndpoint } from './workflow-wire.ts';

const LINK_LIFETIME_MS = 4 * 3_600_000;
const API_VERSION = '2016-10-01';
const KINDS = { ActionInputs: 'inputsKey', ActionOutputs: 'outputsKey' } as const;
type Kind = keyof typeof KINDS;

/** https://learn.microsoft.com/rest/api/logic/workflow-run-actions/get#contentlink */
export type ContentLink = {
  uri: string;
  contentVersion: string;
  contentSize: number;
  contentHash: { algorithm: 'md5'; value: string };
};

/** The links of an action or repetition to what went in and came out; those it does not have are left out. */
export function contentLinksOf(arm: Arm, workflow: Workflow, row: ActionRow) {
  return {
    inputsLink: linkTo(arm, workflow, { row, kind: 'ActionInputs' }),
    outputsLink: linkTo(arm, workflow, { row, kind: 'ActionOutputs' }),
  };
}

function linkTo(arm: Arm, workflow: Workflow, { row, kind }: { row: ActionRow; kind: Kind }): ContentLink | undefined {
  const key = row[KINDS[kind]];
  const content = key === undefined ? undefined : serialized(arm.logicApps.content(key));
  if (content === undefined) return undefined;
  const repetition = row.repetition ? `/repetitions/${row.repetition}` : '';
  const path = `/runs/${row.runId}/actions/${row.name}${repetition}/contents/${kind}`;
  // Links carry wall-clock time: they are read by clients that live in it.
  const expiresAt = new Date(arm.core.clock.now().getTime() + LINK_LIFETIME_MS).toISOString();
  const signed = sign(workflow, { permission: `${path}/read`, expiresAt });
  const query = new URLSearchParams({ 'api-version': API_VERSION, ...signed });
  const hash = createHash('md5').update(content).digest('base64');
  return {
    uri: `${accessEndpoint(arm, workflow)}${encodeURI(path)}?${query.toString()}`,
    contentVersion: hash,
    contentSize: Buffer.byteLength(content),
    contentHash: { algorithm: 'md5', value: hash },
  };
}

function serialized(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** What signed links lead to. No token: the signature is the right. */
export function contentRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  const action = '/workflows/:guid/runs/:runName/actions/:actionName' as const;

  for (const path of [action, `${action}/repetitions/:repetition` as const]) {
    routes.get(`${path}/contents/:kind`, (c) => {
      const workflow = requireWorkflowByGuid(arm, segment(c, 'guid'));
      const subject = decodeURIComponent(c.req.path).replace(/^\/workflows\/[^/]+/, '');
      const authorization = c.req.header('authorization');
      requireSignature(arm.core, workflow, { permission: `${subject}/read`, query: c.req.query(), authorization });
      const [runName, actionName] = [segment(c, 'runName'), segment(c, 'actionName')];
      const rowId = [runName, actionName, c.req.param('repetition')].filter(Boolean).join('/');
      const content = contentOf(arm, rowId, segment(c, 'kind'));
      if (content === undefined) throw notFound('ContentNotFound', 'The content could not be found.');
      return c.body(content, 200, { 'content-type': 'application/json; charset=utf-8' });
    });
  }

  return routes;
}

function contentOf({ logicApps }: Arm, rowId: string, kind: string): string | undefined {
  const [runId = ''] = rowId.split('/');
  const row = logicApps.actionsOf(runId).find(({ id }) => id === rowId);
  const key = kind === 'ActionInputs' || kind === 'ActionOutputs' ? row?.[KINDS[kind]] : undefined;
  return key === undefined ? undefined : serialized(logicApps.content(key));
}

export function requireWorkflowByGuid({ state }: Arm, guid: string): Workflow {
  const workflow = state.workflows.first((one) => one.guid === guid);
  if (workflow) return workflow;
  throw notFound('WorkflowNotFound', `The workflow '${guid}' could not be found.`);
}
