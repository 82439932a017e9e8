import { expect, test } from 'vitest';
import { sendAgain } from './send-again.ts';

const isLost = (error: unknown) => error === 'lost';

function sender(outcomes: string[]) {
  let sent = 0;
  const send = async () => {
    const outcome = outcomes[sent++]!;
    if (outcome !== 'done') throw outcome;
    return outcome;
  };
  return { send, sent: () => sent };
}

test.each([
  [['done'], 'done', 1],
  [['lost', 'done'], 'done', 2],
  [['lost', 'lost', 'done'], 'done', 3],
])('%j is answered after being sent %s, %d times', async (outcomes, answer, times) => {
  const { send, sent } = sender(outcomes);
  expect(await sendAgain(send, isLost, [0, 0])).toBe(answer);
  expect(sent()).toBe(times);
});

test.each([
  [['refused', 'done'], 'refused', 1],
  [['lost', 'refused', 'done'], 'refused', 2],
  [['lost', 'lost', 'lost', 'done'], 'lost', 3],
])('%j ends with %s', async (outcomes, problem, times) => {
  const { send, sent } = sender(outcomes);
  await expect(sendAgain(send, isLost, [0, 0])).rejects.toBe(problem);
  expect(sent()).toBe(times);
});
