import { readFileSync } from 'node:fs';
import { parse } from '@retorquere/bibtex-parser';
import { describe, expect, it } from 'vitest';
import { cite, nameParts } from '../../src/shelf/cite.ts';
import { notes } from '../adapters/world.ts';

interface Facts {
  id: string;
  title: string;
  authors: string[];
  year: number;
  venue: string;
  arxiv: string | null;
}
const url = new URL('../data/paper-facts.json', import.meta.url);
const facts = JSON.parse(readFileSync(url, 'utf8')) as Facts[] | { papers: Facts[] };
const papers = Array.isArray(facts) ? facts : facts.papers;

const plainLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();

describe('BibTeX', () => {
  it.each(notes.notes.map((note) => [note.id, note] as const))(
    'of %s reads back as the paper’s title and authors, in order',
    (id, note) => {
      const { entries, errors } = parse(cite(note, 'bibtex'));
      expect(errors).toEqual([]);
      const [entry] = entries;
      const fields = entry?.fields as unknown as {
        title: string;
        author: { firstName?: string; prefix?: string; lastName?: string; name?: string }[];
        year: string;
        eprint?: string;
      };
      const paper = papers.find((one) => one.id === id);
      expect(plainLetters(fields.title.replace(/<[^>]*>/g, ''))).toBe(plainLetters(note.title));
      expect(
        fields.author.map(({ firstName = '', prefix = '', lastName = '', name = '' }) =>
          plainLetters(`${firstName}${prefix}${lastName}${name}`),
        ),
      ).toEqual((paper?.authors ?? []).map(plainLetters));
      expect(fields.eprint).toBe(note.arxiv);
      expect(Number(fields.year)).toBeGreaterThanOrEqual(note.year);
    },
  );

  it('keeps what BibTeX would read as its own', () => {
    const [lora] = notes.notes;
    if (!lora) throw new Error('no note');
    const odd = { ...lora, title: 'R&D of 100% $x_1$ {#}~^\\', authors: ['Ludwig van Beethoven'] };
    const { errors, entries } = parse(cite(odd, 'bibtex'));
    expect(errors).toEqual([]);
    expect(entries).toHaveLength(1);
  });
});

describe('a citation', () => {
  it.each(papers.map((paper) => [paper.id, paper] as const))(
    'of %s has its venue and year, and arXiv only where there is no other',
    (id, { venue, year, arxiv, authors }) => {
      const note = notes.get(id);
      if (!note) throw new Error(`no note ${id}`);
      // The facts add pages and volumes.
      const [, name, at] = /^(\w+)\S* (\d{4})/.exec(venue) ?? [];
      const published = name !== undefined;
      const bibtex = cite(note, 'bibtex');
      const plain = cite(note, 'plain');
      expect(bibtex.startsWith(published ? '@inproceedings{' : '@misc{')).toBe(true);
      expect(bibtex).toContain(`year = {${published ? at : year}}`);
      if (published) {
        expect(bibtex).toContain(`booktitle = {${name}}`);
        expect(cite(note, 'apa')).toContain(` In ${name}. ${note.url}`);
        expect(plain).toContain(`. ${name}, ${at}. ${note.url}`);
      } else expect(plain).toContain(`arXiv:${arxiv}`);
      expect(plain.startsWith(`${authors.join(', ')}. “`)).toBe(true);
    },
  );
});

describe('APA', () => {
  it('turns given names into initials, and names at most twenty', () => {
    const adam = notes.get('adam');
    const gpt = notes.get('gpt-3');
    if (!adam || !gpt) throw new Error('no note');
    expect(cite(adam, 'apa')).toMatch(
      /^Kingma, D\. P\., & Ba, J\. L\. \(2015\)\. Adam: .*In ICLR\. /,
    );
    expect(cite(gpt, 'apa')).toContain(', Winter, C., . . . Amodei, D. (2020)');
  });

  it.each([
    ['chinchilla', 'Rutherford, E., de Las Casas, D., Hendricks, L. A., Welbl, J.'],
    ['chinchilla', 'van den Driessche, G.'],
    ['llama', 'Lachaux, M.-A., Lacroix, T., Rozière, B.'],
    ['transformer', 'Gomez, A. N., Kaiser, Ł., & Polosukhin, I. (2017).'],
    ['dpr', 'Oğuz, B., Min, S., Lewis, P., Wu, L., Edunov, S., Chen, D., & Yih, W.-t. (2020).'],
    ['llama', 'Language Models (arXiv:2302.13971). arXiv. https://arxiv.org/abs/2302.13971'],
    ['lora', 'Chen, W. (2022). LoRA: Low-Rank Adaptation of Large Language Models. In ICLR.'],
  ])('of %s has %s', (id, words) => {
    const note = notes.get(id);
    if (!note) throw new Error('no note');
    expect(cite(note, 'apa')).toContain(words);
  });

  it('knows particles and suffixes', () => {
    expect(nameParts('Sheer El Showk')).toMatchObject({ given: ['Sheer'], surname: 'El Showk' });
    expect(nameParts('Laurens van der Maaten')).toEqual({
      given: ['Laurens'],
      surname: 'van der Maaten',
    });
    expect(nameParts('Frank Hutter Jr.')).toMatchObject({ surname: 'Hutter', suffix: 'Jr.' });
    expect(nameParts('Plato')).toEqual({ given: [], surname: 'Plato' });
  });
});
