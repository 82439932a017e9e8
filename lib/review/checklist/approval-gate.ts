import { readChecklist, type ChecklistPorts } from './checklist.ts';
import type { ApprovalGate } from '../decide/ports.ts';

/** What keeps a submission from being approved: items of its checklist that neither hold nor are confirmed. */
export function approvalGate(ports: () => Promise<ChecklistPorts>): ApprovalGate {
  return {
    async look(submissionId) {
      const { number, items } = await readChecklist(await ports(), { submissionId });
      const left = items.filter(({ isSettled }) => !isSettled).map(({ title }) => title);
      const said = items.flatMap(({ id, confirmation }) => (confirmation ? [[id, confirmation.version] as const] : []));
      return { left, seen: { number, versions: Object.fromEntries(said) } };
    },
  };
}
