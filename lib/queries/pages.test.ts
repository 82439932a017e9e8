import { expect, test } from 'vitest';
import { onceEach } from './pages.ts';

test('what has moved to a later page is shown once, where it was, as it was read last', () => {
  const pages = [
    [
      { id: 'a', state: 'open' },
      { id: 'b', state: 'open' },
    ],
    [
      { id: 'c', state: 'declined' },
      { id: 'a', state: 'approved' },
    ],
  ];
  const shown = onceEach(pages.flat(), ({ id }) => id);
  expect(shown.map(({ id, state }) => `${id} ${state}`)).toEqual(['a approved', 'b open', 'c declined']);
});
