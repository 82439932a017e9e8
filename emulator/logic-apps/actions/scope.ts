import type { Executor } from '../runtime/execution.ts';

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#scope-action */
export const scope: Executor = ({ action, frame, runList }) => runList(action.actions ?? {}, frame);
