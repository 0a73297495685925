import fc from './property.ts';

/** Pieces that have broken renderers: mentions, markup, scripts, emoji, and characters nobody sees. */
const PIECES = [
  'word',
  'A sentence. ',
  ' ',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  '😀',
  '👩‍👩‍👧‍👦',
  '🇩🇪',
  'e\u0301',
  'שלום עולם',
  '\u202eright to left\u202c',
  '论文。',
  '<!channel>',
  '<!subteam^S1>',
  '<@U123>',
  '@everyone',
  '@here',
  '<@&1>',
  '<@1>',
  '<#1>',
  '&lt;!channel&gt;',
  '&<>',
  '&amp;',
  '`',
  '``',
  '```',
  '`````',
  '*',
  '**',
  '_',
  '~~',
  '||',
  '\\',
  '[',
  ']',
  '(',
  ')',
  '[a](https://example.org/a_(b))',
  '[a](javascript:alert(1))',
  '[a](mailto:me@example.org)',
  '![a](https://example.org/a.png)',
  'https://example.org/a_b*c',
  '\n- item',
  '\n  - nested\n    1. deeper\n       > quoted',
  '\n7. seventh\n8. eighth',
  '\n- [x] done',
  '\n> quote\n>\n> more',
  '\n| a | b |\n|---|---|\n| c | `d` |\n',
  '\n| |\n|---|\n',
  '\n```js\ncode\n```\n',
  '\n# heading\n',
  '\n---\n',
  '<b>html</b>',
  '<!-- comment -->',
  '[^1]',
  '\n[^1]: note\n',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\ud83d',
  '\udc00',
  '\u200b',
  '\ufeff',
  '\u2028',
  '\u00a0',
] as const;

/** A short text of such pieces, mixed with any characters at all. */
const mixed = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, fc.string()), {
    maxLength: 14,
  })
  .map((pieces) => pieces.join(''));

/** One piece again and again, up to 10,000 characters. Tangles that take the parser long stay out. */
const long = fc
  .constantFrom(...PIECES.filter((piece) => !/[\n`]|^[![*_~]/.test(piece)))
  .map((piece) => `${piece} `.repeat(Math.floor(10_000 / (piece.length + 1))));

/** Text as anybody might write it, and as nobody should: see the pieces above; sometimes empty or blank. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: mixed },
  { weight: 1, arbitrary: long },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\n\t ') },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);
