/** Whose a key is: nobody else’s key of the same name has anything to do with it. */
export type KeyOf = { tenantId: string; personId: string; key: string };
/** `etag` names the state that the answer tells of, where it names one. */
export type KeptAnswer = { status: number; body: unknown; etag: string | null };
/** `running` also stands for a request that was cut off: nobody knows how far it came. */
export type Claim = { state: 'new' } | { state: 'running' | 'other-request' } | { state: 'kept'; answer: KeptAnswer };

/** Answers to writes that may be sent again. Of what was sent only a keyed hash is kept, and nothing for longer than a day. */
export interface KeptAnswers {
  /** Of two at once, one is told `new`: that one has to keep its answer, or free the key. */
  claim(of: KeyOf, fingerprint: string): Promise<Claim>;
  keep(of: KeyOf, answer: KeptAnswer): Promise<void>;
  free(of: KeyOf): Promise<void>;
}

export type BudgetName = 'reads' | 'writes' | 'public';
/** What is left of a budget, this request counted. */
export type Budget = { name: BudgetName; limit: number; left: number; resetSeconds: number; isOver: boolean };

export interface RequestBudgets {
  /** Counts one request of a tenant, or of an address. A counter that cannot be reached stops nobody. */
  spend(name: BudgetName, whose: string): Promise<Budget>;
}

export type RequestGuards = { answers: KeptAnswers; budgets: RequestBudgets };
