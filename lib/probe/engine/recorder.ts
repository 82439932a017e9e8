import { scrub } from '#lib/rules/scrub.ts';
import type { Exchange } from '../contract.ts';
import type { ProbeAnswer, ProbeRequest } from '../ports.ts';
import { isRecord, member } from './answer.ts';

const MOST_CHARACTERS = 16_000;
const SAMPLE = 3;
const HEADERS_KEPT =
  /^(content-type|location|etag|retry-after|www-authenticate|date|server|x-ratelimit.*|ratelimit.*)$/;

/** Keeps every exchange as people may see it: secrets masked, and nothing of resources that the probe did not make. */
export type Recorder = ReturnType<typeof createRecorder>;
/** Takes an exchange and answers its id. */
export type Recording = {
  answered(request: ProbeRequest, answer: ProbeAnswer, content: unknown): string;
  unanswered(request: ProbeRequest, problem: string): string;
};

export function createRecorder(mark: string, secrets: () => readonly string[]) {
  const exchanges: Exchange[] = [];
  let unkept = 0;

  function keep(request: ProbeRequest, rest: Pick<Exchange, 'response' | 'problem'>): string {
    const id = `x${exchanges.length + 1}`;
    const kept: Exchange = {
      id,
      at: new Date().toISOString(),
      request: {
        method: request.method,
        url: cut(request.url),
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: cut(request.body) }),
      },
      ...rest,
    };
    exchanges.push(scrub(kept, { secrets: secrets() }));
    return id;
  }

  const recorder = {
    exchanges,
    /** Also of those that are only counted. */
    requests: () => exchanges.length + unkept,
    answered(request: ProbeRequest, answer: ProbeAnswer, content: unknown): string {
      const headers = Object.entries(answer.headers).filter(([name]) => HEADERS_KEPT.test(name));
      const { status, truncated, durationMs } = answer;
      const body = cut(ownOnly(answer.text, content, mark));
      return keep(request, {
        response: {
          status,
          headers: Object.fromEntries(headers),
          body,
          truncated: truncated || body.length < answer.text.length,
          durationMs,
        },
      });
    },
    unanswered: (request: ProbeRequest, problem: string): string => keep(request, { problem }),
  };

  /** Counts all and keeps the first few of each kind; the last one kept stands for the others. */
  function sample(): Recording {
    const kept = new Map<string, string[]>();
    const few = (kind: string, record: () => string): string => {
      const ids = kept.get(kind) ?? [];
      if (ids.length < SAMPLE) kept.set(kind, [...ids, record()]);
      else unkept += 1;
      return kept.get(kind)!.at(-1)!;
    };
    return {
      answered: (request, answer, content) =>
        few(`${request.method} ${answer.status}`, () => recorder.answered(request, answer, content)),
      unanswered: (request, problem) => few(problem, () => recorder.unanswered(request, problem)),
    };
  }
  return { ...recorder, sample };
}

const cut = (text: string): string => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text);

/** Resources that do not carry the probe's mark are somebody's: their place is kept, their content is not. */
function ownOnly(text: string, body: unknown, mark: string): string {
  // Cut off in the middle: whose resources they are cannot be told.
  if (body === undefined && text.length > MOST_CHARACTERS && /^\s*[{[]/.test(text)) return LEFT_OUT;
  const isSomebodys = (one: unknown) => isPersonal(one) && !JSON.stringify(one).includes(mark);
  // One resource alone is somebody's where the endpoint answers /Me.
  if (isSomebodys(body)) return LEFT_OUT;
  const resources = Array.isArray(body) ? body : member(body, 'Resources');
  if (!Array.isArray(resources)) return text;
  const shown = firstOf(resources, (one) => (isSomebodys(one) ? LEFT_OUT : one));
  return JSON.stringify(isRecord(body) ? { ...body, Resources: shown } : shown);
}

/** As many as are shown; of a list without an end the rest is not even looked at. */
function firstOf(all: unknown[], show: (one: unknown) => unknown): unknown[] {
  const shown: unknown[] = [];
  for (let characters = 0; shown.length < all.length && characters < MOST_CHARACTERS;) {
    shown.push(show(all[shown.length]));
    characters += JSON.stringify(shown.at(-1)).length;
  }
  return shown;
}

const LEFT_OUT = '[not made by the probe: left out]';
const isPersonal = (one: unknown): boolean =>
  ['userName', 'displayName', 'members', 'emails'].some((name) => member(one, name) !== undefined);
