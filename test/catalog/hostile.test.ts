import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import { parseNote } from '../../src/catalog/parse.ts';
import { describeProblem } from '../../src/catalog/problem.ts';
import { readMarkdown } from '../../src/markdown.ts';
import { makePicture, renderPng } from '../../src/picture/png.ts';
import { checkSvg } from '../../src/picture/svg.ts';
import { LINES, noteText } from './note-text.ts';

/** A second is the aim; a busy machine gets more before a test fails, ms. */
const QUICK = 5000;
const SECRET = 'name: The Secret';

let base: string;
let folder: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'paperboy-hostile-'));
  folder = join(base, 'notes');
  await write({ 'a/good.md': noteText() });
  await write({ '../secret/x.md': noteText({ 3: SECRET }) });
});
afterEach(() => rm(base, { recursive: true }));

async function write(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Loads the folder, quickly, with the good note in it and nothing from outside. */
async function load(): Promise<Catalog> {
  const started = performance.now();
  const catalog = await loadCatalog(folder);
  expect(performance.now() - started).toBeLessThan(QUICK);
  expect(catalog.get('good')).toBeDefined();
  expect(JSON.stringify(catalog)).not.toContain(SECRET.slice(6));
  return catalog;
}

const problems = async (): Promise<string[]> => (await load()).problems.map(describeProblem);
const front = (lines: string): string => `---\n${lines}\n---\n${LINES.slice(26).join('\n')}`;
const many = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('');

describe('a hostile note', () => {
  const executed = (language: string): string =>
    `---${language}\nglobalThis.hacked = true, require('fs').writeFileSync('hacked', '')\n---\n`;

  it.each(
    [
      'js',
      'javascript',
      ' js',
      'JS',
      'json',
      'coffee',
      'cson',
      'toml',
      'constructor',
      '__proto__',
      'yaml js',
    ].map((language) => [language, executed(language)] as const),
  )('with ---%s front matter is refused and not run', async (_language, text) => {
    await write({ 'a/x.md': text });
    expect(await problems()).toEqual([expect.stringMatching(/^a\/x\.md:1:1 front matter: /)]);
    expect('hacked' in globalThis).toBe(false);
  });

  it.each<[string, string, RegExp]>([
    ['tags that make objects', front('title: !!js/function "x"'), /tag/],
    [
      'a bomb of anchors',
      front(`a: &a0 [x]\n${many(40, (i) => `b${i}: &a${i + 1} [*a${i}, *a${i}]\n`)}`),
      /anchors/,
    ],
    ['10,000 brackets', front(`a: ${'['.repeat(10_000)}`), /lists in lists/],
    ['10,000 braces', front(`a: ${'{'.repeat(10_000)}`), /lists in lists/],
    ['lists in lists', front('- '.repeat(8000)), /lists in lists/],
    ['keys of keys', front('? '.repeat(8000)), /lists in lists/],
    ['errors everywhere', front('@\n'.repeat(8000)), /front matter/],
    ['20,000 fields', front(many(20_000, (i) => `k${i}: 1\n`)), /longer than 16 KB/],
    ['1,500 fields', front(many(1500, (i) => `k${i}: 1\n`)), /no such field/],
    ['100,000 empty lines', front('\n'.repeat(100_000)), /mostly blank/],
    [
      '5,000 aliases',
      noteText({ 5: many(5000, (i) => `  - a${i}\n`).trimEnd() }),
      /longer than 16 KB/,
    ],
    [
      '1,000 aliases',
      noteText({ 5: many(1000, (i) => `  - a${i}\n`).trimEnd() }),
      /at most 50 aliases/,
    ],
    ['a prototype', noteText({ 11: '__proto__:\n  polluted: true' }), /__proto__|no such field/],
    [
      'a constructor',
      noteText({ 11: 'constructor: { prototype: { polluted: true } }' }),
      /constructor: no such field/,
    ],
    ['a control character', noteText({ 3: 'name: Lo\u001bRA' }), /a\/x\.md:3:9 text: .*U\+001B/],
    ['a NUL', noteText({ 3: 'name: Lo\0RA' }), /not a text file/],
    [
      'an escaped control character',
      noteText({ 3: 'name: "Lo\\u001bRA"' }),
      /a\/x\.md:3:7 .*U\+001B/,
    ],
    ['a name written backwards', noteText({ 3: 'name: Lo\u202eRA' }), /U\+202E/],
    ['an escaped name written backwards', noteText({ 3: 'name: "Lo\\u202eRA"' }), /U\+202E/],
    ['half a character', noteText({ 3: 'name: "Lo\\ud83dRA"' }), /U\+D83D/],
    ['a line of a quarter megabyte', noteText({ 30: 'x'.repeat(250_000) }), /TLDR: longer than/],
    ['a heading of blank space', noteText({ 30: `# a${' '.repeat(200_000)}b` }), /no such section/],
    ['a link of blank space', noteText({ 42: `1. [A](lora)${' '.repeat(3000)}` }), /write a list/],
    ['a field with a ping', noteText({ 11: '<!channel>: x' }), /no such field/],
  ])('with %s is refused, quickly', async (_what, text, fault) => {
    await write({ 'a/x.md': text });
    const found = await problems();
    expect(found.join('\n')).toMatch(fault);
    expect(found.length).toBeLessThanOrEqual(50);
    for (const line of found) expect(line.length).toBeLessThan(800);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of 50 MB is refused without being read', async () => {
    await write({ 'a/x.md': '' });
    await truncate(join(folder, 'a/x.md'), 50 * 1024 * 1024);
    expect(await problems()).toEqual([expect.stringMatching(/larger than 256 KB/)]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['binary', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256), /not UTF-8 text/],
    ['invalid UTF-8', Buffer.concat([Buffer.from(noteText()), Buffer.from([0xc3, 0x28])]), /UTF-8/],
    ['UTF-16', Buffer.from(noteText(), 'utf16le'), /not (a text file|UTF-8 text)/],
    ['nothing', Buffer.alloc(0), /a note starts with/],
  ])('of %s is refused', async (_what, content, fault) => {
    await write({ 'a/x.md': content });
    expect(await problems()).toEqual([expect.stringMatching(fault)]);
  });

  it('never makes a section that takes long to draw', async () => {
    for (const unit of [
      '[',
      '*a_ ',
      '_*',
      '~~a',
      '|a|\n|-|\n',
      'a\n=\n',
      '<',
      '`a``',
      '> ',
      '[a]: b\n',
    ]) {
      const { note } = await parseNote(
        noteText({ 30: unit.repeat(Math.ceil(3900 / unit.length)) }),
        'a/x.md',
      );
      const started = performance.now();
      readMarkdown(note?.tldr ?? '');
      expect(performance.now() - started).toBeLessThan(QUICK);
    }
  });
});

describe('a hostile file', () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'link out of the folder',
      () => symlink('../../secret/x.md', join(folder, 'a/x.md')),
      /^a\/x\.md:1:1 file: a link that leads out/,
    ],
    [
      'link to a device',
      () => symlink('/dev/zero', join(folder, 'a/x.md')),
      /a link that leads out/,
    ],
    ['link to itself', () => symlink('x.md', join(folder, 'a/x.md')), /ELOOP/],
    [
      'folder that is a link out',
      () => symlink('../secret', join(folder, 's')),
      /^s:1:1 folder: a link that leads out/,
    ],
    [
      'folder that is a link to all',
      () => symlink('/', join(folder, 's')),
      /^s:1:1 folder: a link that leads out/,
    ],
    [
      'folder that is a link to itself',
      () => symlink('s', join(folder, 's')),
      /^s:1:1 folder: can't be read \(ELOOP\)/,
    ],
    [
      'folder that is a link to the notes',
      () => symlink('.', join(folder, 's')),
      /^s:1:1 folder: a link that leads out/,
    ],
    [
      'topics.yaml that is a link out',
      () => symlink('/etc/passwd', join(folder, 'topics.yaml')),
      /^topics\.yaml:1:1 topics: a link that leads out/,
    ],
    [
      'picture that is a link out',
      () => symlink('/etc/passwd', join(folder, 'a/good.svg')),
      /^a\/good\.svg:1:1 picture: a link that leads out/,
    ],
    ['pipe', () => mkfifo('a/x.md'), /not a file/],
    ['pipe for a picture', () => mkfifo('a/good.svg'), /not a file/],
    ['pipe for topics', () => mkfifo('topics.yaml'), /not a file/],
    ['folder for a note', () => mkdir(join(folder, 'a/x.md')), /not a file/],
    ['binary topics.yaml', () => write({ 'topics.yaml': Buffer.from([0xff, 0]) }), /not UTF-8/],
    [
      'topics.yaml of brackets',
      () => write({ 'topics.yaml': '['.repeat(15_000) }),
      /lists in lists/,
    ],
    [
      'topics.yaml of 1 MB',
      () => write({ 'topics.yaml': 'x'.repeat(1 << 20) }),
      /larger than 16 KB/,
    ],
    ['topics.yaml with a bomb', () => write({ 'topics.yaml': '- &a [x]\n- [*a, *a]\n' }), /topics/],
    ['topics.yaml with keys of keys', () => write({ 'topics.yaml': '- ? [a]\n  : b\n' }), /topics/],
    [
      'name of a path',
      () => write({ 'a/..x.md': noteText(), 'a/a\\..\\x.md': noteText() }),
      /file name/,
    ],
    [
      'name with line ends and a colour',
      () => write({ 'a/x\n\u001b[31m.md': noteText() }),
      /^a\/xU\+000AU\+001B\[31m\.md:1:1 file name/,
    ],
    [
      'name written backwards',
      () => write({ 'a/x\u202edm.md': noteText() }),
      /^a\/xU\+202Edm\.md:1:1 file name/,
    ],
    ['name in capitals', () => write({ 'a/GOOD.md': noteText() }), /^a\/GOOD\.md:1:1 file name/],
    ['name that pings', () => write({ 'a/<!channel>.md': noteText() }), /file name/],
    ['name __proto__', () => write({ 'a/__proto__.md': noteText() }), /^$/],
    ['topic __proto__', () => write({ '__proto__/x.md': noteText() }), /folder name/],
  ])('%s is a problem of its own', async (_what, make, fault) => {
    await make();
    expect((await problems()).join('\n')).toMatch(fault);
  });

  const mkfifo = (path: string): Promise<unknown> =>
    Promise.resolve(execFileSync('mkfifo', [join(folder, path)]));

  it('may be a socket', async () => {
    await mkdir(join(folder, 'b'));
    const server = createServer().listen(join(folder, 'b/x.md'));
    await once(server, 'listening');
    expect(await problems()).toEqual(['b/x.md:1:1 file: not a file; remove it']);
    server.close();
  });

  it('may not be readable', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('the superuser can read everything');
    await write({ 'a/x.md': noteText() });
    await chmod(join(folder, 'a/x.md'), 0);
    expect(await problems()).toEqual([expect.stringMatching(/can't be read \(EACCES\)/)]);
  });

  it('named like what objects have is a note like any other', async () => {
    await write({
      'constructor/constructor.md': noteText({
        3: 'name: constructor',
        5: '  - __proto__\n  - toString',
      }),
    });
    const catalog = await load();
    expect(catalog.problems).toEqual([]);
    expect(catalog.get('constructor')?.aliases).toEqual(['__proto__', 'toString']);
    for (const id of ['toString', '__proto__', '../secret/x']) {
      expect(catalog.get(id)).toBeUndefined();
    }
  });

  it('may lie behind a link to the whole folder', async () => {
    await symlink('notes', join(base, 'link'));
    expect((await loadCatalog(join(base, 'link'))).problems).toEqual([]);
  });
});

