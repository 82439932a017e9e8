import { createCore } from '../core/core.ts';
import { createSampleApp } from './index.ts';
import { ENTERPRISE, freshSpace, type SpaceClient } from './space-client.ts';
import { tablesOf, type ActiveFault } from './state.ts';

const ADDRESSES = { entra: '', graph: '', arm: '', sampleApp: 'http://127.0.0.1:7004', control: '' };
const SPARES = 32;

/** A space full of resources that a behaviour may use up, copied for every fault: making them anew would take long. */
export async function preparedSpaces() {
  const core = createCore({ addresses: ADDRESSES });
  const sample = createSampleApp(core);
  const origin = freshSpace('origin', sample);
  const enterprise = { manager: 'm-0', department: 'R&D' };
  const joy = await origin.user({ title: 'Engineer', [ENTERPRISE]: enterprise });
  const ann = await origin.user({ userName: 'ann@contoso.com', displayName: 'Ann Black' });
  const idle = await origin.user({ userName: 'idle@contoso.com', displayName: 'Idle', active: false });
  const users: string[] = [];
  const groups: string[] = [];
  for (let index = 0; index < SPARES; index += 1) {
    const more = { userName: `spare-${index}@contoso.com`, displayName: `Spare ${index}`, title: 'Engineer' };
    users.push((await origin.user({ ...more, [ENTERPRISE]: enterprise })).id);
    if (index < 12) groups.push((await origin.group(`Spare ${index}`, [joy.id, ann.id])).id);
  }
  const made = tablesOf(core.store, 'origin');
  return (name: string, fault?: ActiveFault): Prepared => {
    const client = freshSpace(name, sample);
    const tables = tablesOf(core.store, name);
    tables.User.replaceAll(structuredClone(made.User.all()));
    tables.Group.replaceAll(structuredClone(made.Group.all()));
    if (fault) sample.faults.set(name, fault);
    const spareUsers = [...users];
    const spareGroups = [...groups];
    const ids = { joy: joy.id, ann: ann.id, idle: idle.id };
    return { ...client, ids, spareUser: () => next(spareUsers), spareGroup: () => next(spareGroups) };
  };
}
export type Prepared = SpaceClient & {
  ids: { joy: string; ann: string; idle: string };
  spareUser: () => string;
  spareGroup: () => string;
};

function next(spares: string[]): string {
  const id = spares.shift();
  if (id === undefined) throw new Error('The spares are used up: prepare more.');
  return id;
}
