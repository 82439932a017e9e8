import { NextResponse, type NextRequest } from 'next/server';
import { config as portalConfig } from './lib/platform/config.ts';
import { contentSecurityPolicy } from './lib/platform/content-security-policy.ts';

/** Gives every page its security headers and the nonce of its scripts. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy(portalConfig(), nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = { matcher: [{ source: '/((?!_next/static|_next/image|favicon.ico).*)' }] };
