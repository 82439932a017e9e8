import { randomUUID } from 'node:crypto';
import type { Collection, Inventory, InventoryItem } from '../ports.ts';
import { idOf, listOf, member, statusWords, type Answer } from './answer.ts';
import type { CallOptions, Calls } from './calls.ts';
import { Ended, notVerifiable } from './verdict.ts';

/** A resource of the probe's own: what was sent and what came back. */
export type Made = {
  ref: string;
  collection: Collection;
  id: string;
  path: string;
  sent: Record<string, unknown>;
  body: unknown;
  /** The answer that made it. */
  answer: Answer;
};

/** Makes resources and answers for removing them. */
export type Resources = ReturnType<typeof createResources>;

const NAMES = { Users: 'userName', Groups: 'displayName' } as const;

export function createResources(inventory: Inventory) {
  /** POSTs a body as it is; whatever may come of it is in the inventory first. */
  async function post(
    calls: Calls,
    collection: Collection,
    { body, ...options }: CallOptions,
  ): Promise<Answer & { ref: string }> {
    const ref = randomUUID();
    const name = textOf(body, NAMES[collection]);
    // Without a name nothing can be looked for later; then only the answer's id leads to it.
    if (name) await inventory.put({ ref, collection, name });
    const answer = await calls.post(`/${collection}`, body, options);
    const id = idOf(answer.body);
    if (id && answer.status < 300) await inventory.put({ ref, collection, name: name || id, id });
    else if (name && answer.status >= 400 && answer.status < 500) await inventory.remove(ref);
    return { ...answer, ref };
  }

  return {
    post,
    /** A resource for a check to work on; without it the check cannot be judged. */
    async make(calls: Calls, collection: Collection, sent: Record<string, unknown>): Promise<Made> {
      const answer = await post(calls, collection, { body: sent });
      const id = idOf(answer.body);
      if (answer.status >= 300 || !id) {
        const what = collection === 'Users' ? 'A user' : 'A group';
        throw new Ended(notVerifiable(`${what} for this check could not be created: ${statusWords(answer)}.`));
      }
      return {
        ref: answer.ref,
        collection,
        id,
        path: `/${collection}/${encodeURIComponent(id)}`,
        sent,
        body: answer.body,
        answer,
      };
    },
    /** What another request than a POST may make by mistake is in the inventory, too. */
    async claim(collection: Collection, name: string, id?: string): Promise<{ ref: string }> {
      const ref = randomUUID();
      await inventory.put({ ref, collection, name, ...(id ? { id } : {}) });
      return { ref };
    },
    /** A check that deleted the resource itself, and saw it go. */
    forget: (made: { ref: string }): Promise<void> => inventory.remove(made.ref),
    /** Removes everything in the inventory; groups first. What stays is what could not be removed. */
    async cleanUp(calls: Calls): Promise<void> {
      const items = await inventory.list();
      for (const collection of ['Groups', 'Users'] as const) {
        await Promise.all(
          items.filter((item) => item.collection === collection).map((item) => removeOne(calls, item, inventory)),
        );
      }
    },
  };
}

async function removeOne(calls: Calls, item: InventoryItem, inventory: Inventory): Promise<void> {
  try {
    const ids = item.id ? [item.id] : await idsOf(calls, item);
    const gone = await Promise.all(ids.map((id) => isGone(calls, item.collection, id)));
    if (gone.every(Boolean)) await inventory.remove(item.ref);
  } catch (error) {
    // The endpoint did not answer, or not in time: the item stays in the inventory, which is what people are shown.
    if (!(error instanceof Ended) && !isTimeout(error)) throw error;
  }
}

/** What was intended and whose answer never came is looked for by its name. */
async function idsOf(calls: Calls, { collection, name }: InventoryItem): Promise<string[]> {
  const filter = `${NAMES[collection]} eq "${name}"`;
  const answer = await calls.get(`/${collection}?filter=${encodeURIComponent(filter)}`);
  if (answer.status === 404) return [];
  const list = listOf(answer);
  if (!list) throw new Ended(notVerifiable(statusWords(answer)));
  // Only what carries the very name: an endpoint that ignores filters lists everybody.
  return list.resources.flatMap((one) => {
    const id = idOf(one);
    return id && textOf(one, NAMES[collection]) === name ? [id] : [];
  });
}

function textOf(body: unknown, name: string): string {
  const value = member(body, name);
  return typeof value === 'string' ? value : '';
}

async function isGone(calls: Calls, collection: Collection, id: string): Promise<boolean> {
  const { status } = await calls.delete(`/${collection}/${encodeURIComponent(id)}`);
  return (status >= 200 && status < 300) || status === 404;
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';
