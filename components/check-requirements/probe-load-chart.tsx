'use client';

import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { LoadRun } from '#lib/onboarding/probe/contract.ts';

const TICK = { fill: 'var(--ink-faint)', fontSize: 12 };

/** Right answers and errors for each second, against the rate that is asked for. The table beside it says the same. */
export function LoadChart({ series, target }: Pick<LoadRun, 'series' | 'target'>) {
  return (
    <div aria-hidden className="h-44">
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart data={series} margin={{ top: 8, right: 12, bottom: 0, left: -20 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="second" tick={TICK} tickFormatter={(second: number) => `${second + 1} s`} />
          <YAxis tick={TICK} allowDecimals={false} />
          <Tooltip
            labelFormatter={(second) => `Second ${Number(second) + 1}`}
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
