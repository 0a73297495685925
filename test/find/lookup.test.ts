import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import labelled from '../data/lookup-queries.json' with { type: 'json' };
import variants from '../data/lookup-variants.json' with { type: 'json' };
import { makeCatalog, type Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import { createIndex, type Lookup } from '../../src/find/index.ts';
import { complete, lookup, prepareLookup } from '../../src/find/lookup.ts';
import { atOnce } from '../../src/catalog/steps.ts';
import { root } from '../../src/package.ts';
import { madeUp, makeNote } from './notes.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog(join(root, 'notes'));
});

function ids(found: Lookup): string[] {
  if (found.kind === 'none') return [];
  return found.kind === 'one' ? [found.note.id] : found.notes.map(({ id }) => id);
}

const find = (query: string): Lookup => lookup(query, catalog);

describe('looking up the shipped notes', () => {
  it('finds the right note for at least 97 % of the labelled queries, and accepts at most 4 % of the others', () => {
    const wrong = labelled.filter(({ q, gold }) => {
      const found = ids(find(q));
      return gold.length === 0 ? found.length > 0 : !gold.includes(found[0] ?? '');
    });
    const absent = (list: typeof labelled): number =>
      list.filter(({ gold }) => gold.length === 0).length;
    expect((wrong.length - absent(wrong)) / (labelled.length - absent(labelled))).toBeLessThan(
      0.03,
    );
    expect(absent(wrong) / absent(labelled)).toBeLessThan(0.04);
  });

  it('is not misled by variants of known papers and by plain words, and still finds papers named in passing', () => {
    const [none, some] = [true, false].map((empty) =>
      variants.filter(({ gold }) => (gold.length === 0) === empty),
    );
    const certain = (none ?? []).filter(({ q }) => {
      const found = find(q);
      return found.kind === 'one' && found.sure;
    });
    expect(certain).toEqual([]);
    const accepted = (none ?? []).filter(({ q }) => find(q).kind !== 'none');
    expect(accepted.length / (none ?? []).length).toBeLessThan(0.07);
    const missed = (some ?? []).filter(({ q, gold }) => !gold.includes(ids(find(q))[0] ?? ''));
    expect(missed.length / (some ?? []).length).toBeLessThan(0.06);
  });

  it.each([
    'gpt-4',
    'gpt 4',
    'GPT4',
    'llama 2',
    'llama 3',
    'Llama-3',
    'llama3',
    'qlora',
    'colbertv2',
    'colbert v2',
    'roberta',
    'sentence-bert',
    'dall-e 2',
    'storage',
    'layer normalization',
    'adam smith',
    'react hooks',
    'transformers movie',
    'robert',
    'palm',
    '🍕',
    '',
    '   ',
    '?!',
    'the',
    '变压器',
    'rag doll',
  ])('finds nothing for %j', (query) => {
    expect(find(query).kind).toBe('none');
  });

  it('is never sure of the wrong one of two like names', () => {
    for (const query of ['resnext', 'vision tranformer', 'llava', 'imagen']) {
      const found = find(query);
      if (found.kind === 'one')
        expect([query, found.sure && found.note.id !== 'vit']).toEqual([query, false]);
    }
    expect(ids(find('vision transformer'))).toEqual(['vit']);
    expect(ids(find('transformer'))).toEqual(['transformer']);
    expect(ids(find('bert'))).toEqual(['bert']);
  });

  it.each([
    ['vaswani et al 2017', ['transformer'], 'author'],
    ['he et al., 2015', ['resnet'], 'author'],
    ['Kingma & Ba', ['adam'], 'author'],
    ['lukasz kaiser', ['transformer'], 'author'],
    ['patrick lewis', ['rag', 'dpr'], 'author'],
    ['peft', ['lora'], 'alias'],
    ['the LoRA paper', ['lora'], 'name'],
    ['ＬＯＲＡ', ['lora'], 'name'],
    ['https://github.com/microsoft/LoRA/', ['lora'], 'link'],
    ['trasnformer', ['transformer'], 'typo'],
  ])('finds %j', (query, gold, by) => {
    const found = find(query);
    expect(ids(found)).toEqual(gold);
    expect(found).toMatchObject({ matched: { by } });
    if (found.kind === 'one') expect(found.sure).toBe(true);
  });

  it.each([
    '2106.09685',
    'arXiv:2106.09685v2',
    'arxiv 2106.09685',
    '2106.09685.pdf',
    'https://arxiv.org/abs/2106.09685',
    'https://arxiv.org/pdf/2106.09685v1.pdf',
    'http://www.alphaxiv.org/overview/2106.09685',
    'https://huggingface.co/papers/2106.09685',
    '<https://arxiv.org/abs/2106.09685|LoRA>',
    '10.48550/arXiv.2106.09685',
    'https://doi.org/10.48550/arXiv.2106.09685',
    'see arxiv.org/abs/2106.09685 please',
  ])('finds a paper by %j', (query) => {
    expect(find(query)).toMatchObject({ kind: 'one', sure: true, note: { id: 'lora' } });
  });

  it('knows the papers that notes refer to', () => {
    expect(find('QLoRA')).toMatchObject({ kind: 'none', title: 'QLoRA', arxiv: '2305.14314' });
    expect(find('2305.99999')).toMatchObject({ kind: 'none', arxiv: '2305.99999' });
  });

  it('calls a description the closest match', () => {
    expect(find('the one with skip connections and 152 layers')).toMatchObject({
      kind: 'one',
      sure: false,
      note: { id: 'resnet' },
    });
  });

  it('completes what is typed: name, then alias, then title, then words in them', () => {
    const offered = (typed: string): string[] =>
      complete(typed, catalog, 25).map(({ note }) => note.id);
    for (const nothing of ['', ' ', '/', ' / ']) {
      expect(offered(nothing)).toEqual(catalog.notes.slice(0, 25).map(({ id }) => id));
    }
    expect(offered('/lora')[0]).toBe('lora');
    expect(offered('r').slice(0, 3).sort()).toEqual(['rag', 'react', 'resnet']);
    expect(offered('lor')[0]).toBe('lora');
    expect(offered('diffu')[0]).toBe('latent-diffusion');
    expect(offered('vasw')).toEqual(['transformer']);
    expect(offered('🍕')).toEqual([]);
    expect(complete('peft', catalog, 3)[0]).toMatchObject({
      matched: { by: 'alias', text: 'peft' },
    });
  });

  it('ranks what is typed: exact, name, alias, title, word in a title, author, description', () => {
    const index = createIndex();
    const words = { title: 'Nothing at all' };
    const ranked = [
      makeNote({ id: 'z-exact', name: 'Zorb' }),
      makeNote({ id: 'y-name', name: 'Zorbing', ...words }),
      makeNote({ id: 'x-alias', aliases: ['zorbian'], ...words }),
      makeNote({ id: 'w-title', title: 'Zorbs at last' }),
      makeNote({ id: 'v-word', title: 'On the zorb' }),
      makeNote({ id: 'u-author', authors: ['Zoe Zorb'], ...words }),
      makeNote({ id: 't-author', authors: ['Zoe Zorba'], ...words }),
    ];
    for (const note of [...ranked].reverse()) index.add(note);
    const offered = index.complete('zorb', 25);
    expect(offered.map(({ note }) => note.id)).toEqual(ranked.map(({ id }) => id));
    expect(offered.map(({ matched }) => matched.by)).toEqual(
      'name name alias title title author author'.split(' '),
    );
    index.add(makeNote({ id: 'description', tldr: 'A bouncing marble on the moon.' }));
    expect(index.complete('bouncing marble', 25)[0]?.matched.by).toBe('description');
  });
});

