'use client';

import { Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';

const KEY = 'theme';
const listeners = new Set<() => void>();

export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, current, () => 'light');
  const other = theme === 'dark' ? 'light' : 'dark';
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <Button
      aria-label={`Use the ${other} theme`}
      onPress={() => choose(other)}
      className="grid size-9 cursor-pointer place-items-center rounded-lg text-ink-soft hover:bg-sunken"
    >
      <Icon aria-hidden className="size-4.5" />
    </Button>
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function current(): string {
  return document.documentElement.dataset.theme ?? 'light';
}

function choose(theme: string): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(KEY, theme);
  for (const listener of listeners) listener();
}
