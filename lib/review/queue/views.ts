import type { Person } from '#lib/onboarding/ports.ts';
import type { SavedViewList, SaveViewInput } from './contract.ts';
import type { SavedViews } from './ports.ts';

type Ports = { views: SavedViews };
type By = { person: Person };

/** Views of the queue under a name: their own and those that others share. */
export async function listViews({ views }: Ports, { person }: By): Promise<SavedViewList> {
  const all = await views.list(person.objectId);
  return { views: all.map(({ ownerId, ...view }) => ({ ...view, isOwn: ownerId === person.objectId })) };
}

/** Under a name that they have already it replaces that view. */
export async function saveView(ports: Ports, { person, ...view }: SaveViewInput & By): Promise<SavedViewList> {
  await ports.views.save({ ...view, ownerId: person.objectId });
  return listViews(ports, { person });
}

export async function removeView(ports: Ports, { person, viewId }: By & { viewId: string }): Promise<SavedViewList> {
  await ports.views.remove(person.objectId, viewId);
  return listViews(ports, { person });
}
