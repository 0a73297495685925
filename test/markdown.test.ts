import fc from './property.ts';
import { describe, expect, it } from 'vitest';
import {
  clip,
  clipParts,
  fitParts,
  plainParts,
  readMarkdown,
  safeUrl,
  type Part,
  type Span,
} from '../src/markdown.ts';
import { anyText } from './texts.ts';

const paragraph = (...spans: Span[]): Part => ({ kind: 'paragraph', spans });

/** All text of parts, as {@link clipParts} counts it. */
function textOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'paragraph':
        case 'heading':
          return part.spans.map(({ text }) => text).join('');
        case 'list':
          return part.items.map(textOf).join('');
        case 'quote':
          return textOf(part.parts);
        case 'code':
          return part.text;
        case 'rule':
          return '';
      }
    })
    .join('');
}

describe('readMarkdown', () => {
  it('reads a text once, and one that is read no more again', () => {
    const first = readMarkdown('a *text*');
    expect(readMarkdown('a *text*')).toBe(first);
    for (let i = 0; i < 2000; i++) readMarkdown(`text ${i}`);
    expect(readMarkdown('a *text*')).not.toBe(first);
    expect(readMarkdown('a *text*')).toEqual(first);
    const long = 'long '.repeat(300);
    expect(readMarkdown(long)).not.toBe(readMarkdown(long));
  });

  it('reads styles, and styles inside styles', () => {
    expect(readMarkdown('a **b *c*** ~~d~~ `e`')).toEqual([
      paragraph(
        { text: 'a ' },
        { text: 'b ', bold: true },
        { text: 'c', bold: true, italic: true },
        { text: ' ' },
        { text: 'd', strike: true },
        { text: ' ' },
        { text: 'e', code: true },
      ),
    ]);
  });

  it('keeps lists nested, and each item its parts', () => {
    expect(readMarkdown('- a\n  - b\n    1. c\n- d')).toEqual([
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [
          [
            paragraph({ text: 'a' }),
            {
              kind: 'list',
              ordered: false,
              start: 1,
              items: [
                [
                  paragraph({ text: 'b' }),
                  { kind: 'list', ordered: true, start: 1, items: [[paragraph({ text: 'c' })]] },
                ],
              ],
            },
          ],
          [paragraph({ text: 'd' })],
        ],
      },
    ]);
  });

  it('starts an ordered list where its first number says', () => {
    const [list] = readMarkdown('7. a\n8. b');
    expect(list).toMatchObject({ kind: 'list', ordered: true, start: 7 });
    expect(plainParts(readMarkdown('7. a\n8. b'))).toBe('7. a\n8. b');
    expect(readMarkdown('0. a')[0]).toMatchObject({ start: 0 });
  });

  it('shows task lists as boxes', () => {
    expect(plainParts(readMarkdown('- [x] done\n- [ ] to do\n- plain'))).toBe(
      '• ☑ done\n• ☐ to do\n• plain',
    );
  });

  it('lays tables out in aligned columns, empty cells and all', () => {
    expect(readMarkdown('| a | long |\n|---|---|\n| **bb** | |\n| `x` | y |')).toEqual([
      { kind: 'code', text: 'a  | long\n---|-----\nbb |\nx  | y' },
    ]);
  });

  it('lines up a table by what is seen, not by how it is encoded', () => {
    const [table] = readMarkdown('| n | v |\n|---|---|\n| e\u0301 | 1 |\n| ab | 2 |');
    expect(table).toEqual({ kind: 'code', text: 'n  | v\n---|--\ne\u0301  | 1\nab | 2' });
  });

  it('finds the address of a reference link inside a table', () => {
    const parts = readMarkdown('| a |\n|---|\n| [b][c] |\n\n[c]: https://example.org/d');
    expect(plainParts(parts)).toContain('b (https://example.org/d)');
  });

  it('keeps code as it was written and leaves out empty code', () => {
    expect(readMarkdown('```js\nif (a < b) {\n  c();\n}\n```')).toEqual([
      { kind: 'code', text: 'if (a < b) {\n  c();\n}' },
    ]);
    expect(readMarkdown('```\n\n```')).toEqual([]);
    expect(readMarkdown('    indented')).toEqual([{ kind: 'code', text: 'indented' }]);
  });

  it('keeps what a quote holds', () => {
    expect(readMarkdown('> a\n>\n> - b\n>\n> > c')).toEqual([
      {
        kind: 'quote',
        parts: [
          paragraph({ text: 'a' }),
          { kind: 'list', ordered: false, start: 1, items: [[paragraph({ text: 'b' })]] },
          { kind: 'quote', parts: [paragraph({ text: 'c' })] },
        ],
      },
    ]);
    expect(plainParts(readMarkdown('> a\n>\n> > c'))).toBe('> a\n> > c');
  });

  it('shows a footnote where it is defined, with its mark where it is used', () => {
    expect(plainParts(readMarkdown('Text[^1].\n\n[^1]: The note.'))).toBe(
      'Text[1].\n[1] The note.',
    );
  });

  it('follows reference links and images to their definitions', () => {
    expect(
      readMarkdown('[a][x], [y], ![pic][x] and [none]\n\n[x]: https://a.org/\n[y]: https://b.org/'),
    ).toEqual([
      paragraph(
        { text: 'a', url: 'https://a.org/' },
        { text: ', ' },
        { text: 'y', url: 'https://b.org/' },
        { text: ', ' },
        { text: 'pic', url: 'https://a.org/' },
        { text: ' and [none]' },
      ),
    ]);
  });

  it('shows HTML as the text that was written', () => {
    expect(textOf(readMarkdown('a <b>c</b>'))).toBe('a <b>c</b>');
    expect(textOf(readMarkdown('<script>alert(1)</script>'))).toBe('<script>alert(1)</script>');
  });

  it('makes an image a link on its description', () => {
    expect(readMarkdown('![A diagram](https://a.org/x.png)')).toEqual([
      paragraph({ text: 'A diagram', url: 'https://a.org/x.png' }),
    ]);
    expect(textOf(readMarkdown('![](https://a.org/x.png)'))).toBe('image');
  });

  it('links bare and bracketed addresses', () => {
    expect(readMarkdown('https://a.org/x_y and <https://b.org> and me@a.org')).toEqual([
      paragraph(
        { text: 'https://a.org/x_y', url: 'https://a.org/x_y' },
        { text: ' and ' },
        { text: 'https://b.org', url: 'https://b.org/' },
        { text: ' and ' },
        { text: 'me@a.org', url: 'mailto:me@a.org' },
      ),
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'java&#10;script:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    'slack://open',
    'relative/path',
    '//a.org',
    '#anchor',
  ])('makes a link to %s plain text', (url) => {
    expect(readMarkdown(`[a](${url})`)).toEqual([paragraph({ text: 'a' })]);
  });

  it('breaks a line where Markdown says so and nowhere else', () => {
    expect(textOf(readMarkdown('a  \nb\\\nc\nd'))).toBe('a\nb\nc d');
  });

  it('knows headings and rules', () => {
    expect(readMarkdown('# a\n\n---\n\nb')).toEqual([
      { kind: 'heading', spans: [{ text: 'a' }] },
      { kind: 'rule' },
      paragraph({ text: 'b' }),
    ]);
  });

  it('gives nothing for nothing', () => {
    for (const text of ['', ' ', '\n\n', '\t', '[a]: https://a.org']) {
      expect(readMarkdown(text)).toEqual([]);
    }
  });

  it('gives up on markup nested beyond reason without failing, and shows its words', () => {
    for (const text of [
      `${'>'.repeat(20_000)} word`,
      `${'> '.repeat(20_000)}word`,
      `${'- '.repeat(5000)}word`,
      `${'1. '.repeat(5000)}word`,
      `${'*'.repeat(10_000)}word${'*'.repeat(10_000)}`,
      `${'['.repeat(3000)}word${']'.repeat(3000)}`,
    ]) {
      const started = performance.now();
      expect(plainParts(readMarkdown(text))).toContain('word');
      expect(performance.now() - started).toBeLessThan(5000);
    }
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = plainParts(readMarkdown(text));
        expect(typeof plain).toBe('string');
      }),
      { numRuns: 100 },
    );
  });
});

