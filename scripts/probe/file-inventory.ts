import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Leftover } from '#lib/probe/contract.ts';
import type { Inventory, InventoryItem } from '#lib/probe/ports.ts';

/** An inventory in a file of its own for each endpoint, so that the next call finds what a killed one left. */
export function fileInventory(folder: string, endpoint: string): Inventory {
  const file = join(folder, `${createHash('sha256').update(endpoint).digest('hex').slice(0, 16)}.json`);
  const items = new Map<string, InventoryItem>(readItems(file).map((item) => [item.ref, item]));
  function save(): void {
    if (items.size === 0) return rmSync(file, { force: true });
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify([...items.values()]), { mode: 0o600 });
  }
  return {
    async put(item) {
      items.set(item.ref, item);
      save();
    },
    async remove(ref) {
      if (items.delete(ref)) save();
    },
    list: async () => [...items.values()],
  };
}

function readItems(file: string): InventoryItem[] {
  if (!existsSync(file)) return [];
  const parsed = z.array(Leftover).safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : [];
}
