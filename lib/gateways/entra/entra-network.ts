import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { retryAfterSeconds } from '#lib/platform/retry-after.ts';

/** What Entra's last answer said about itself: MSAL's errors keep neither status nor headers. */
export type LastAnswer = { isAsked?: boolean; status?: number; retryAfterSeconds?: number; isJson?: boolean };

/** HTTP for one MSAL client with a timeout, which MSAL's own has not. */
export function entraNetwork(timeoutMs: number): { networkClient: INetworkModule; last: LastAnswer } {
  const last: LastAnswer = {};
  async function exchange<Body>(url: string, init: RequestInit): Promise<NetworkResponse<Body>> {
    last.isAsked = true;
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    const text = await response.text();
    last.status = response.status;
    last.retryAfterSeconds = retryAfterSeconds(response.headers.get('retry-after'));
    last.isJson = false;
    const body = JSON.parse(text) as Body;
    last.isJson = true;
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  }
  const networkClient: INetworkModule = {
    sendGetRequestAsync: (url, options) => exchange(url, { headers: options?.headers }),
    sendPostRequestAsync: (url, options?: NetworkRequestOptions) =>
      exchange(url, { method: 'POST', headers: options?.headers, body: options?.body ?? '' }),
  };
  return { networkClient, last };
}
