import { randomBytes } from 'node:crypto';

/** Random values that nobody else has, each with the mark by which people and the clean-up know them. */
export type TestValues = ReturnType<typeof createTestValues>;

export function createTestValues() {
  const mark = `probe-${randomBytes(4).toString('hex')}`;
  let count = 0;
  const next = () => `${mark}-${(count += 1)}${randomBytes(2).toString('hex')}`;
  return {
    mark,
    /** A short text. */
    text: (about = 'value') => `${next()}-${about}`,
    userName: () => `${next()}@probe.example`,
    mail: () => `${next()}@probe.example`,
    externalId: () => `${next()}-id`,
    phone: () => `+1 555 ${String(1_000_000 + Math.floor(Math.random() * 8_999_999))}`,
    /** An id that no resource has. */
    unknownId: () => `00000000-0000-4000-8000-${randomBytes(6).toString('hex')}`,
  };
}
