const WINDOW_MS = 1000;

/** Says whether a space had fewer than `most` requests within the last second. What is turned away does not count. */
export function createPace() {
  const bySpace = new Map<string, number[]>();
  return (space: string, { most, nowMs }: { most: number; nowMs: number }): boolean => {
    const recent = (bySpace.get(space) ?? []).filter((at) => at > nowMs - WINDOW_MS);
    const isFree = recent.length < most;
    if (isFree) recent.push(nowMs);
    bySpace.set(space, recent);
    return isFree;
  };
}
