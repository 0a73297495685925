import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadCatalog } from '../../src/catalog/library.ts';
import { root } from '../../src/package.ts';
import { StartError } from '../../src/start-error.ts';
import {
  askArxiv,
  readArxivId,
  readAtom,
  yearOfId,
  type ArxivPaper,
} from '../../src/tools/arxiv.ts';
import { checkNotes } from '../../src/tools/check.ts';
import { newNote, type NewNote } from '../../src/tools/new.ts';
import { MODELINE, nameOf, slugOf } from '../../src/tools/scaffold.ts';
import { fieldTable, frontMatterSchema, SCHEMA, withFieldTable } from '../../src/tools/schema.ts';
import { noteText } from '../catalog/note-text.ts';

/** A feed as arXiv's API writes it. */
function feed(id: string, title: string, authors: string[], published = '2021-06-17'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?id_list=${id}" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=${id}</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2026-11-22T00:00:00-05:00</updated>
  <entry>
    <id>http://arxiv.org/abs/${id}v2</id>
    <updated>2022-10-16T18:40:34Z</updated>
    <published>${published}T17:37:18Z</published>
    <title>${title}</title>
    <summary>A title, <![CDATA[<title>]]> and more.</summary>
    ${authors.map((name) => `<author><name>${name}</name><arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">X</arxiv:affiliation></author>`).join('\n')}
    <link title="pdf" href="http://arxiv.org/pdf/${id}v2" rel="related" type="application/pdf"/>
  </entry>
</feed>`;
}

const LORA = feed('2106.09685', 'LoRA: Low-Rank\n  Adaptation', ['Edward J. Hu', 'Yelong Shen']);

describe('an arXiv id', () => {
  it.each([
    ['2106.09685', '2106.09685'],
    ['arXiv:2106.09685v3', '2106.09685'],
    ['https://arxiv.org/pdf/2106.09685v2.pdf', '2106.09685'],
    ['hep-th/9901001v1', 'hep-th/9901001'],
    ['https://arxiv.org/abs/math.GT/0309136', 'math.GT/0309136'],
    ['lora', undefined],
    ['../../etc/passwd', undefined],
  ])('is read from %s', (text, id) => {
    expect(readArxivId(text)).toBe(id);
  });

  it.each([
    ['2106.09685', 2021],
    ['0704.0001', 2007],
    ['hep-th/9901001', 1999],
    ['math.GT/0309136', 2003],
  ])('%s begins with its year', (id, year) => {
    expect(yearOfId(id)).toBe(year);
  });
});

describe('arXiv’s answer', () => {
  it('is a title in one line, all authors and the first version’s year', () => {
    expect(readAtom(LORA, '2106.09685')).toEqual({
      title: 'LoRA: Low-Rank Adaptation',
      authors: ['Edward J. Hu', 'Yelong Shen'],
      year: 2021,
    });
    const odd = feed('hep-th/9901001', '&quot;A &lt; B&quot;: \n caf&#233; &amp; \\ell_0', [
      'Ł. É',
    ]);
    expect(readAtom(odd, 'hep-th/9901001')?.title).toBe('"A < B": café & \\ell_0');
  });

  it.each([
    ['another paper', feed('2106.09680', 'Other', ['A'])],
    ['no entry', LORA.replace(/<entry>[^]*<\/entry>/, '')],
    ['no author', feed('2106.09685', 'LoRA', [])],
    ['an error', feed('2106.09685', 'Error', ['arXiv']).replace(/abs\/[^<]*/, 'api/errors#x')],
    ['a web page', '<!doctype html><html><body><p>Sorry<br></body></html>'],
    ['half of it', LORA.slice(0, 700)],
    ['nothing', ''],
    ['noise', '\u0000\u0001 <<<>>> &'],
  ])('is no paper when it is %s', (_what, xml) => {
    expect(readAtom(xml, '2106.09685')).toBeUndefined();
  });

  let server: Server;
  let answer: { status: number; body: string; wait?: boolean };
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (!answer.wait) response.writeHead(answer.status).end(answer.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const ask = (): Promise<ArxivPaper | string> =>
    askArxiv('2106.09685', `http://127.0.0.1:${(server.address() as { port: number }).port}/api`);

  it('is asked for by id', async () => {
    answer = { status: 200, body: LORA };
    expect(await ask()).toMatchObject({ year: 2021 });
    expect(asked).toEqual(['/api?id_list=2106.09685&max_results=1']);
  });

  it.each<[string, typeof answer, string]>([
    ['refused', { status: 404, body: 'no' }, 'arXiv answered 404'],
    ['a web page', { status: 200, body: '<html>' }, 'arXiv has no paper 2106.09685'],
    ['endless', { status: 200, body: 'x'.repeat(3_000_000) }, 'arXiv’s answer is too long'],
    ['late', { status: 200, body: '', wait: true }, 'arXiv did not answer in time'],
  ])('may be %s', async (_how, given, why) => {
    answer = given;
    expect(await ask()).toBe(why);
  });

  it('may not come, and is never asked for in the open', async () => {
    expect(await askArxiv('2106.09685', 'http://127.0.0.1:9/')).toBe('arXiv can’t be reached');
    await expect(askArxiv('2106.09685', 'http://example.org/')).rejects.toThrow('ARXIV_API_URL');
  });
});