describe('safeUrl', () => {
  it('keeps web and mail addresses, written in full', () => {
    expect(safeUrl('HTTPS://A.org')).toBe('https://a.org/');
    expect(safeUrl('mailto:me@a.org')).toBe('mailto:me@a.org');
  });

  it('refuses other schemes, relative addresses and endless ones', () => {
    for (const url of ['javascript:0', 'ftp://a', '/x', '', `https://a.org/${'x'.repeat(2000)}`]) {
      expect(safeUrl(url)).toBeUndefined();
    }
  });
});

describe('plainParts', () => {
  it('writes a link’s address after its words, once', () => {
    expect(plainParts(readMarkdown('[a **b** c](https://a.org/), <https://b.org/>'))).toBe(
      'a b c (https://a.org/), https://b.org/',
    );
  });

  it('writes the address even when the words are a part of it', () => {
    expect(plainParts(readMarkdown('[arxiv](https://arxiv.org/abs/1)'))).toBe(
      'arxiv (https://arxiv.org/abs/1)',
    );
  });

  it('indents what an item holds under the item', () => {
    expect(plainParts(readMarkdown('1. a\n   - b\n\n     c\n2. d'))).toBe(
      '1. a\n   • b\n      c\n2. d',
    );
  });
});

const family = '👩‍👩‍👧‍👦';
const flag = '🇩🇪';

