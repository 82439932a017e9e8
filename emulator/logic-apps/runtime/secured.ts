import type { WorkflowDefinition } from '../../core/siblings.ts';
import { placeActions, type Actions } from '../definition/action.ts';
import { callsInValue, literalName, readsAction } from '../definition/references.ts';

/**
 * The actions whose inputs or outputs history hides: those that say so, and the inputs of those that read hidden outputs.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#secure-inputs-and-outputs-in-run-history
 */
export function securedActions(definition: WorkflowDefinition): { inputs: Set<string>; outputs: Set<string> } {
  const placed = placeActions(definition.actions as Actions);
  const marked = (what: string) =>
    placed
      .filter(({ action }) => action.runtimeConfiguration?.secureData?.properties?.includes(what))
      .map(({ name }) => name);
  const inputs = new Set(marked('inputs'));
  const outputs = new Set(marked('outputs'));
  if (outputs.size === 0) return { inputs, outputs };
  for (const { name, action } of placed) {
    const reads = callsInValue(action.inputs).filter(readsAction).map(literalName);
    if (reads.some((read) => read !== undefined && outputs.has(read))) inputs.add(name);
  }
  // A Compose shows its inputs as its outputs.
  for (const { name, action } of placed) if (action.type === 'Compose' && inputs.has(name)) outputs.add(name);
  return { inputs, outputs };
}
