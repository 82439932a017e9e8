import { expect, test } from 'vitest';
import { ApiError } from './api.ts';
import { every } from './polling.ts';

test('what others change is read again and again, also after trouble, until nobody is signed in', () => {
  const ended = ['sign-in-required', 'sign-in-expired'].map((code) => new ApiError({ code, detail: 'Sign in.' }));
  const trouble = new ApiError({ code: 'internal', detail: 'Try again.' });
  const next = [null, trouble, ...ended].map((error) => every(5)({ state: { error } }));
  expect(next).toEqual([5, 5, false, false]);
});

test('a list is asked for no more often, however many pages of it are shown', () => {
  const next = [undefined, {}, { pages: [{}] }, { pages: [{}, {}, {}] }].map((data) =>
    every(5)({ state: { error: null, data } }),
  );
  expect(next).toEqual([5, 5, 5, 15]);
});
