import type { Cause } from './cause.ts';
import { asked, found, refusal, user } from './examples.ts';

const NOT_FOUND = refusal('404 Not Found', 'There is no user nobody.');

/** Forms of answers, and load. */
export const WIRE_CAUSES: Cause[] = [
  {
    id: 'malformed-json-500',
    title: 'A body that is not JSON answers 500',
    signs: [{ check: 'U09', got: /HTTP 5/ }],
    why: 'Clients and alarms take 500 for a breakdown of your application and try again, for ever.',
    fix: 'Catch the error of the JSON parser and answer 400 with scimType invalidSyntax. In most frameworks this needs an error handler before the routes.',
    example: {
      request: 'POST /Users\nContent-Type: application/scim+json\n\n{"userName":',
      response: refusal('400 Bad Request', 'The body is not JSON.', 'invalidSyntax'),
    },
    actor: 'isv-developer',
  },
  {
    id: 'html-errors',
    title: 'Errors are not SCIM errors, but pages for people',
    signs: [{ check: 'R03', got: /no SCIM error/ }, { check: ['U09', 'D10'] }],
    explains: ['U06', 'U09', 'D10', 'F12', 'M25', 'A02', 'E01', 'G22'],
    why: 'Entra shows the detail of a SCIM error to the administrator. From a page it reads nothing, and nobody learns what is wrong.',
    fix: 'Put an error handler in front that turns every error, those of the framework and the gateway too, into a SCIM error of application/scim+json.',
    example: { request: asked('GET /Users/nobody'), response: NOT_FOUND },
    actor: 'isv-developer',
  },
  {
    id: 'error-status-number',
    title: 'The status in SCIM errors is a number',
    signs: [{ check: 'R03', got: /number/ }],
    explains: ['A02', 'G22'],
    why: 'RFC 7644 section 3.12 has it as a text. Strict clients cannot read the error and report another one.',
    fix: 'Write "status": "404", in quotes.',
    example: { request: asked('GET /Users/nobody'), response: NOT_FOUND },
    actor: 'isv-developer',
  },
  {
    id: 'json-content-type',
    title: 'Answers are not marked as application/scim+json',
    signs: [{ check: ['D13', 'U11'] }],
    explains: ['D13', 'U11', 'E02'],
    why: 'Microsoft asks for this type on every answer.',
    fix: 'Set Content-Type: application/scim+json on every answer with a body, errors included.',
    example: {
      request: asked('GET /Users/2819c223'),
      response: `HTTP/1.1 200 OK\nContent-Type: application/scim+json\n\n${JSON.stringify(user(), null, 2)}`,
    },
    actor: 'isv-developer',
  },
  {
    id: 'query-flag-refused',
    title: 'The flag aadOptscim062020 in the address is refused',
    signs: [{ check: ['E04', 'N02'] }],
    explains: ['E04', 'N02'],
    why: 'Customers add the flag to the tenant URL, and Entra then sends it with every request.',
    fix: 'Ignore query parameters that you do not know.',
    example: { request: asked('GET /Users?aadOptscim062020&filter=userName eq "nobody"'), response: found() },
    actor: 'isv-developer',
  },
  {
    id: 'throttled-without-hint',
    title: 'Too many requests are refused without saying when to come back',
    signs: [{ check: 'L04' }],
    explains: ['L01', 'L02'],
    why: 'Entra then waits by guess and a cycle takes far longer. The gallery asks for 25 requests a second and for Retry-After where there is a limit.',
    fix: 'Raise the limit to at least 25 requests a second for each tenant, and answer 429 with Retry-After in seconds.',
    example: { request: asked('GET /Users'), response: 'HTTP/1.1 429 Too Many Requests\nRetry-After: 1' },
    actor: 'isv-developer',
  },
  {
    id: 'throttled',
    title: 'Fewer than 25 requests a second are allowed',
    signs: [{ check: ['L01', 'L02'], got: /429|throttl/i }],
    explains: ['L01', 'L02'],
    why: 'The gallery asks for 25 requests a second for each tenant. Below that the first cycle of a large customer takes days.',
    fix: 'Raise the limit to at least 25 requests a second for each tenant.',
    example: { request: asked('GET /Users?filter=userName eq "nobody"'), response: found() },
    actor: 'isv-admin',
  },
  {
    id: 'slow-answers',
    title: 'The endpoint is too slow for 25 requests a second',
    signs: [{ check: ['L01', 'L02'] }],
    explains: ['L01', 'L02', 'L03'],
    why: 'The gallery asks for 25 requests a second for each tenant. Below that the first cycle of a large customer takes days, and requests time out.',
    fix: 'Look at what a single filter costs: an index on userName, externalId and displayName is what is most often missing.',
    example: { request: asked('GET /Users?filter=userName eq "nobody"'), response: found() },
    actor: 'isv-developer',
  },
];
