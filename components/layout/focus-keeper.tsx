'use client';

import { useEffect, useRef, type ReactNode } from 'react';

/** Where something went: what now stands in its place is looked for around it. */
type Gap = { parent: Node; after: Node | null; before: Node | null };
const HEADING = 'h1, h2, h3';

/**
 * Keeps the focus in the page when an update takes away what had it: the heading of what came in its place gets it, so that
 * a keyboard goes on there and a screen reader says where that is. Dialogs and lists look after themselves.
 */
export function FocusKeeper({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => (frame.current ? keepFocus(frame.current) : undefined), []);
  return <div ref={frame}>{children}</div>;
}

function keepFocus(frame: HTMLElement): () => void {
  let focused: Element | undefined;
  let gap: Gap | undefined;
  const remember = (event: FocusEvent) => {
    focused = event.target instanceof Element ? event.target : undefined;
  };
  // Left on purpose, by a press on something that takes no focus, unless an update took it.
  const forget = ({ relatedTarget, target }: FocusEvent) => {
    if (relatedTarget) focused = undefined;
    else
      queueMicrotask(() => {
        if (target === focused && focused?.isConnected && isNowhere()) focused = undefined;
      });
  };
  const observer = new MutationObserver((records) => {
    if (!focused || focused.isConnected) return;
    const record = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(focused ?? null)));
    if (!record) return;
    gap = { parent: record.target, after: record.nextSibling, before: record.previousSibling };
    focused = undefined;
    // Whoever gives the focus back (a closed list, a dialog) does so in the next frame.
    requestAnimationFrame(() => requestAnimationFrame(restore));
  });
  const restore = () => {
    const place = gap && isNowhere() ? (namedByAddress(frame) ?? placeOf(gap, frame)) : undefined;
    gap = undefined;
    if (place) focusOn(place);
  };
  frame.addEventListener('focusin', remember);
  frame.addEventListener('focusout', forget);
  observer.observe(frame, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    frame.removeEventListener('focusin', remember);
    frame.removeEventListener('focusout', forget);
  };
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

/** Where a link to a part of a page leads. */
function namedByAddress(frame: HTMLElement): HTMLElement | undefined {
  const named = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  return named && frame.contains(named) ? named : undefined;
}

/** What stands where the lost element was; else the nearest part of the page around it. */
function placeOf({ parent, after, before }: Gap, frame: HTMLElement): HTMLElement {
  const near = before?.isConnected
    ? before.nextSibling
    : after?.isConnected
      ? after.previousSibling
      : parent.firstChild;
  for (const node of [near, after, before, parent]) {
    if (node instanceof HTMLElement && node.isConnected && frame.contains(node)) return node;
  }
  return frame.querySelector<HTMLElement>('main') ?? frame;
}

function focusOn(place: HTMLElement): void {
  const target = place.matches(HEADING) ? place : (place.querySelector<HTMLElement>(HEADING) ?? place);
  if (target.tabIndex < 0 && !target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus({ preventScroll: false });
}
