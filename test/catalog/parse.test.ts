import { describe, expect, it } from 'vitest';
import { parseNote } from '../../src/catalog/parse.ts';
import { describeProblem } from '../../src/catalog/problem.ts';
import { LINES, noteText } from './note-text.ts';

const FILE = 'alignment/lora.md';

/** The problems of a text, one line each, without the file's name. */
async function problemsOf(text: string, file = FILE): Promise<string[]> {
  const { note, problems } = await parseNote(text, file);
  expect(note === undefined).toBe(problems.length > 0);
  return problems.map((problem) => {
    const described = describeProblem(problem);
    expect(described).not.toContain('\n');
    expect(described.startsWith(`${file}:`)).toBe(true);
    return described.slice(file.length + 1);
  });
}

const broken = (changes: Record<number, string | undefined>): Promise<string[]> =>
  problemsOf(noteText(changes));

describe('a good note', () => {
  it('is read whole', async () => {
    expect(await parseNote(noteText(), FILE)).toEqual({
      problems: [],
      note: {
        id: 'lora',
        topic: 'alignment',
        title: 'LoRA: Low-Rank Adaptation',
        name: 'LoRA',
        aliases: ['low-rank adaptation'],
        authors: ['Edward J. Hu'],
        year: 2021,
        venue: 'ICLR 2022',
        arxiv: '2106.09680',
        url: 'https://arxiv.org/abs/2106.09680',
        code: 'https://github.com/microsoft/LoRA',
        numbers: [
          { label: 'parameters', value: '10,000× fewer', source: 'Abstract' },
          { label: 'memory', value: '3× less', source: 'Section 4.2' },
          { label: 'latency', value: 'none', source: 'Section 4.1' },
        ],
        reviewed: '2026-11-22',
        buildsOn: [{ title: 'Adapters', arxiv: '1902.00751' }],
        tldr: 'It trains little.',
        contributions: '- **Low rank.** It is enough.',
        why: 'Everybody uses it.',
        next: [
          {
            label: 'QLoRA',
            to: { title: 'QLoRA', arxiv: '2305.14314' },
            why: 'the same on 4 bits.',
          },
          {
            label: 'A post',
            to: { title: 'A post', url: 'https://example.org/lora' },
            why: 'how it feels.',
          },
        ],
        file: FILE,
      },
    });
  });

  it('may start with a byte order mark, end its lines as Windows does, and say that it is YAML', async () => {
    const { note } = await parseNote(noteText(), FILE);
    expect((await parseNote(`\ufeff${noteText()}`, FILE)).note).toEqual(note);
    expect((await parseNote(noteText().replaceAll('\n', '\r\n'), FILE)).note).toEqual(note);
    expect((await parseNote(noteText({ 1: '---yaml' }), FILE)).note).toEqual(note);
    expect((await parseNote(noteText({ 1: '---  ', 26: '--- ' }), FILE)).note).toEqual(note);
    expect((await parseNote(`${noteText()}\n\n`, FILE)).note).toEqual(note);
  });

  it('may do without aliases, code and what it builds on, and have an address for its paper', async () => {
    const least = noteText({
      4: undefined,
      5: undefined,
      10: 'url: https://example.org/paper.pdf',
      11: undefined,
      23: undefined,
      24: undefined,
      25: undefined,
    });
    expect((await parseNote(least, FILE)).note).toMatchObject({
      aliases: [],
      buildsOn: [],
      url: 'https://example.org/paper.pdf',
    });
  });

  it('may have smaller headings, rules and code with ## inside its sections', async () => {
    const why = 'Because.\n\n### Also\n\n---\n\n```\n## TLDR\n```';
    expect((await parseNote(noteText({ 38: why }), FILE)).note?.why).toBe(why);
  });

  it('may be older than arXiv’s present ids', async () => {
    for (const id of ['cs/0112017', 'math.GT/0309136', '0704.0001']) {
      expect(await broken({ 10: `arxiv: "${id}"` })).toEqual([]);
    }
  });

  it('is read the same twice, broken notes in between', async () => {
    const first = await parseNote(noteText(), FILE);
    const fault = await problemsOf(noteText({ 8: 'year: x' }));
    expect(await problemsOf(noteText({ 8: 'year: x' }))).toEqual(fault);
    expect(await parseNote(noteText(), FILE)).toEqual(first);
  });
});

