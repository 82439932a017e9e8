import type { Executor } from '../runtime/execution.ts';
import { compose, join, parseJson, query, select } from './data.ts';
import { foreach } from './foreach.ts';
import { http } from './http.ts';
import { ifAction } from './if.ts';
import { response } from './response.ts';
import { scope } from './scope.ts';
import { switchAction } from './switch.ts';
import { terminate } from './terminate.ts';
import { until } from './until.ts';
import * as variables from './variables.ts';
import { wait } from './wait.ts';

/** What runs each type of action. */
export const EXECUTORS: Record<string, Executor | undefined> = {
  Http: http,
  InitializeVariable: variables.initializeVariable,
  SetVariable: variables.setVariable,
  IncrementVariable: variables.incrementVariable,
  DecrementVariable: variables.decrementVariable,
  AppendToArrayVariable: variables.appendToArrayVariable,
  AppendToStringVariable: variables.appendToStringVariable,
  Compose: compose,
  Query: query,
  Select: select,
  Join: join,
  ParseJson: parseJson,
  Scope: scope,
  If: ifAction,
  Switch: switchAction,
  Until: until,
  Foreach: foreach,
  Wait: wait,
  Terminate: terminate,
  Response: response,
};
