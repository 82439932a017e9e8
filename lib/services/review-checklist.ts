import 'server-only';
import type { SignedIn } from '#lib/platform/session.ts';
import { prismaConfirmations } from '#lib/repositories/prisma-confirmations.ts';
import { prismaInternalNotes } from '#lib/repositories/prisma-internal-notes.ts';
import { prismaLooks } from '#lib/repositories/prisma-looks.ts';
import { approvalGate } from '#lib/review/checklist/approval-gate.ts';
import { confirmItem, readChecklist } from '#lib/review/checklist/checklist.ts';
import type { ConfirmInput } from '#lib/review/checklist/contract.ts';
import type { LookInput } from '#lib/review/look/contract.ts';
import { look, readSinceLook } from '#lib/review/look/since-look.ts';
import { attachmentStores } from './attachments.ts';
import { contactStores } from './contacts.ts';
import { foundation } from './foundation.ts';
import { withSettings } from './settings.ts';
import { personOf } from './user-ports.ts';

/** What reviewers say among themselves is made here and nowhere else: nothing an ISV reaches holds it. */
function checklistPorts() {
  const stores = foundation();
  const [history, checked] = [stores.audit, prismaConfirmations(stores.database)];
  return withSettings({ ...stores, ...attachmentStores(), ...contactStores(), history, checked });
}

/** What keeps a submission from being approved. */
export const gateOfApproval = () => approvalGate(checklistPorts);

/** The checklist of a submission, as this reviewer. */
export function checklistServices(user: SignedIn) {
  const person = personOf(user);
  return {
    read: async (submissionId: string) => readChecklist(await checklistPorts(), { submissionId }),
    confirm: async (of: { submissionId: string; item: string }, input: ConfirmInput) =>
      confirmItem(await checklistPorts(), { ...of, ...input, person }),
  };
}

/** What others did since this reviewer last looked. */
export function lookServices(user: SignedIn) {
  const { database, submissions, audit: history } = foundation();
  const [looks, notes] = [prismaLooks(database), prismaInternalNotes(database)];
  const ports = { submissions, history, looks, notes };
  const person = personOf(user);
  return {
    read: (submissionId: string) => readSinceLook(ports, { submissionId, person }),
    look: (submissionId: string, input: LookInput) => look(ports, { submissionId, person, ...input }),
  };
}
