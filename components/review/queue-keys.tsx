'use client';

import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';

const KEYS = [
  ['J or ↓', 'The next submission'],
  ['K or ↑', 'The one before'],
  ['Enter', 'Open it'],
  ['A', 'Take it: it is assigned to you'],
  ['X', 'Choose it, for assigning several at once'],
  ['?', 'This list'],
] as const;

/** The keys of the queue. They count while the focus is in its list; Tab leads in and out as everywhere. */
export function QueueKeys({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keys in the list" isOpen={isOpen} onClose={onClose}>
      <p className="mb-3 text-ink-soft">They count while the focus is in the list of submissions.</p>
      <dl className="mb-4 grid grid-cols-[max-content_1fr] gap-x-5 gap-y-2">
        {KEYS.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-line-strong bg-sunken px-1.5 py-0.5 text-[0.87rem]">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Button onPress={onClose}>Close</Button>
    </Dialog>
  );
}
