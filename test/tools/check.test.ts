import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import fc from '../property.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as discord from '../../adapters/discord/render.ts';
import * as slack from '../../adapters/slack/render.ts';
import type { Block, Card } from '../../src/card.ts';
import type { Command } from '../../src/command.ts';
import { commands } from '../../src/commands/index.ts';
import { root } from '../../src/package.ts';
import { boundOfBlock } from '../../src/tools/bound.ts';
import { checkNotes, type Finding } from '../../src/tools/check.ts';
import { writeFindings } from '../../src/tools/findings.ts';
import { locate } from '../../src/tools/locate.ts';
import type { Measure } from '../../src/tools/size.ts';
import { noteText } from '../catalog/note-text.ts';

const find = (name: string): Command | undefined => commands.find((one) => one.name === name);
const measure: Measure = (card) => [...slack.measure(card, find), ...discord.measure(card)];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-check-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** The findings as `file:line:column field: message`, without the missing pictures. */
async function check(files: Record<string, string>, today = '2026-11-23'): Promise<string[]> {
  await write(files);
  const { findings } = await checkNotes([folder], measure, today);
  return findings
    .filter(({ field }) => field !== 'picture')
    .map(({ file, line, column, field, message }) => {
      const place = relative(folder, file).replaceAll('\\', '/');
      return `${place}:${line}:${column} ${field}: ${message}`;
    });
}

const named = (name: string, changes: Record<number, string | undefined> = {}): string =>
  noteText({ 2: `title: About ${name}`, 3: `name: ${name}`, 5: `  - all of ${name}`, ...changes });

