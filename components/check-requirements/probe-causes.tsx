'use client';

import { useState } from 'react';
import { LEVEL_WORDS, type CauseView, type ProbeView } from '#lib/onboarding/probe/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { StatusIcon } from '#components/ui/status.tsx';
import { ProbeExchanges } from './probe-exchanges.tsx';

const AT_FIRST = 6;

/** What to mend: one card for each cause, the heaviest first, however many checks it fails. */
export function ProbeCauses({ view }: { view: ProbeView }) {
  const [isAll, showAll] = useState(false);
  if (view.causes.length === 0) return null;
  const shown = isAll ? view.causes : view.causes.slice(0, AT_FIRST);
  const rest = view.causes.length - shown.length;
  return (
    <section aria-label="What to mend">
      <h3 className="mb-2 text-[1rem]">{`What to mend: ${view.causes.length === 1 ? 'one cause' : `${view.causes.length} causes`}`}</h3>
      <ul className="flex flex-col gap-2">
        {shown.map((cause) => (
          <li key={cause.id} className="rounded-lg border border-line px-3 py-2">
            <OneCause cause={cause} probeId={view.id} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <div className="mt-2">
          <Button look="quiet" onPress={() => showAll(true)}>{`Show ${rest} more`}</Button>
        </div>
      )}
    </section>
  );
}

function OneCause({ cause, probeId }: { cause: CauseView; probeId: string }) {
  const [isOpen, setOpen] = useState(false);
  const isHeavy = cause.level === 'entra-required' || cause.level === 'must';
  const count = cause.evidence.length;
  return (
    <Disclosure
      onOpen={() => setOpen(true)}
      title={
        <span className="flex items-start gap-3">
          <span className="mt-0.5">
            <StatusIcon tone={isHeavy ? 'bad' : 'warn'} />
          </span>
          <span className="min-w-0 flex-1 font-medium">{cause.title}</span>
          <span className="hidden shrink-0 text-[0.85rem] text-ink-faint sm:block">
            {`${LEVEL_WORDS[cause.level]} · ${count === 1 ? '1 check' : `${count} checks`}`}
          </span>
        </span>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        {cause.why && <p>{cause.why}</p>}
        <Facts
          facts={[
            ...(cause.fix ? [['How to fix', cause.fix] as [string, string]] : []),
            ['Who acts', cause.actor],
            ...(cause.blocked.length > 0 ? [['Also blocks', cause.blocked.join(', ')] as [string, string]] : []),
          ]}
        />
        {cause.example && <Example {...cause.example} />}
        <ul className="flex flex-col gap-3">
          {cause.evidence.map(({ id, expected, got }) => (
            <li key={id}>
              <p className="[overflow-wrap:anywhere]">
                <code className="mr-2 text-ink-faint">{id}</code>
                <span className="text-ink-faint">Expected:</span> {expected}
              </p>
              <p className="[overflow-wrap:anywhere]">
                <span className="text-ink-faint">Got:</span> {got}
              </p>
            </li>
          ))}
        </ul>
        {isOpen && cause.evidence[0] && (
          <Disclosure title={`Raw exchanges of ${cause.evidence[0].id}`}>
            <ProbeExchanges probeId={probeId} checkId={cause.evidence[0].id} />
          </Disclosure>
        )}
      </div>
    </Disclosure>
  );
}

/** The exchange as it should be. */
function Example({ request, response }: { request: string; response: string }) {
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      {[
        { title: 'A request like this', text: request },
        { title: 'wants an answer like this', text: response },
      ].map(({ title, text }) => (
        <div key={title} className="min-w-0">
          <p className="mb-1 text-[0.87rem] text-ink-faint">{title}</p>
          <pre
            tabIndex={0}
            aria-label={title}
            className="overflow-x-auto rounded-lg bg-sunken p-3 text-[0.85rem] leading-relaxed"
          >
            {text}
          </pre>
        </div>
      ))}
    </div>
  );
}