describe('a name', () => {
  it.each([
    ['LoRA: Low-Rank Adaptation of Large Language Models', 'LoRA', 'lora'],
    ['Attention Is All You Need', 'Attention Is All You Need', 'attention-is-all-you-need'],
    ['Über-Größe: ein Maß', 'Über-Größe', 'uber-grosse'],
    ['学习', '学习', ''],
    ['../../x: y', '../../x', 'x'],
    [
      'A title that goes on for much longer than forty characters',
      'A title that goes on for much longer',
      'a-title-that-goes-on-for-much-longer',
    ],
  ])('of %s', (title, name, slug) => {
    expect(nameOf(title)).toBe(name);
    expect(slugOf(name)).toBe(slug);
  });
});

describe('a new note', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paperboy-new-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const make = (
    wanted: Partial<NewNote>,
    known: ArxivPaper | string = 'arXiv can’t be reached',
  ): ReturnType<typeof newNote> =>
    newNote({ paper: '2106.09685', folder, today: '2026-11-22', ...wanted }, () =>
      Promise.resolve(known),
    );

  it.each([
    'LoRA: Low-Rank Adaptation',
    '"Why Should I Trust You?": Explaining',
    "It's: a `test` # with - everything & *more*: {a} [b] <c> \\d %e @f !g",
    '--- : ---',
    'TRUE',
    'Ünïcödé, 学习',
  ])('on %s reads back as it was known', async (title) => {
    const authors = ['Édouard "Ed" Hu', 'null', '- x: y', '1'];
    const { file, id } = await make({ topic: 'alignment' }, { title, authors, year: 2021 });
    const catalog = await loadCatalog(folder);
    expect(catalog.problems).toEqual([]);
    expect(catalog.get(id)).toMatchObject({
      title,
      authors,
      year: 2021,
      arxiv: '2106.09685',
      topic: 'alignment',
      reviewed: '2026-11-22',
    });
    expect((await readFile(file, 'utf8')).split('\n')[1]).toBe(MODELINE);
    expect(await readFile(join(folder, 'schema.json'), 'utf8')).toBe(frontMatterSchema());
  });

  it('is made without arXiv, says so, and can be shown but not pass for finished', async () => {
    const { file, id, remarks } = await make({ paper: 'hep-th/9901001v2' });
    expect(file).toBe(join(folder, 'unsorted', 'hep-th-9901001.md'));
    expect(remarks.join()).toContain('can’t be reached');
    const catalog = await loadCatalog(folder);
    expect(catalog.problems).toEqual([]);
    expect(catalog.get(id)).toMatchObject({ year: 1999, arxiv: 'hep-th/9901001' });
    const { findings } = await checkNotes([folder], () => []);
    const open = findings.filter(({ severity }) => severity === 'error');
    expect(new Set(open.map(({ field }) => field))).toEqual(
      new Set(
        ['title', 'name', 'authors', 'numbers', 'alt', 'TLDR', 'Key contributions'].concat(
          'Why it still matters',
          'Where to read next',
        ),
      ),
    );
    expect(open.every(({ message }) => message.startsWith('still to be written'))).toBe(true);
  });

  it('has every field', async () => {
    const { file } = await make({});
    const text = await readFile(file, 'utf8');
    const schema = JSON.parse(frontMatterSchema()) as { properties: object };
    for (const field of Object.keys(schema.properties)) {
      if (field !== 'url') expect(text).toMatch(new RegExp(`^(# )?${field}:`, 'm'));
    }
    expect(Object.keys(parse(text.split('---\n')[1] ?? '') as object)).not.toContain('url');
  });

  it('never replaces anything', async () => {
    await mkdir(join(folder, 'nlp'));
    const mine = noteText({ 10: 'arxiv: "2101.00001"' });
    await writeFile(join(folder, 'nlp', 'lora.md'), mine);
    const paper = { title: 'LoRA: x', authors: ['A'], year: 2021 };
    await expect(make({ topic: 'alignment' }, paper)).rejects.toThrow(/lora\.md is there already/);
    await expect(make({ paper: '2101.00001', id: 'other' })).rejects.toThrow(/about this paper/);
    expect(await readFile(join(folder, 'nlp', 'lora.md'), 'utf8')).toBe(mine);
    await writeFile(join(folder, 'nlp', 'broken.md'), 'mine');
    await expect(make({ topic: 'nlp', id: 'broken' })).rejects.toThrow(/is there already/);
    expect(await readFile(join(folder, 'nlp', 'broken.md'), 'utf8')).toBe('mine');
    expect((await readdir(folder)).sort()).toEqual(['nlp']);
    expect((await make({ id: 'another' }, paper)).remarks.join()).toContain('like nlp');
  });

  it('says in words where it can’t be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await writeFile(join(folder, 'unsorted'), '');
    for (const where of [file, join(file, 'under'), folder]) {
      const made = make({ folder: where });
      await expect(made).rejects.toThrow(StartError);
      await expect(made).rejects.toThrow(/can't be read or written \((ENOTDIR|EEXIST)\)/);
    }
  });

  it.each([{ topic: '../up' }, { topic: 'A' }, { id: '../../x' }, { id: '' }, { paper: 'lora' }])(
    'refuses %j',
    async (wanted) => {
      await expect(make(wanted)).rejects.toThrow(/can't be used here|no arXiv id/);
      expect(await readdir(folder)).toEqual([]);
    },
  );
});

describe('the front matter’s schema', () => {
  it('is in notes/schema.json and the README (npm run docs)', async () => {
    expect(await readFile(join(root, SCHEMA), 'utf8')).toBe(frontMatterSchema());
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    expect(readme).toContain(fieldTable());
    expect(withFieldTable(readme)).toBe(readme);
  });

  it('describes every field', () => {
    const { properties } = JSON.parse(frontMatterSchema()) as {
      properties: Record<string, { description?: string }>;
    };
    for (const [name, { description }] of Object.entries(properties)) {
      expect(description, name).toMatch(/\.$/);
    }
  });
});
