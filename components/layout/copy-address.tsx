'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';

const SHOWN_MS = 2_000;

/** For handing a page to a colleague. */
export function CopyAddress() {
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(location.origin + location.pathname);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }
  return <Button onPress={() => void copy()}>{isCopied ? 'Copied' : 'Copy this page’s address'}</Button>;
}