describe('a broken field', () => {
  it.each<[string, number, string | undefined, string]>([
    ['a missing field', 2, undefined, '1:1 title: missing; write the title as text'],
    ['a missing year', 8, undefined, '1:1 year: missing; write the year as a number, like 2021'],
    ['an empty field', 2, 'title:', '2:7 title: write the title as text (found null)'],
    ['a blank field', 9, 'venue: "  "', '9:8 venue: the venue is empty; write it or remove'],
    [
      'a wrong type',
      8,
      'year: 2021a',
      '8:7 year: write the year as a number, like 2021 (found "20',
    ],
    ['a year in quotes', 8, 'year: "2021"', '8:7 year: write the year as a number, like 2021 (fo'],
    ['a fraction of a year', 8, 'year: 2021.5', '8:7 year: write the year as a number, like 2021'],
    ['a year long ago', 8, 'year: 21', '8:7 year: write the year the paper first appeared, 1900'],
    ['a year to come', 8, 'year: 2999', '8:7 year: the year lies in the future (found 2999)'],
    ['a title of two lines', 2, 'title: |\n  a\n  b', '2:8 title: the title must be one line'],
    [
      'an arXiv id without quotes',
      10,
      'arxiv: 2106.09680',
      '10:8 arxiv: write the arXiv id in quotes, like "2106.09685" (found 2106.0968)',
    ],
    [
      'an arXiv id with its version',
      10,
      'arxiv: "2106.09685v2"',
      '10:8 arxiv: use an arXiv id without version, like "2106.09685" (found "2106.09685v2")',
    ],
    [
      'no arXiv id and no address',
      10,
      undefined,
      '1:1 arxiv: missing; give the arXiv id, or `url:`',
    ],
    [
      'an address without https',
      11,
      'code: github.com/x',
      '11:7 code: use a full web address that',
    ],
    [
      'another kind of address',
      11,
      'code: javascript:alert(1)',
      '11:7 code: use a full web address',
    ],
    [
      'a day that is none',
      22,
      'reviewed: 2026-13-45',
      '22:11 reviewed: write the day of the last r',
    ],
    [
      'a list that is none',
      7,
      '  Edward J. Hu',
      '7:3 authors: write a list, one line each, like `- ',
    ],
    ['an entry that is no text', 5, '  - 3', '5:5 aliases.0: write an alias as text (found 3)'],
    [
      'a missing value in a row',
      17,
      undefined,
      '16:5 numbers.1.value: missing; write the value as',
    ],
    ['a number in a row', 20, '    value: 0', '20:12 numbers.2.value: write the value as text (fo'],
    [
      'a row that is no row',
      24,
      '  - adapters\n  - x: 1',
      '24:5 builds_on.0: write `- id: lora` for',
    ],
    [
      'a field in a row',
      21,
      '    source: S\n    page: 3',
      '22:5 numbers.2.page: no such field; remove',
    ],
  ])('is found where it is: %s', async (_what, line, changed, expected) => {
    const [first = ''] = await broken({ [line]: changed });
    expect(first.slice(0, expected.length)).toBe(expected);
  });

  it('says when a list is too short', async () => {
    const changes = { 19: undefined, 20: undefined, 21: undefined };
    expect((await broken(changes))[0]).toMatch(/^13:3 numbers: give 3 to 5 rows/);
    expect((await broken({ 6: 'authors: []', 7: undefined }))[0]).toMatch(
      /^6:10 authors: name at least one author/,
    );
    expect(await broken({ 6: undefined, 7: undefined })).toEqual([
      '1:1 authors: missing; write a list, one line each, like `- Edward J. Hu`',
    ]);
  });

  it.each(['<<', '…', '~'])('that is but a sign, %s, is taken for no other', async (typed) => {
    const [found] = await broken({ 11: `"${typed}": x` });
    expect(found).toBe(`11:1 ${typed}: no such field; remove it`);
  });

  it.each([
    ['autors', 'authors'],
    ['author', 'authors'],
    ['alias', 'aliases'],
    ['Titel', 'title'],
    ['Venue', 'venue'],
    ['buildsOn', 'builds_on'],
    ['builds-on', 'builds_on'],
    ['arxiv_id', 'arxiv'],
    ['review', 'reviewed'],
  ])('that is misspelt %s is taken for %s', async (typed, meant) => {
    expect(await broken({ 11: `${typed}: x` })).toEqual([
      `11:1 ${typed}: no such field; did you mean \`${meant}\`?`,
    ]);
  });

  it('that is unknown is to be removed', async () => {
    expect(await broken({ 11: 'abstract:\n  - x' })).toEqual([
      '11:1 abstract: no such field; remove it',
    ]);
    expect((await broken({ 11: '__proto__: x' }))[0]).toMatch(
      /^11:1 __proto__: no such field; remove it/,
    );
  });

  it('does not hide the others', async () => {
    expect(await broken({ 2: '# no title', 8: 'year: x', 11: 'cod: x', 38: '' })).toEqual([
      expect.stringMatching(/^1:1 title: missing/),
      expect.stringMatching(/^8:7 year: /),
      expect.stringMatching(/^11:1 cod: .*`code`/),
      expect.stringMatching(/^36:1 Why it still matters: this section is empty/),
    ]);
  });

  it('has the same place in a file from Windows or with a byte order mark', async () => {
    const text = noteText({ 8: 'year: 2021a', 34: undefined });
    const expected = await problemsOf(text);
    expect(expected.map((line) => line.split(' ')[0])).toEqual(['8:7', '32:1']);
    expect(await problemsOf(text.replaceAll('\n', '\r\n'))).toEqual(expected);
    expect(await problemsOf(`\ufeff${text}`)).toEqual(expected);
    expect(await problemsOf(text.replace('---', '---yaml'))).toEqual(expected);
  });
});

