/** How the template's actions are to be read. */
export type TemplateKind = 'official-consumption' | 'own-consumption';

export type RunStatus = 'Waiting' | 'Running' | 'Succeeded' | 'Failed' | 'Cancelled' | 'TimedOut';

/** One run as read at its source, without secrets. */
export type RunSnapshot = {
  runId: string;
  template: TemplateKind;
  status: RunStatus;
  startTime: string;
  endTime?: string;
  /** The values in force: those given with the deployment over the definition's defaults. */
  parameters: Record<string, unknown>;
  actions: Record<string, ActionSnapshot>;
};

/** One action. Of an action inside a loop: its last repetition. */
export type ActionSnapshot = {
  status: string;
  code?: string;
  startTime?: string;
  endTime?: string;
  error?: { code?: string; message?: string };
  repetitions?: number;
  /** What it was given and what came of it; absent when not fetched, too old, or none. */
  inputs?: unknown;
  outputs?: unknown;
};

export const hasEnded = (status: RunStatus): boolean => status !== 'Running' && status !== 'Waiting';

/** A value deep inside content that may have any shape; undefined as soon as a part is missing. */
export function valueAt(content: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Record<string | number, unknown>)[key];
  }, content);
}

export const textAt = (content: unknown, ...path: (string | number)[]): string | undefined => {
  const value = valueAt(content, ...path);
  return typeof value === 'string' ? value : undefined;
};

export const listAt = (content: unknown, ...path: (string | number)[]): unknown[] => {
  const value = valueAt(content, ...path);
  return Array.isArray(value) ? value : [];
};
