'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';

const SHOWN_MS = 2_000;

/** An id with the name of its kind, and a button that copies it. */
export function CopyableId({ kind, value }: { kind: string; value: string }) {
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="truncate" title={`${kind}: ${value}`}>
        {value}
      </code>
      <Button
        aria-label={isCopied ? `${kind} copied` : `Copy ${kind}`}
        onPress={() => void copy()}
        className="grid size-7 shrink-0 cursor-pointer place-items-center rounded-md text-ink-faint hover:bg-sunken hover:text-ink"
      >
        {isCopied ? <Check aria-hidden className="size-4 text-ok" /> : <Copy aria-hidden className="size-4" />}
      </Button>
    </span>
  );
}
