/** What an expression can ask of the run around it. `undefined` means: there is no such thing. */
export type EvaluationContext = {
  parameter(name: string): { value: unknown } | undefined;
  variable(name: string): { value: unknown } | undefined;
  /** A finished action as `actions('name')` shows it; null if it has not run. */
  action(name: string): ActionView | null;
  /** Results of the actions directly inside a container. */
  result(containerName: string): unknown[];
  /** The current item of the nearest loop, Query or Select. */
  item(): { value: unknown } | undefined;
  itemOf(loopName: string): { value: unknown } | undefined;
  iterationIndexOf(loopName: string): number | undefined;
  trigger(): { name: string; outputs: { body?: unknown; [key: string]: unknown } };
  workflow(): Record<string, unknown>;
  appSetting(name: string): string | undefined;
  now(): Date;
  /** Comparisons treat null like an empty string. */
  nullEqualsEmpty: boolean;
};

export type ActionView = {
  name: string;
  status: string;
  code?: string;
  error?: { code: string; message: string };
  startTime: string;
  endTime?: string;
  trackingId: string;
  clientTrackingId: string;
  inputs?: unknown;
  outputs?: unknown;
};
