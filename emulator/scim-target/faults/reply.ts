import type { Reply } from './sample-fault.ts';

export function withoutHeaders({ headers }: Reply, ...names: string[]): Reply['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
