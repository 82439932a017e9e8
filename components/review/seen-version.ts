import { useState } from 'react';

/** What a reviewer composes is about the request as it was when they began, whatever is read meanwhile. */
export function useSeenVersion<Version extends number | undefined>(newest: Version) {
  const [seen, setSeen] = useState<number>();
  const version: number | Version = seen ?? newest;
  return {
    version,
    begin: () => setSeen((before) => before ?? newest),
    /** On what others have done since, once the reviewer was told of it; or with nothing composed any more. */
    letGo: () => setSeen(undefined),
  };
}
export type SeenVersion = ReturnType<typeof useSeenVersion<number>>;
