'use client';

import { Upload } from 'lucide-react';
import { useId } from 'react';
import { DropZone, FileTrigger, type FileDropItem } from 'react-aria-components';
import { Button } from '#components/ui/button.tsx';

/** A place for a file: dropped there, pasted, or chosen with the button. */
export function FileDrop({
  label,
  action,
  types,
  isBusy,
  describedBy,
  onFile,
}: {
  label: string;
  /** What the button says it does. */
  action: string;
  types: string[];
  isBusy: boolean;
  describedBy?: string;
  onFile: (file: File) => void;
}) {
  const hint = useId();
  async function dropped(items: { kind: string }[]) {
    const item = items.find((one): one is FileDropItem => one.kind === 'file');
    if (item && !isBusy) onFile(await item.getFile());
  }
  return (
    <DropZone
      aria-label={`Drop zone: ${label}`}
      onDrop={({ items }) => void dropped(items)}
      className="flex flex-wrap items-center gap-3 rounded-lg border border-dashed border-line-strong p-4 data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
    >
      <FileTrigger
        acceptedFileTypes={types}
        onSelect={(files) => {
          const [file] = [...(files ?? [])];
          if (file) onFile(file);
        }}
      >
        <Button isBusy={isBusy} aria-describedby={[hint, describedBy].filter(Boolean).join(' ')}>
          <Upload aria-hidden className="size-4" />
          {action}
        </Button>
      </FileTrigger>
      <span id={hint} className="text-[0.9rem] text-ink-faint">
        or drop the file here
      </span>
    </DropZone>
  );
}