describe('clip', () => {
  it('leaves a text that fits alone', () => {
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('', 0)).toBe('');
  });

  it('prefers the end of a sentence, then of a word', () => {
    expect(clip('One two. Three four five', 14)).toBe('One two.…');
    expect(clip('One two three four five', 14)).toBe('One two three…');
    expect(clip('One two three four five', 13)).toBe('One two…');
    expect(clip('One two. Three', 9)).toBe('One two.…');
    expect(clip('一二三。四五六七八', 6)).toBe('一二三。…');
  });

  it('cuts inside a word only when the word is most of the room', () => {
    expect(clip('a bbbbbbbbbbbbbbbbbbbb', 10)).toBe('a bbbbbbb…');
  });

  it('gives a mark or nothing where there is no room', () => {
    expect(clip('abc', 1)).toBe('…');
    expect(clip('abc', 0)).toBe('');
    expect(clip('abc', -1)).toBe('');
  });

  it.each([
    ['a surrogate pair', '😀'],
    ['an emoji joined of several', family],
    ['an emoji with a skin tone', '👍🏽'],
    ['a flag', flag],
    ['a letter with a combining accent', 'e\u0301'],
    ['a Hangul syllable in pieces', '\u1112\u1161\u11ab'],
  ])('never cuts %s', (_what, character) => {
    for (const before of ['', 'a', 'ab', 'word '.repeat(20), character.repeat(40)]) {
      const text = before + character.repeat(60);
      for (let most = 2; most < text.length; most++) {
        const kept = clip(text, most).slice(0, -1);
        const rest = text.slice(kept.length);
        const whole = new Set([...new Intl.Segmenter().segment(text)].map(({ index }) => index));
        expect({ most, kept: text.startsWith(kept) }).toEqual({ most, kept: true });
        if (kept !== '') expect(whole.has(text.length - rest.length)).toBe(true);
      }
    }
  });

  it('stays quick on a long text', () => {
    const text = `${family.repeat(2000)}${'x'.repeat(100_000)}`;
    const started = performance.now();
    for (let i = 0; i < 50; i++) clip(text, 20_000 + i);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('never exceeds the limit, says that it cut, keeps the beginning, and cuts only once', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: -2, max: 300 }), (text, most) => {
        const cut = clip(text, most);
        expect(cut.length).toBeLessThanOrEqual(Math.max(0, most));
        expect(clip(cut, most)).toBe(cut);
        if (cut === text || most < 1) return;
        expect(cut.endsWith('…')).toBe(true);
        expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('clipParts', () => {
  it('keeps whole items and marks where it cut', () => {
    const cut = clipParts(readMarkdown('Lead.\n\n- one two\n- three four\n- five'), 21);
    expect(plainParts(cut)).toBe('Lead.\n• one two\n• three…');
  });

  it('marks a cut that falls between two spans or parts', () => {
    expect(plainParts(clipParts(readMarkdown('abcd **efgh** ijkl'), 5))).toMatch(/…$/);
    expect(plainParts(clipParts(readMarkdown('abcd\n\nefgh'), 4))).toMatch(/…$/);
  });

  it('keeps the style of what it cut', () => {
    expect(clipParts(readMarkdown('**abcdefgh**'), 5)).toEqual([
      paragraph({ text: 'abcd…', bold: true }),
    ]);
  });

  it('leaves no empty parts behind', () => {
    expect(clipParts(readMarkdown('> abc\n\n- d'), 0)).toEqual([]);
  });

  it('never exceeds the limit and cuts only once', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 300 }), (text, most) => {
        const cut = clipParts(readMarkdown(text), most);
        expect(textOf(cut).length).toBeLessThanOrEqual(most);
        expect(clipParts(cut, most)).toEqual(cut);
      }),
      { numRuns: 100 },
    );
  });
});

describe('fitParts', () => {
  const render = (parts: readonly Part[]): string => plainParts(parts);

  it('gives the whole rendering when it fits', () => {
    const fitted = fitParts(readMarkdown('a\n\nb'), render, (text) => text.length <= 3);
    expect(fitted).toEqual({ rendering: 'a\nb', cut: false });
  });

  it('fills the room with as much as fits', () => {
    const parts = readMarkdown('- word word word\n'.repeat(50));
    const { rendering, cut } = fitParts(parts, render, (text) => text.length <= 200);
    expect(cut).toBe(true);
    expect(rendering.length).toBeLessThanOrEqual(200);
    expect(rendering.length).toBeGreaterThan(150);
  });

  it('fits a text of nothing but rules', () => {
    const parts = readMarkdown('---\n\n'.repeat(1000));
    const { rendering } = fitParts(parts, render, (text) => text.length <= 100);
    expect(rendering.length).toBeGreaterThan(50);
    expect(rendering.length).toBeLessThanOrEqual(100);
  });

  it('always fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 200 }), (text, most) => {
        const { rendering } = fitParts(readMarkdown(text), render, (it) => it.length <= most);
        expect(rendering.length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 60 },
    );
  });
});
