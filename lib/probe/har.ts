import type { Exchange, ProbeReport } from './contract.ts';

/** The exchanges as an HTTP archive that browsers' tools open. Secrets are masked already. http://www.softwareishard.com/blog/har-12-spec/ */
export function harOf({ exchanges }: Pick<ProbeReport, 'exchanges'>) {
  return {
    log: {
      version: '1.2',
      creator: { name: 'Gallery Onboarding probe', version: '1' },
      entries: exchanges.map(entryOf),
    },
  };
}

function entryOf(exchange: Exchange) {
  const wait = exchange.response?.durationMs ?? 0;
  return {
    startedDateTime: exchange.at,
    time: wait,
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings: { send: 0, wait, receive: 0 },
    comment: exchange.id,
  };
}

function requestOf({ request: { method, url, headers, body } }: Exchange) {
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    headers: pairs(headers),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    cookies: [],
    headersSize: -1,
    bodySize: body?.length ?? 0,
    ...(body === undefined ? {} : { postData: { mimeType: headers['content-type'] ?? '', text: body } }),
  };
}

/** HAR has no place for "no answer": a status 0 with the reason, as browsers write it. */
const NO_ANSWER: NonNullable<Exchange['response']> = {
  status: 0,
  headers: {},
  body: '',
  truncated: false,
  durationMs: 0,
};

function responseOf({ response = NO_ANSWER, problem }: Exchange) {
  const { status, headers, body } = response;
  return {
    status,
    statusText: problem ?? '',
    httpVersion: 'HTTP/1.1',
    headers: pairs(headers),
    cookies: [],
    content: { size: body.length, mimeType: headers['content-type'] ?? '', text: body },
    redirectURL: headers.location ?? '',
    headersSize: -1,
    bodySize: body.length,
  };
}

const pairs = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => ({ name, value }));