describe('check', () => {
  it('finds nothing wrong with the shipped notes', async () => {
    const { notes, findings } = await checkNotes([join(root, 'notes')], measure, '2026-11-23');
    expect(findings).toEqual([]);
    expect(notes).toBe(22);
  });

  it('tells all problems of all notes at once, by file and line', async () => {
    const found = await check({
      'b/late.md': named('Late', { 8: 'year: 2021a', 9: 'venue: ""', 30: undefined }),
      'a/early.md': named('Early', { 11: 'cod: https://example.org' }),
    });
    expect(found.map((line) => line.replace(/^(\S+ \S+).*/, '$1'))).toEqual([
      'a/early.md:11:1 cod:',
      'b/late.md:8:7 year:',
      'b/late.md:9:8 venue:',
      'b/late.md:28:1 TLDR:',
    ]);
    expect(found[0]).toContain('did you mean `code`?');
  });

  it('warns of notes that stand where none is read', async () => {
    await write({ 'a/one.md': named('One') });
    await symlink(join(folder, 'gone.txt'), join(folder, 'a/nowhere.md'));
    const found = await check({
      'lost.md': named('Lost'),
      'a/older/two.md': named('Two'),
      'a/THREE.MD': named('Three'),
      'README.md': 'About these notes.',
      'CONTRIBUTING.md': 'How to write one.',
      'node_modules/tool/use.md': 'About a tool.',
      '_draft.md': 'Later.',
      'a/_drafts/four.md': named('Four'),
      '.git/five.md': named('Five'),
    });
    expect(found).toEqual([
      'a/THREE.MD:1:1 file name: not read; a note’s file ends with .md, in small letters',
      'a/nowhere.md:1:1 file: not read: a link that leads nowhere; put the file itself here',
      'a/older/two.md:1:1 folder: not read; move it into the folder of a topic, like alignment/two.md',
      'lost.md:1:1 folder: not read; move it into the folder of a topic, like alignment/lost.md',
    ]);
  });

  it('finds names that two notes share, at their place', async () => {
    const found = await check({
      'a/one.md': named('One', { 5: '  - PEFT' }),
      'a/two.md': named('Two', { 5: '  - two\n  - p.e.f.t.' }),
      'a/three.md': named('Three', { 5: '  - "ONE"' }),
    });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^a\/three\.md:5:6 aliases: "ONE" is also what One \(a\/one\.md\)/);
    expect(found[1]).toMatch(/^a\/two\.md:6:5 aliases: "p\.e\.f\.t\." is also what One/);
  });

  it('takes no hint in an unfinished note for a name', async () => {
    const unfinished = noteText({ 2: 'title: "TODO: the title"', 3: 'name: "TODO: the name"' });
    const found = await check({
      'a/one.md': unfinished,
      'a/two.md': unfinished.replace('low-', ''),
    });
    expect(found.map((line) => line.replace(/;.*/, ''))).toEqual(
      ['one', 'two'].flatMap((id) => [
        `a/${id}.md:2:9 title: still to be written`,
        `a/${id}.md:3:8 name: still to be written`,
      ]),
    );
  });

  it('finds dead links, at their place', async () => {
    const found = await check({
      'a/one.md': named('One', { 24: '  - id: nowhere', 25: undefined, 42: '1. [X](gone): why.' }),
    });
    expect(found).toEqual([
      'a/one.md:24:9 builds_on: there is no note "nowhere"; check the id, or link the paper as arxiv:…',
      expect.stringMatching(/^a\/one\.md:41:8 Where to read next: there is no note "gone"/),
    ]);
  });

  it('asks to read a note again after a year', async () => {
    const files = { 'a/one.md': named('One') };
    expect(await check(files, '2027-11-22')).toEqual([]);
    expect(await check(files, '2027-11-23')).toEqual([
      'a/one.md:22:11 reviewed: last reviewed on 2026-11-22, over a year ago; read the note again and set the day',
    ]);
    const { findings } = await checkNotes([folder], measure, '2028-01-01');
    expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  it('says what is too long for which platform, and by how much', async () => {
    const paragraph = (length: number): string => 'word '.repeat(length / 5).trimEnd();
    const [fits, long] = [paragraph(1000), paragraph(1500)];
    expect(await check({ 'a/one.md': named('One', { 38: `${fits}\n\n${fits}` }) })).toEqual([]);
    expect(await check({ 'a/one.md': named('One', { 38: long }) })).toEqual([
      'a/one.md:36:1 Why it still matters: too long for Discord: a paragraph or list entry takes 1,499 of 1,024, 475 too many; shorten it',
    ]);
    // As long as a section may be.
    const most = `${`${fits}\n\n`.repeat(3)}${paragraph(950)}`;
    const found = await check({ 'a/one.md': named('One', { 30: most, 34: most, 38: most }) });
    const says = (text: string): boolean => found.some((line) => line.includes(text));
    expect(says('note: too long for Discord: the card takes 12,')).toBe(true);
    expect(says('note: too long for Slack: the card takes 13,')).toBe(true);
  });

  it('reads several folders as one catalog', async () => {
    await write({
      'ours/a/mine.md': named('Mine', { 24: '  - id: base', 25: undefined }),
      'base/a/base.md': named('Base'),
    });
    const folders = [join(folder, 'base'), join(folder, 'ours')];
    const { notes, findings } = await checkNotes(folders, measure, '2026-11-23');
    expect(notes).toBe(2);
    expect(findings.map(({ field }) => field)).toEqual(['picture', 'picture']);
  });

  it('takes 1,000 notes in under 2 s', async () => {
    const files = Array.from({ length: 1000 }, (_, i): [string, string] => [
      `topic-${i % 10}/note-${i}.md`,
      named(`Note ${i}`, {
        38: `**Everybody** uses [it](note-${i}), and so do we. ${'It goes on. '.repeat(60)}`,
      }),
    ]);
    await write(Object.fromEntries(files));
    const before = process.cpuUsage();
    const { notes, findings } = await checkNotes([folder], measure, '2026-11-23');
    const { user, system } = process.cpuUsage(before);
    expect(notes).toBe(1000);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    // The work rather than the time: other tests run beside this one, and compile as it does.
    const ms = (user + system) / 1000;
    process.stdout.write(`check: 1,000 notes took ${Math.round(ms)} ms of work\n`);
    expect(ms).toBeLessThan(3000);
  });
});

describe('a card that is surely short enough', () => {
  const words = fc.array(
    fc.constantFrom(
      ...[
        'word',
        ' ',
        '\n',
        '\n\n',
        '- ',
        '1. ',
        '  - ',
        '*',
        '**',
        '_',
        '`',
        '~~',
        '[',
        '](',
        ')',
      ],
      ...[
        '](https://example.org/a_b)',
        '# ',
        '> ',
        '\\',
        '!',
        '"',
        '\u0001',
        'é',
        '—',
        '```\n',
        '|',
        '&amp;',
      ],
    ),
    { maxLength: 400 },
  );

  it('is never one that is too long', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (texts) => {
        const blocks = texts.map((text): Block => ({
          kind: 'section',
          heading: 'Why',
          text: text.join(''),
        }));
        const card: Card = { title: 'Title', blocks, actions: [] };
        const drawn = slack.renderReply({ card, to: 'channel' }, find).blocks;
        const used = JSON.stringify(drawn, (key, value: unknown) =>
          ['type', 'style', 'action_id', 'emoji', 'value'].includes(key) ? undefined : value,
        ).length;
        const most = (overhead: { line: number; mark: number }): number =>
          blocks.reduce((sum, block) => sum + boundOfBlock(block, overhead), 100);
        expect(used).toBeLessThanOrEqual(most({ line: 70, mark: 18 }));
        const [embed] = discord.renderReply({ card, to: 'channel' }, find).embeds;
        const fields = embed?.fields ?? [];
        const length = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
        expect(length).toBeLessThanOrEqual(most({ line: 8, mark: 2 }));
        if (discord.measure(card).length === 0) {
          for (const { value } of fields) expect(value).not.toMatch(/…$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('findings', () => {
  const finding: Finding = {
    severity: 'error',
    file: 'notes/a,b/one.md',
    line: 4,
    column: 7,
    field: 'numbers.0.value',
    message: '100% wrong:\r\nsee, there',
  };
  const warning: Finding = { ...finding, severity: 'warning', field: 'a:b', message: 'old' };

  it('are lines for people', () => {
    expect(writeFindings([warning], 1, 'text')).toBe(
      'notes/a,b/one.md:4:7 a:b: old (warning)\n1 note: 1 warning.\n',
    );
    expect(writeFindings([finding, finding, warning], 3, 'text')).toMatch(
      /3 notes: 2 problems and 1 warning\.\n$/,
    );
    expect(writeFindings([], 22, 'text')).toBe('22 notes: nothing wrong.\n');
  });

  it('are escaped annotations for GitHub', () => {
    expect(writeFindings([finding, warning], 1, 'github').split('\n').slice(0, 2)).toEqual([
      '::error file=notes/a%2Cb/one.md,line=4,col=7,title=numbers.0.value::100%25 wrong:%0D%0Asee, there',
      '::warning file=notes/a%2Cb/one.md,line=4,col=7,title=a%3Ab::old',
    ]);
  });

  it('are JSON and nothing else for programs', () => {
    expect(JSON.parse(writeFindings([finding, warning], 1, 'json'))).toEqual([finding, warning]);
    expect(JSON.parse(writeFindings([], 1, 'json'))).toEqual([]);
  });
});

describe('locate', () => {
  const text = '---\naliases:\n  - one\nauthors:\n  - two\n---\n\n## TLDR\n\nsee two\n';
  it.each([
    ['aliases', 'one', 3, 5],
    ['aliases', 'two', 2, 1],
    ['TLDR', 'two', 10, 5],
    ['TLDR', '', 8, 1],
    ['nowhere', 'one', 1, 1],
  ])('finds %s %s', (field, needle, line, column) => {
    expect(locate(text, field, needle)).toEqual({ line, column });
  });
});
