'use client';

import { useQuery } from '@tanstack/react-query';
import type { Exchange } from '#lib/onboarding/probe/contract.ts';
import { checkExchanges } from '#lib/queries/probes.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** What was sent and what came, secrets masked; fetched when it is looked at. */
export function ProbeExchanges({ probeId, checkId }: { probeId: string; checkId: string }) {
  const { id } = useOnboarding();
  const { data, error, isPending, refetch } = useQuery(checkExchanges(id, probeId, checkId));
  if (isPending) return <Skeleton rows={2} label="Loading the exchanges" />;
  if (error) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data.exchanges.length === 0) return <p className="text-ink-faint">Nothing was sent for this check.</p>;
  return (
    <ol className="flex flex-col gap-4">
      {data.exchanges.map((exchange) => (
        <li key={exchange.id}>
          <OneExchange exchange={exchange} />
        </li>
      ))}
    </ol>
  );
}

function OneExchange({ exchange: { request, response, problem } }: { exchange: Exchange }) {
  const url = new URL(request.url);
  return (
    <div className="flex flex-col gap-2">
      <p className="font-mono text-[0.87rem] [overflow-wrap:anywhere]">
        <span className="font-semibold">{request.method}</span> {decodeURIComponent(url.pathname + url.search)}
      </p>
      {request.body !== undefined && <JsonView label="Request body" value={jsonOf(request.body)} />}
      {response && (
        <>
          <p className="text-[0.87rem] text-ink-soft">
            {`HTTP ${response.status} · ${response.headers['content-type'] ?? 'no content type'} · ${Math.round(response.durationMs)} ms`}
            {response.truncated && ' · shortened'}
          </p>
          {response.body !== '' && <JsonView label="Answer body" value={jsonOf(response.body)} />}
        </>
      )}
      {problem && <p className="text-bad">{problem}</p>}
    </div>
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Shortened, or never JSON: shown as it is.
    return text;
  }
}