const svg = (body: string, box = 'viewBox="0 0 1000 560"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${body}</svg>`;
const RECT = '<rect width="999" height="999"/>';

describe('a hostile picture', () => {
  it.each<[string, string]>([
    [
      'an entity bomb',
      `<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${svg('<text>&b;</text>')}`,
    ],
    [
      'a file as an entity',
      `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`,
    ],
    ['an image', svg('<image href="file:///etc/passwd"/>')],
    ['a script', svg('<script>alert(1)</script>')],
    ['a handler', svg('<rect onclick="x()"/>')],
    ['use of itself', svg('<g id="a"><use href="#a"/></g>')],
    ['a style', svg('<style>@import url(http://example.org)</style>')],
    ['a stylesheet', `<?xml-stylesheet href="http://example.org"?>${svg('')}`],
    ['HTML', svg('<foreignObject/>')],
    ['a paint from outside', svg('<rect fill="url(http://example.org/#a)"/>')],
    ['a font from a file', svg('<text font-family="url(file:///etc/passwd)">a</text>')],
    ['another prefix', '<x:svg xmlns:x="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'],
    ['no namespace', '<svg viewBox="0 0 10 10"/>'],
    ['two roots', svg('') + svg('')],
    ['a root in it', svg(svg(RECT))],
    ['control characters', svg('<text>\u0001</text>')],
    ['half a character', svg('<text>\ud800</text>')],
    ['10,000 groups in groups', svg('<g>'.repeat(4000) + '</g>'.repeat(4000))],
    ['open groups', svg('<g>'.repeat(9000))],
    ['endless boxes', svg(RECT, 'viewBox="0 0 1e999 1e999"')],
    ['boxes of no number', svg(RECT, 'viewBox="a NaN 10 10"')],
    ['negative boxes', svg(RECT, 'viewBox="0 0 -10 -10"')],
    ['a flat box', svg(RECT, 'viewBox="0 0 1000000000 1"')],
    ['a tower', svg(RECT, 'viewBox="0 0 1 1000000000"')],
    ['a tower beside its box', svg(RECT, 'viewBox="0 0 10 10" width="1" height="1000000"')],
    ['a tower of percents', svg(RECT, 'viewBox="0 0 10 10" width="1%" height="1000000%"')],
    ['clips of clips', svg(`<clipPath id="c" clip-path="url(#c)">${RECT}</clipPath>`)],
    ['arrows at every corner', svg(`<path marker-mid="url(#m)" d="M0 0${'h1v1'.repeat(5000)}"/>`)],
    [
      'arrows on arrows',
      svg(`<defs><marker id="m"><path marker-end="url(#m)" d="M0 0h1"/></marker></defs>`),
    ],
    [
      'arrows around arrows',
      svg(`<g marker-end="url(#m)"><defs><marker id="m">${RECT}</marker></defs></g>`),
    ],
    ['60 KB', svg(`<text>${'ab cd '.repeat(10_000)}</text>`)],
  ])('with %s is refused, quickly', (_what, text) => {
    const started = performance.now();
    const faults = checkSvg(text);
    expect(performance.now() - started).toBeLessThan(QUICK);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(20);
    for (const { message } of faults) expect(message.length).toBeLessThan(300);
  });

  it.each<[string, string]>([
    [
      'huge coordinates',
      svg('<path d="M0 0L1e38 1e38L-1e38 1e30Z" stroke="red" stroke-width="1e20"/>'),
    ],
    ['invalid paths', svg(many(700, (i) => `<path d="M garbage ${i}"/>`))],
    ['a foreign font', svg('<text y="50" font-family="No Such Font, serif">ab</text>')],
    [
      'transforms of nothing',
      svg(`<g transform="scale(1e20) rotate(NaN) matrix(0 0 0 0 0 0)">${RECT}</g>`),
    ],
    ['sizes of no number', svg('<rect width="NaN" height="-5"/><circle r="1e999"/>')],
    ['a huge box', svg(RECT, 'viewBox="0 0 1e30 1e30"')],
    ['a tiny box', svg(RECT, 'viewBox="0 0 1e-30 1e-30"')],
    [
      'millions of dashes',
      svg(
        many(
          14,
          (i) =>
            `<path stroke="red" stroke-dasharray=".1" d="M0 0${'h9999h-9999'.repeat(100)}h${i}"/>`,
        ),
      ),
    ],
    ['accents on accents', svg(`<text y="50">a${'\u0301'.repeat(20_000)}</text>`)],
    [
      'many huge arrows',
      svg(
        `<defs><marker id="m" markerWidth="500" markerHeight="500">${many(400, (i) => `<path d="M0 0L9 ${i}"/>`)}</marker></defs><g stroke="red" marker-end="url(#m)">${many(500, (i) => `<path d="M0 ${i}h1"/>`)}</g>`,
      ),
    ],
  ])('with %s is refused, drawn or given up, and the program lives', async (_what, text) => {
    if (checkSvg(text).length > 0) return;
    const started = performance.now();
    const outcome = await renderPng(makePicture('x', text, 'x')).catch((error: unknown) => error);
    expect(performance.now() - started).toBeLessThan(2 * QUICK);
    if (outcome instanceof Error) expect(outcome.message).toMatch(/could not be drawn/);
    else expect((outcome as Buffer).subarray(1, 4).toString()).toBe('PNG');
  });

  it('that ends the renderer ends nothing else', async () => {
    // Not let through by checkSvg: it asks for terabytes.
    const tower = svg(RECT, 'viewBox="0 0 10 10" width="1" height="1000000000"');
    await expect(renderPng(makePicture('x', tower, 'x'))).rejects.toThrow(/could not be drawn/);
    const png = await renderPng(makePicture('x', svg(RECT), 'x'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1000, 560]);
  });

  it.each([
    [500, 1000],
    [1418, 1418],
    [1e6, 1600],
  ])('that is %s wide is drawn %s wide', async (width, drawn) => {
    const text = svg(RECT, `viewBox="0 0 ${width} ${width / 2}"`);
    expect(checkSvg(text)).toEqual([]);
    const png = await renderPng(makePicture('x', text, 'x'));
    expect(png.readUInt32BE(16)).toBe(drawn);
  });
});

describe('the program', () => {
  it('starts in a folder full of such things, runs none of it and stops', async () => {
    await write({
      'a/js.md': '---js\nrequire("fs").writeFileSync("hacked", "")\n---\n',
      'a/deep.md': front(`a: ${'['.repeat(10_000)}`),
    });
    execFileSync('mkfifo', [join(folder, 'a/pipe.md')]);
    await symlink('.', join(folder, 'loop'));
    const main = new URL('../../dist/main.js', import.meta.url).pathname;
    const child = spawn(process.execPath, [main], {
      cwd: base,
      env: { NOTES_DIR: folder, PORT: '0', PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [greeting] = (await once(child.stdout, 'data')) as [Buffer];
    expect(greeting.toString()).toContain('1 notes in 1 topics');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
