import type { ActionRow } from '../core/siblings.ts';
import type { Arm } from './context.ts';

type Exchange = {
  startTime: string;
  endTime?: string;
  request: { method?: unknown; uri?: unknown; headers?: unknown };
  response?: { statusCode?: unknown; headers?: unknown };
};

/**
 * The exchange of an HTTP action as it went out and came back; none for other actions. Earlier attempts are in the
 * action's `retryHistory`.
 */
export function requestHistoryOf({ logicApps }: Pick<Arm, 'logicApps'>, row: ActionRow): Exchange[] {
  const inputs = contentAsObject(logicApps, row.inputsKey);
  if (row.type.toLowerCase() !== 'http' || !inputs) return [];
  const outputs = contentAsObject(logicApps, row.outputsKey);
  const { method, uri, headers } = inputs;
  const response = outputs && { statusCode: outputs.statusCode, headers: outputs.headers };
  return [{ startTime: row.startTime, endTime: row.endTime, request: { method, uri, headers }, response }];
}

function contentAsObject(logicApps: Arm['logicApps'], key: string | undefined): Record<string, unknown> | undefined {
  const content = key === undefined ? undefined : logicApps.content(key);
  return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
}
