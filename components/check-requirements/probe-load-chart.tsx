'use client';

import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { LoadRun } from '#lib/onboarding/probe/contract.ts';

const TICK = { fill: 'var(--ink-faint)', fontSize: 12 };

const EVERY = 5;
/** From nothing up to `most`, so that the chart keeps its measure while it fills. */
const ticksTo = (most: number) => Array.from({ length: Math.floor(most / EVERY) + 1 }, (_, index) => index * EVERY);

/** Right answers and errors for each second, against the rate that is asked for. The table beside it says the same. */
export function LoadChart({ series, target, plannedMs }: Pick<LoadRun, 'series' | 'target' | 'plannedMs'>) {
  const rows = series.map(({ second, ok, errors }) => ({ second: second + 1, ok, errors }));
  const [lastSecond, most] = [
    Math.max(plannedMs / 1000, rows.length),
    Math.max(target, ...rows.map(({ ok, errors }) => Math.max(ok, errors))),
  ];
  return (
    <div aria-hidden className="h-44">
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart data={rows} margin={{ top: 8, right: 20, bottom: 0, left: -20 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="second"
            type="number"
            domain={[0, lastSecond]}
            ticks={ticksTo(lastSecond)}
            tick={TICK}
            tickFormatter={(second: number) => `${second} s`}
          />
          <YAxis domain={[0, most]} ticks={ticksTo(most)} tick={TICK} />
          <Tooltip
            labelFormatter={(second) => `Second ${second}`}
            contentStyle={{ background: 'var(--surface)', border: '1px solid var(--line-strong)', borderRadius: 8 }}
          />
          <ReferenceLine y={target} stroke="var(--ink-faint)" strokeDasharray="4 4" />
          <Area dataKey="ok" name="answered right" stroke="var(--ok)" fill="var(--ok-soft)" isAnimationActive={false} />
          <Area dataKey="errors" name="errors" stroke="var(--bad)" fill="var(--bad-soft)" isAnimationActive={false} />
        </AreaChart>
      </ResponsiveContainer>
    </div>
  );
}
