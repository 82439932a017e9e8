'use client';

import { useExportProbe, type ExportFormat } from '#lib/queries/probes.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';

const FORMATS: { format: ExportFormat; title: string }[] = [
  { format: 'report', title: 'Report' },
  { format: 'json', title: 'JSON' },
  { format: 'har', title: 'HAR' },
];

/** The probe as a file: words to hand on, everything, or the exchanges for a browser's tools. */
export function ProbeExport({ probeId }: { probeId: string }) {
  const { id } = useOnboarding();
  const save = useExportProbe(id, probeId);
  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label="Save as a file" className="flex flex-wrap items-center gap-2">
        <span className="text-[0.9rem] text-ink-faint">Save as</span>
        {FORMATS.map(({ format, title }) => (
          <Button key={format} isBusy={save.isPending && save.variables === format} onPress={() => save.mutate(format)}>
            {title}
          </Button>
        ))}
      </div>
      {save.error && <ProblemCard error={save.error} />}
    </div>
  );
}
