import { areEqual } from '../expressions/values.ts';
import type { Executor } from '../runtime/execution.ts';
import { branchNotTaken } from './if.ts';

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#switch-action */
export const switchAction: Executor = async ({ action, name, frame, evaluate, runList, skipList }) => {
  const value = evaluate(action.expression);
  const cases = Object.values(action.cases ?? {});
  const match = cases.find((one) => areEqual(one.case, value));
  const others = [...cases, action.default].filter((branch) => branch && branch !== (match ?? action.default));
  const skipped = others.flatMap((branch) => skipList(branch?.actions ?? {}, frame, branchNotTaken(name)));
  const outcome = await runList((match ?? action.default)?.actions ?? {}, frame);
  return { ...outcome, children: [...outcome.children, ...skipped] };
};
