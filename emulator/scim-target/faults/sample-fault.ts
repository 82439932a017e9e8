import type { Filter } from '../filter-grammar.ts';
import type { Operation } from '../patch.ts';
import type { ResourceType } from '../schema.ts';
import type { Attributes } from '../shape.ts';
import type { ActiveFault } from '../state.ts';
import type { Credential } from '../tokens.ts';

type Json = Record<string, unknown>;

/** A write about to be kept; `operations` are those of a PATCH, as they were sent. */
export type Write = {
  type: ResourceType;
  method: 'POST' | 'PUT' | 'PATCH';
  before?: Attributes;
  after: Attributes;
  operations?: Operation[];
};
/** A request of the protocol; `path` is what follows the SCIM endpoint. */
export type Asked = { method: string; path: string; search: string; contentType: string };
/** An answer on its way out. A body of text goes out as it is, anything else as JSON. */
export type Reply = { status: number; headers: Record<string, string>; body?: unknown };
/** How the token endpoint was asked, and what it knows of it. */
export type TokenClaim = { isBasic: boolean; knowsId: boolean; isRight: boolean };
/** What a fault of time and load works with: its setting, and whether the space had fewer requests within a second. */
export type Pressure = {
  setting: ActiveFault;
  hasRoom: (requestsPerSecond: number) => boolean;
  sleep: (durationMs: number) => Promise<void>;
};
export type Page = { startIndex: number; count: number };

/** One way this application can be wrong. Each hook stands where a real application would have the mistake. */
export type SampleFault = {
  id: string;
  title: string;
  description: string;
  /** Throws to refuse a valid credential. */
  onSignIn?(credential: Credential, fault: ActiveFault): void;
  /** Lets in who could not sign in with this header. */
  onStranger?(authorization: string | undefined): Credential | undefined;
  /** Answers whether the token endpoint takes this client. */
  onClient?(claim: TokenClaim): boolean;
  /** What the token endpoint's tokens live instead of the space's setting. */
  tokenLifetimeSeconds?: number;
  /** Throws to refuse a request before it is read, or keeps it waiting. */
  onRequest?(asked: Asked, pressure: Pressure): void | Promise<void>;
  /** Answers the body that is read instead, or throws. */
  onBody?(body: Json, asked: Asked): Json;
  /** Answers the query parameters that are read instead, or throws. */
  onQuery?(given: Json, type: ResourceType): Json;
  /** Whether a resource that matches is found all the same. */
  onMatch?(resource: Json, query: { type: ResourceType; filter?: Filter }): boolean;
  /** Throws to refuse a query by its number of matches. */
  onFilter?(matches: number): void;
  /** Answers the page that is cut instead. */
  onPage?(page: Page, matches: number): Page;
  /** Answers the operations that are applied instead, or throws to refuse them. */
  onPatch?(operations: Operation[], resource: { type: ResourceType; before: Attributes }): Operation[] | void;
  /** Keeps the operations before one that fails. */
  keepsHalf?: boolean;
  /** Whether a name may be given again although another resource has it. */
  onTakenName?(type: ResourceType, name: { wanted: string; taken: string }): boolean;
  /** Answers what is kept instead of `after`, or throws. With an `id`, the resource gets that one. */
  onKeep?(write: Write): Attributes;
  /** A deleted user is disabled and stays. */
  deletesByDisabling?: boolean;
  /** PATCH of a group answers 200 with the group instead of 204. */
  answersGroupPatch?: boolean;
  /** Answers what goes out instead; errors pass here, too. */
  onAnswer?(reply: Reply, asked: Asked): Reply;
};

/** Faults as the page groups them. */
export type FaultArea = { id: string; title: string; faults: SampleFault[] };
