import type { Core } from '../../core/core.ts';
import { NoResponse, type HttpClient, type HttpRequest, type HttpResponse } from './client.ts';
import { isTransient, retryAfterMs, type RetryPolicy } from './retry.ts';

const DEFAULT_POLL_MS = 20_000;

type Attempt = {
  startTime: string;
  endTime: string;
  code: string;
  clientRequestId: string;
  error?: { code: string; message: string };
};
export type Exchange = { answer: HttpResponse | NoResponse; retryHistory: Attempt[]; elapsedMs: number };

/** One action's exchange with a server: its retries and, for `202 Accepted` with a location, its polling. */
export class HttpExchange {
  readonly #core: Pick<Core, 'clock'>;
  readonly #http: HttpClient;
  readonly #signal: AbortSignal;
  readonly #attempts: Attempt[] = [];
  #elapsedMs = 0;

  constructor(core: Pick<Core, 'clock'>, http: HttpClient, signal: AbortSignal) {
    this.#core = core;
    this.#http = http;
    this.#signal = signal;
  }

  async run(request: HttpRequest, options: { retries: RetryPolicy; followsAccepted: boolean }): Promise<Exchange> {
    let current = request;
    let answer = await this.#sendWithRetries(current, options.retries);
    while (options.followsAccepted && !(answer instanceof NoResponse) && answer.statusCode === 202) {
      const location = answer.headers['Location'];
      if (!location || !URL.canParse(location, current.url)) break;
      await this.#wait(this.#askedDelayMs(answer) ?? DEFAULT_POLL_MS);
      current = pollRequest(current, new URL(location, current.url));
      answer = await this.#sendWithRetries(current, options.retries);
    }
    return { answer, retryHistory: this.#attempts, elapsedMs: this.#elapsedMs };
  }

  async #sendWithRetries(request: HttpRequest, retries: RetryPolicy): Promise<HttpResponse | NoResponse> {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#send(request);
      const isFinal = !(answer instanceof NoResponse) && !isTransient(answer.statusCode);
      if (isFinal || attempt >= retries.count) return answer;
      const askedMs = answer instanceof NoResponse ? undefined : this.#askedDelayMs(answer);
      await this.#wait(askedMs ?? retries.delayMs(attempt));
    }
  }

  async #send(request: HttpRequest): Promise<HttpResponse | NoResponse> {
    const { clock } = this.#core;
    const started = clock.now();
    const answer = await this.#http.send(request, this.#signal).catch((error: unknown) => {
      if (error instanceof NoResponse) return error;
      throw error;
    });
    const ended = clock.now();
    this.#elapsedMs += ended.getTime() - started.getTime();
    const isError = answer instanceof NoResponse;
    if (isError || isTransient(answer.statusCode)) {
      this.#attempts.push({
        startTime: started.toISOString(),
        endTime: ended.toISOString(),
        code: isError ? 'BadRequest' : String(answer.statusCode),
        clientRequestId: crypto.randomUUID(),
        ...(isError ? { error: { code: 'BadRequest', message: answer.message } } : {}),
      });
    }
    return answer;
  }

  async #wait(emulatedMs: number): Promise<void> {
    await this.#core.clock.sleep(emulatedMs, this.#signal);
    this.#elapsedMs += emulatedMs;
  }

  /** A server of the real world means real seconds, one of the emulator emulated ones. */
  #askedDelayMs({ headers, isEmulated }: HttpResponse): number | undefined {
    const askedMs = retryAfterMs(headers['Retry-After'], this.#core.clock.now());
    if (askedMs === undefined) return undefined;
    return isEmulated ? askedMs : askedMs * this.#core.clock.scale;
  }
}

/** Credentials stay with the server they were meant for. */
function pollRequest(request: HttpRequest, url: URL): HttpRequest {
  const kept = Object.entries(request.headers).filter(
    ([name]) => url.origin === request.url.origin || !['authorization', 'cookie'].includes(name),
  );
  return { method: 'GET', url, headers: Object.fromEntries(kept) };
}