it('forgets all words of a note that is taken out, however long it is, and none that another has', () => {
  const some = (count: number, end: string): string[] =>
    Array.from({ length: count }, (_, i) => `w${'abcdefghij'.charAt(i % 10)}${String(i)}${end}`);
  // Of so many that none is remembered until it comes again.
  const [shared, others] = [some(300, 's'), some(900, 'o')];
  const index = createIndex();
  const authors = shared.map((word) => `Ann ${word}`);
  index.add(makeNote({ id: 'long', tldr: [...shared, ...others].join(' '), authors }));
  index.add(makeNote({ id: 'other', tldr: shared.join(' ') }));
  const known = (words: string[]): number => words.filter(index.words.knows).length;
  expect([known(shared), known(others)]).toEqual([300, 900]);
  index.remove('long');
  expect([known(shared), known(others)]).toEqual([300, 0]);
  index.remove('other');
  expect(known(shared)).toBe(0);
});

describe('the index of a catalog', () => {
  const topics = [{ id: 'made-up', name: 'Made up', colour: '#000000' }];
  const notes = madeUp(300);
  const changed = notes
    .slice(5)
    .map((note, i) => (i % 50 === 0 ? { ...note, name: 'Zeppelin' } : note));
  const queries = notes.flatMap(({ name, title }) => [name, title.slice(0, 9), 'zeppelin']);
  const answers = (of: Catalog): string[] => queries.map((query) => ids(lookup(query, of)).join());

  it('is brought up to date note by note, and is then as if made anew', () => {
    const clock = (catalog: Catalog, last?: Catalog): number => {
      const start = process.cpuUsage();
      atOnce(prepareLookup(catalog, last));
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    // Of some rounds the least: the processor also compiles, and collects what other tests left.
    const least = { whole: Infinity, update: Infinity };
    for (let round = 0; round < 3; round++) {
      const [before, after, anew] = [notes, changed, changed].map((them) =>
        makeCatalog(topics, them, []),
      );
      if (!before || !after || !anew) throw new Error('three catalogs');
      answers(before);
      least.whole = Math.min(least.whole, clock(anew));
      least.update = Math.min(least.update, clock(after, before));
      expect(answers(after)).toEqual(answers(anew));
    }
    expect(least.update).toBeLessThan(least.whole / 2);
  });
});

describe('an arXiv id', () => {
  const index = createIndex();
  index.add(makeNote({ id: 'a', arxiv: '2106.09685' }));

  it.each([
    '２１０６．０９６８５',
    'ａｒＸｉｖ：２１０６．０９６８５ｖ２',
    '2106.\u200b09685',
    '２１０６.０９６８５',
  ])('is one however wide its digits are and whatever invisible is in it: %s', (typed) => {
    expect(index.lookup(typed)).toMatchObject({ kind: 'one', sure: true, note: { id: 'a' } });
    const named = index.mentions(`${typed} を読む`).flatMap(({ notes }) => notes);
    expect(named.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('what stands around an address', () => {
  const index = createIndex();
  index.add(
    makeNote({ id: 'a', url: 'https://example.org/paper/a', code: 'https://git.example/a' }),
  );
  const pasted = [
    'https://example.org/paper/a.',
    '(https://example.org/paper/a)',
    '[the paper](https://example.org/paper/a),',
    '**https://example.org/paper/a/**',
    '`https://git.example/a.git`',
    '见 https://git.example/a。',
    '「https://git.example/a#readme」',
  ];

  it.each(pasted)('is no part of it: %s', (text) => {
    expect(index.lookup(text)).toMatchObject({ kind: 'one', sure: true, note: { id: 'a' } });
    expect(index.mentions(text).map(({ notes }) => notes.map(({ id }) => id))).toContainEqual([
      'a',
    ]);
  });
});

describe('names', () => {
  const index = createIndex();
  index.add(makeNote({ id: 'a', name: 'Bandit', aliases: ['shared'] }));
  index.add(makeNote({ id: 'b', name: 'Bandana', aliases: ['shared'] }));

  it('asks when several fit alike', () => {
    expect(ids(index.lookup('shared'))).toEqual(['a', 'b']);
    expect(ids(index.lookup('band'))).toEqual(['a', 'b']);
  });

  it('takes a word that notes use for a slip only as a last guess', () => {
    const other = createIndex();
    other.add(makeNote({ id: 'a', name: 'Crane' }));
    other.add(makeNote({ id: 'b', name: 'Sailor', tldr: 'A crate on a ship.' }));
    expect(other.lookup('crate')).toMatchObject({ kind: 'one', sure: false, note: { id: 'a' } });
  });

  it('finds a name with a slip after another of the same letters is removed', () => {
    const other = createIndex();
    for (const id of ['a', 'b', 'c']) other.add(makeNote({ id, name: 'Bandit' }));
    for (const gone of ['a', 'b']) {
      other.remove(gone);
      expect(ids(other.lookup('bnadit'))).toContain('c');
    }
    other.remove('c');
    expect(other.lookup('bnadit').kind).toBe('none');
  });

  it('tell of the same paper without a note, in whatever order the notes came that refer to it', () => {
    const refers = ['One Way (Bandsaw)', 'Another Way (Bandsaw)'].map((title, i) =>
      makeNote({ id: `n${i}`, buildsOn: [{ title }] }),
    );
    const titles = [refers, [...refers].reverse()].map((notes) => {
      const other = createIndex();
      for (const note of notes) other.add(note);
      return other.lookup('bandsaw');
    });
    expect(titles[0]).toMatchObject({ kind: 'none', title: 'Another Way (Bandsaw)' });
    expect(titles[1]).toEqual(titles[0]);
  });

  it('forgets a note that is removed, and replaces one that is added again', () => {
    const other = createIndex();
    other.add(makeNote({ id: 'a', name: 'Bandit' }));
    other.add(makeNote({ id: 'a', name: 'Sailor' }));
    expect(other.size).toBe(1);
    expect(other.lookup('bandit').kind).toBe('none');
    expect(ids(other.lookup('sailor'))).toEqual(['a']);
    other.remove('a');
    other.remove('a');
    expect([other.size, other.lookup('sailor').kind]).toEqual([0, 'none']);
  });
});
