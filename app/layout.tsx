import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { AppHeader } from '#components/layout/app-header.tsx';
import { FocusKeeper } from '#components/layout/focus-keeper.tsx';
import { Providers } from '#components/layout/providers.tsx';
import { ThemeScript } from '#components/layout/theme-script.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Gallery Onboarding', template: '%s · Gallery Onboarding' },
  description:
    'Bring your application into the Microsoft Entra app gallery: one calm path from SCIM endpoint to verdict.',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* React Aria reads it for the styles it adds. */}
        <meta property="csp-nonce" content={nonce} nonce={nonce} suppressHydrationWarning />
        <ThemeScript nonce={nonce} />
      </head>
      <body className="min-h-dvh">
        <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-2">
          Skip to the content
        </a>
        <Providers>
          <FocusKeeper>
            <AppHeader />
            {children}
          </FocusKeeper>
        </Providers>
      </body>
    </html>
  );
}
