const MAX_NAME = 80;

/** Names come from people: nothing in them becomes a line, a header or a link of a mail. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/https?:\/\/|www\./gi, '')
    .slice(0, MAX_NAME)
    .trim();