describe('front matter that is not good YAML', () => {
  it.each<[string, Record<number, string | undefined>, RegExp]>([
    ['a field twice', { 9: 'year: 2021' }, /^9:1 front matter: .*stands twice; keep one$/],
    ['a bad indentation', { 8: '  year: 2021' }, /^8:\d+ front matter: .*; /],
    ['a tab', { 5: '\t- low-rank adaptation' }, /^5:1 front matter: .*; indent with spaces/],
    [
      'a colon in a title',
      { 2: 'title: LoRA: Low-Rank' },
      /^2:\d+ front matter: .*; check its quo/,
    ],
    ['an open quote', { 2: 'title: "LoRA' }, /^\d+:\d+ front matter: .*; check its quotes/],
    ['an anchor', { 9: 'venue: &v ICLR 2022' }, /^9:\d+ front matter: .*anchors.* not allowed/],
    ['an alias', { 9: 'venue: *v' }, /^9:8 front matter: .*; /],
    ['an unknown tag', { 9: 'venue: !!js/function x' }, /^9:8 front matter: .*; /],
    ['a tag of ours', { 9: 'venue: !secret x' }, /^9:8 front matter: .*; /],
  ])('is found where it is: %s', async (_what, changes, expected) => {
    expect((await broken(changes))[0]).toMatch(expected);
  });

  it('finds an anchor and each of its aliases', async () => {
    const found = await broken({ 2: 'title: &t LoRA', 3: 'name: *t' });
    expect(found.map((line) => line.split(' ')[0])).toEqual(['2:11', '3:7']);
  });

  it('refuses a bomb of aliases at once', async () => {
    const bomb = Array.from({ length: 30 }, (_, i) =>
      i === 0 ? 'a0: &a0 [x, x]' : `a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`,
    ).join('\n');
    const started = performance.now();
    expect((await broken({ 2: bomb })).join('\n')).toMatch(/anchors/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('must be fields', async () => {
    for (const block of ['- a\n- b', 'just text', '3', '[]', '']) {
      expect(await problemsOf(['---', block, '---', ...LINES.slice(26)].join('\n'))).toEqual([
        '1:1 front matter: write fields, one per line, like `year: 2021`',
      ]);
    }
    for (const text of ['---\n---\n', '---\n# only a comment\n---\n']) {
      expect(await problemsOf(text + LINES.slice(26).join('\n'))).toEqual([
        '1:1 front matter: write fields, one per line, like `year: 2021`',
      ]);
    }
  });

  it('must be there', async () => {
    const starts = '1:1 front matter: a note starts with `---`, the fields, and `---` again';
    for (const text of ['', '\n', '# LoRA', LINES.slice(26).join('\n'), '--', '\ufeff']) {
      expect(await problemsOf(text)).toEqual([starts]);
    }
  });

  it('must stand at the very beginning', async () => {
    for (const before of ['\n', '  ', '\r\n\r\n', '\ufeff\n']) {
      expect(await problemsOf(before + noteText())).toEqual([
        '1:1 front matter: nothing may stand before the first `---`; remove the blank space above it',
      ]);
    }
  });

  it('must be closed', async () => {
    const missing = '1:1 front matter: the closing `---` is missing';
    expect(await broken({ 26: undefined })).toEqual([missing]);
    expect(await broken({ 26: '----' })).toEqual([missing]);
    expect(await problemsOf('---')).toHaveLength(1);
    expect(await problemsOf('---\n')).toEqual([missing]);
  });

  it('is not closed by a line that only begins with dashes', async () => {
    const note = await parseNote(noteText({ 9: 'venue: |-\n  ICLR\n---x' }), FILE);
    expect(note.problems[0]?.field).toBe('front matter');
  });
});

describe('code', () => {
  const code = `(globalThis.hacked = true, { title: 'x' })`;

  it.each([
    '---js',
    '---javascript',
    '---json',
    '--- js',
    '---coffee',
    '---toml',
    '---JS',
    '---js ',
    '---yaml js',
    '---\u00a0js',
  ])('is not run after %s', async (first) => {
    const text = [first, code, ...LINES.slice(25)].join('\n');
    expect(await problemsOf(text)).toEqual([
      '1:1 front matter: the first line must be `---` alone: front matter is YAML, never code',
    ]);
    expect(globalThis).not.toHaveProperty('hacked');
  });

  it('is not run from YAML tags or anywhere in a body', async () => {
    await broken({ 2: 'title: !!js/function "function () { globalThis.hacked = true }()"' });
    await broken({ 2: 'title: !<tag:yaml.org,2002:js/eval> "globalThis.hacked = true"' });
    await parseNote(noteText({ 30: '<script>globalThis.hacked = true</script>' }), FILE);
    expect(globalThis).not.toHaveProperty('hacked');
  });

  it('cannot reach the prototypes of objects', async () => {
    await broken({ 11: '__proto__:\n  polluted: true' });
    await broken({ 11: 'constructor:\n  prototype:\n    polluted: true' });
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('sections', () => {
  const ORDER = '## TLDR, ## Key contributions, ## Why it still matters, ## Where to read next';

  it.each<[string, Record<number, string | undefined>, string[]]>([
    ['a missing section', { 28: undefined, 30: undefined }, ['27:1 TLDR: missing; add `## TLDR`']],
    [
      'an empty section',
      { 34: undefined },
      ['32:1 Key contributions: this section is empty; write it'],
    ],
    [
      'a section twice',
      { 38: 'x\n\n## TLDR\n\ny' },
      ['40:1 TLDR: this section stands twice; keep one'],
    ],
    [
      'sections out of order',
      { 32: '## Why it still matters', 36: '## Key contributions' },
      [`36:1 Key contributions: out of order; the order is ${ORDER}`],
    ],
    [
      'an unknown section',
      { 38: 'x\n\n## Notes\n\ny' },
      [`40:1 Notes: no such section; a note has ${ORDER}`],
    ],
    ['a title', { 38: 'x\n\n# LoRA\n\ny' }, [`40:1 LoRA: no such section; a note has ${ORDER}`]],
    [
      'an underlined heading',
      { 38: 'x\n\nNotes\n---\n\ny' },
      [`40:1 Notes: no such section; a note has ${ORDER}`],
    ],
    [
      'text before the first section',
      { 27: '\n\nHello' },
      ['29:1 body: text before the first section; move it under ## TLDR'],
    ],
  ])('are checked where they stand: %s', async (_what, changes, expected) => {
    expect(await broken(changes)).toEqual(expected);
  });

  it('are all missing in a note without a body', async () => {
    expect(
      (await problemsOf(LINES.slice(0, 26).join('\n'))).map((line) => line.slice(5, 20)),
    ).toEqual(['TLDR: missing; ', 'Key contributio', 'Why it still ma', 'Where to read n']);
  });

  it('are found by their headings, however these are written', async () => {
    for (const heading of ['##  TLDR', ' ## TLDR', '## TLDR ', '## TLDR ##']) {
      expect(await broken({ 28: heading })).toEqual([]);
    }
  });

  it('survive text that is nested beyond reason', async () => {
    for (const text of ['>'.repeat(20_000), '- '.repeat(5000), '['.repeat(3000)]) {
      await parseNote(noteText({ 30: `${text} x` }), FILE);
    }
  });
});

describe('"Where to read next"', () => {
  const SHAPE =
    'Where to read next: write a list: `1. [LoRA](lora): why`, or `1. [QLoRA](arxiv:2305.14314): why`';

  it.each<[string, Record<number, string | undefined>, string]>([
    ['no list', { 42: 'Read QLoRA.', 43: undefined }, '42:1'],
    ['text beside the list', { 43: '\nAnd more.' }, '44:1'],
    ['an entry without a link', { 43: '2. A post: how it feels.' }, '43:1'],
    ['an entry without a reason', { 43: '2. [A post](https://example.org)' }, '43:1'],
    ['an entry with an empty reason', { 43: '2. [A post](https://example.org):' }, '43:1'],
    ['a link without words', { 43: '2. [](https://example.org): why' }, '43:1'],
    ['a file for a target', { 43: '2. [A](../lora.md): why' }, '43:1'],
    ['a script for a target', { 43: '2. [A](javascript:alert): why' }, '43:1'],
    ['a bad id for a target', { 43: '2. [A](LoRA): why' }, '43:1'],
    ['a bad arXiv id', { 43: '2. [A](arxiv:lora): why' }, '43:1'],
    ['an arXiv id with its version', { 43: '2. [A](arxiv:2305.14314v2): why' }, '43:1'],
    ['an entry with a list in it', { 43: '2. [A](lora): why\n   - more' }, '44:1'],
    ['an image', { 43: '2. ![A](https://example.org/a.png): why' }, '43:1'],
  ])('is checked entry by entry: %s', async (_what, changes, place) => {
    expect(await broken(changes)).toEqual([`${place} ${SHAPE}`]);
  });

  it('may be a list of any kind, with a colon, comma or dash before the reason', async () => {
    const next = '- [A](lora): one\n- [B](bert), two\n  and a half\n- [C](gpt-3) – three';
    expect((await parseNote(noteText({ 42: next, 43: undefined }), FILE)).note?.next).toEqual([
      { label: 'A', to: { id: 'lora' }, why: 'one' },
      { label: 'B', to: { id: 'bert' }, why: 'two and a half' },
      { label: 'C', to: { id: 'gpt-3' }, why: 'three' },
    ]);
  });
});

describe('a file name', () => {
  it('must do as an id', async () => {
    for (const name of ['LoRA.md', 'lo ra.md', '-lora.md', 'lo_ra.md', `${'x'.repeat(61)}.md`]) {
      expect(await problemsOf(noteText(), `alignment/${name}`)).toEqual([
        '1:1 file name: use lower-case letters, digits and hyphens, like chain-of-thought.md',
      ]);
    }
  });

  it('lies in a folder that does as a topic', async () => {
    for (const folder of ['Language Models', 'Ä', '--x']) {
      expect(await problemsOf(noteText(), `${folder}/lora.md`)).toEqual([
        '1:1 folder name: use lower-case letters, digits and hyphens, like language-models',
      ]);
    }
  });
});
