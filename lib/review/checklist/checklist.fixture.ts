import { fakeHistory } from '#lib/onboarding/history/fakes.ts';
import type { FieldChangeInput } from '#lib/onboarding/request-publishing/contract.ts';
import { REVIEWER, submitted } from '../review.fixture.ts';
import { confirmItem, readChecklist } from './checklist.ts';
import { Checklist, type ChecklistItem, type ConfirmInput } from './contract.ts';
import { fakeConfirmations } from './fakes.ts';

/** A request with the reviewers, and its checklist. */
export async function listed(filled?: FieldChangeInput[]) {
  const world = await submitted(filled);
  const checked = fakeConfirmations();
  const ports = { ...world.ports, history: fakeHistory(), checked };
  const { submissionId } = world;
  const list = async () => Checklist.parse(await readChecklist(ports, { submissionId }));
  const item = async (id: string): Promise<ChecklistItem> => {
    const found = (await list()).items.find((one) => one.id === id);
    if (!found) throw new Error(`There is no item ${id}.`);
    return found;
  };
  /** As it is shown now, unless said otherwise. */
  const confirm = async (id: string, given: Partial<ConfirmInput> = {}, person = REVIEWER) => {
    const { mark, confirmation } = await item(id);
    const seen = { number: (await list()).number, version: confirmation?.version ?? 0, mark };
    return confirmItem(ports, { submissionId, person, item: id, ...seen, isConfirmed: true, words: '', ...given });
  };
  return { ...world, ports, list, item, confirm, checked };
}
