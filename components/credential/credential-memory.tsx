'use client';

import { createContext, useContext, useState, type ReactNode } from 'react';
import type { Credential } from '#lib/onboarding/record/contract.ts';

export type Typed = { scimEndpoint: string; credential: Credential };
const Memory = createContext<[Typed | undefined, (typed: Typed) => void]>([undefined, () => undefined]);

/** Keeps what was typed for the life of this tab's page, in memory only: never in storage, never in the URL. */
export function CredentialMemory({ children }: { children: ReactNode }) {
  const state = useState<Typed>();
  return <Memory.Provider value={state}>{children}</Memory.Provider>;
}

export function useCredentialMemory() {
  return useContext(Memory);
}
