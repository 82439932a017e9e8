'use client';

import { createContext, useContext } from 'react';

/** Which run the actions of a report are read from; null where only the report is shown. */
export const RunActionsContext = createContext<{ onboardingId: string; runId: string } | null>(null);

export function useRunSource() {
  return useContext(RunActionsContext);
}
