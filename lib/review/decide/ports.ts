import type { DecisionKind } from '#lib/rules/decisions.ts';

export type DecisionRecord = {
  id: string;
  kind: DecisionKind;
  /** The ISV reads it, but of a second opinion that was asked for. */
  reason: string;
  number: number;
  byName: string;
  at: Date;
};

/** The checklist as somebody saw it who approves: of another one the approval says nothing. */
export type SeenChecklist = { number: number; versions: Record<string, number> };

export interface ApprovalGate {
  /** `left` names what neither holds nor is confirmed. */
  look(submissionId: string): Promise<{ left: string[]; seen: SeenChecklist }>;
}

export interface Decisions {
  /** Newest first. */
  listForOperator(submissionId: string): Promise<DecisionRecord[]>;
  /** Who has asked for a second opinion that is still open. */
  escalationForOperator(submissionId: string): Promise<{ byId: string; byName: string } | undefined>;
}
