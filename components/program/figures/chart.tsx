'use client';

import { Bar, BarChart, CartesianGrid, LabelList, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

const TICK = { fill: 'var(--ink-faint)', fontSize: 12 };
const BOX = {
  contentStyle: { background: 'var(--surface)', border: '1px solid var(--line-strong)', borderRadius: 8 },
  labelStyle: { color: 'var(--ink)' },
  cursor: { fill: 'var(--sunken)' },
};

type Row = Record<string, string | number>;
export type Series = { key: string; name: string; colour: string };
const ROW_PX = 34;

/** Bars that lie, each with its name beside it and its number behind it. `label` says what a person sees who does not see it. */
export function LyingBars({ label, rows, series }: { label: string; rows: Row[]; series: Series[] }) {
  const height = rows.length * ROW_PX * Math.max(1, series.length * 0.75) + (series.length > 1 ? 50 : 16);
  return (
    <div role="img" aria-label={label} style={{ height }}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={rows}
          layout="vertical"
          margin={{ top: 0, right: 44, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <XAxis type="number" hide />
          <YAxis
            type="category"
            dataKey="title"
            width={150}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            interval={0}
          />
          <Tooltip {...BOX} />
          {series.length > 1 && <Legend wrapperStyle={{ fontSize: 13 }} formatter={inInk} />}
          {series.map(({ key, name, colour }) => (
            <Bar key={key} dataKey={key} name={name} fill={colour} radius={4} isAnimationActive={false}>
              <LabelList dataKey={key} position="right" fill="var(--ink-soft)" fontSize={12} />
            </Bar>
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Bars that stand beside each other, week by week. */
export function StandingBars({ label, rows, series }: { label: string; rows: Row[]; series: Series[] }) {
  return (
    <div role="img" aria-label={label} className="h-56">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: -28 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="title" tick={TICK} tickLine={false} />
          <YAxis allowDecimals={false} tick={TICK} tickLine={false} axisLine={false} />
          <Tooltip {...BOX} />
          <Legend wrapperStyle={{ fontSize: 13 }} formatter={inInk} />
          {series.map(({ key, name, colour }) => (
            <Bar key={key} dataKey={key} name={name} fill={colour} radius={3} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

const inInk = (name: string) => <span className="text-ink-soft">{name}</span>;
