import { entry } from './entry.ts';

export const LOAD = [
  entry('L01', 'load', {
    title: '25 requests/s for ≥8–60 s, GET /Users?filter, 5 connections',
    expected: '≥25 rps, 0 non-2xx',
    level: 'entra-required',
    reference: 'MS gallery "at least 25 requests per second per tenant"',
  }),
  entry('L02', 'load', {
    title: '25 requests/s mixed (POST/PATCH/GET/DELETE)',
    expected: '≥25 rps, 0 errors',
    level: 'entra-required',
    reference: 'same',
  }),
  entry('L03', 'load', {
    title: 'Latency p50/p97.5/p99 under that load',
    expected: 'record',
    level: 'information',
    reference: 'Okta spec test (<600 ms on /Groups)',
  }),
  entry('L04', 'load', {
    title: '429 carries Retry-After',
    expected: 'header, and recovers',
    level: 'should',
    reference: '6585 §4; Q&A 1922038',
  }),
] as const;
