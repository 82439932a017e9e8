import type { Inventory, InventoryItem } from '../ports.ts';

/** An inventory for tests and for probes that nobody resumes: it is gone with the process. */
export function memoryInventory(): Inventory {
  const items = new Map<string, InventoryItem>();
  return {
    put: async (item) => void items.set(item.ref, item),
    remove: async (ref) => void items.delete(ref),
    list: async () => [...items.values()],
  };
}
