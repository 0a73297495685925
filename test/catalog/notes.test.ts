import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import type { Note, Reference } from '../../src/catalog/note.ts';
import { describeProblem } from '../../src/catalog/problem.ts';
import { squash } from '../../src/find/text.ts';
import { plainParts, readMarkdown } from '../../src/markdown.ts';
import { root } from '../../src/package.ts';

/** What is known of a paper from the paper itself and its publisher. */
interface Facts {
  id: string;
  topic: string;
  title: string;
  authors: string[];
  year: number;
  venue: string;
  arxiv: string | null;
  code_url: string | null;
  /** Its numbers, and where in the paper they stand. */
  numbers: { what: string; value: string; where: string }[];
}

const facts = JSON.parse(
  readFileSync(join(import.meta.dirname, '../data/paper-facts.json'), 'utf8'),
) as Facts[];

const TOPICS = {
  foundations: ['adam', 'alexnet', 'batch-norm', 'resnet'],
  'language-models': ['bert', 'chinchilla', 'gpt-3', 'llama', 'transformer'],
  retrieval: ['colbert', 'dpr', 'rag'],
  prompting: ['chain-of-thought', 'react', 'tree-of-thoughts'],
  alignment: ['constitutional-ai', 'dpo', 'instructgpt', 'lora'],
  vision: ['clip', 'latent-diffusion', 'vit'],
};

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog(join(root, 'notes'));
});

const note = (id: string): Note => {
  const found = catalog.get(id);
  if (!found) throw new Error(`there is no note ${id}`);
  return found;
};

/** The notes of the catalog that a note leads to. */
function leadsTo({ buildsOn, next }: Note): string[] {
  const references: Reference[] = [...buildsOn, ...next.map(({ to }) => to)];
  return references.flatMap((to) => ('id' in to ? [to.id] : []));
}

function reachable(from: string, edges: Map<string, Set<string>>): Set<string> {
  const seen = new Set([from]);
  for (const id of seen) for (const next of edges.get(id) ?? []) seen.add(next);
  return seen;
}

function edges(both: boolean): Map<string, Set<string>> {
  const map = new Map(catalog.notes.map(({ id }) => [id, new Set<string>()]));
  for (const from of catalog.notes) {
    for (const to of leadsTo(from)) {
      map.get(from.id)?.add(to);
      if (both) map.get(to)?.add(from.id);
    }
  }
  return map;
}

describe('the shipped notes', () => {
  it('have no problems', () => {
    expect(catalog.problems.map(describeProblem)).toEqual([]);
  });

  it('are these 22, in these topics, in this order', () => {
    expect(catalog.notes).toHaveLength(22);
    expect(catalog.topics.map(({ id }) => id)).toEqual(Object.keys(TOPICS));
    for (const [topic, ids] of Object.entries(TOPICS)) {
      const own = catalog.notes.filter((it) => it.topic === topic).map(({ id }) => id);
      expect([...own].sort()).toEqual(ids);
    }
  });

  it('stand by name within a topic', () => {
    for (const topic of Object.keys(TOPICS)) {
      const names = catalog.notes
        .filter((it) => it.topic === topic)
        .map(({ name }) => name.toLowerCase());
      expect(names).toEqual([...names].sort());
    }
  });

  it.each(facts.map((fact) => [fact.id, fact] as const))('state the facts of %s', (id, fact) => {
    const { topic, title, authors, year, venue, arxiv, code } = note(id);
    expect({ topic, title, authors, year, arxiv: arxiv ?? null, code: code ?? null }).toEqual({
      topic: fact.topic,
      title: fact.title,
      authors: fact.authors,
      year: fact.year,
      arxiv: fact.arxiv,
      code: fact.code_url,
    });
    // "NAACL-HLT 2019 (pp. 4171-4186)" is written NAACL 2019.
    // Pages, volumes and remarks stand after it.
    expect(venue).toBe(fact.venue.replace('-HLT', '').replace(/(,| oral| \().*$/, ''));
  });

  it('have facts for each of them', () => {
    expect(facts.map(({ id }) => id).sort()).toEqual(catalog.notes.map(({ id }) => id).sort());
  });

  it('answer to names that belong to one of them alone', () => {
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const { id, name, title, aliases } of catalog.notes) {
      const names = new Set([id, name, title, ...aliases].map(squash));
      for (const key of names) {
        if (owners.has(key)) shared.push(`${key}: ${owners.get(key) ?? ''} and ${id}`);
        owners.set(key, id);
      }
    }
    expect(shared).toEqual([]);
  });

  it('list no alias twice, nor one that is the name anyway', () => {
    for (const { id, name, title, aliases } of catalog.notes) {
      const keys = aliases.map(squash);
      const doubled = keys.filter(
        (key, i) => keys.indexOf(key) !== i || [name, title].map(squash).includes(key),
      );
      expect({ id, doubled }).toEqual({ id, doubled: [] });
    }
  });
});

/** The places a text names: "Abstract, Table 1, 2" names the abstract, table 1 and table 2. */
function places(where: string): string[] {
  let kind = '';
  return (where.match(/[A-Z][a-z]+|[A-Z]\b|\d+(?:\.\d+)*/g) ?? []).flatMap((word) => {
    if (/^[A-Z][a-z]/.test(word)) kind = word;
    return word === 'Abstract' ? [word] : word === kind ? [] : [`${kind} ${word}`];
  });
}

/** The numbers in a text, "2,048" as 2048. */
const numbersIn = (text: string): string[] =>
  (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((it) => it.replaceAll(',', ''));

/** What is read of a note: its sections and its table, without Markdown and addresses. */
const textOf = ({ tldr, contributions, why, next, numbers }: Note): string =>
  [
    ...[tldr, contributions, why].map((markdown) => plainParts(readMarkdown(markdown))),
    ...next.map((it) => `${it.label} ${it.why}`),
    ...numbers.flatMap(({ label, value, source }) => [label, value, source]),
  ].join(' ');

describe('the text of the shipped notes', () => {
  it.each(facts.map((fact) => [fact.id, fact] as const))(
    'gives the numbers of %s as they stand in the paper, and where',
    (id, fact) => {
      for (const { label, value, source } of note(id).numbers) {
        const [place = source] = places(source);
        const there = fact.numbers.filter(({ where }) => places(where).includes(place));
        expect(there, `${label}: nothing is known from ${source}`).not.toEqual([]);
        const known = there.flatMap((it) => numbersIn(`${it.what} ${it.value}`));
        const measured = label.match(/\d[\d.,]*%|\d+\.\d+/g) ?? [];
        const wrong = numbersIn([value, ...measured].join(' ')).filter((it) => !known.includes(it));
        expect(wrong, `${label}, ${value}, ${source}`).toEqual([]);
      }
    },
  );

  it('takes two minutes: 220 to 380 words, 3 to 5 contributions, 3 to 5 to read next', () => {
    const odd = catalog.notes.filter((it) => {
      const words = textOf(it)
        .split(/\s+/)
        .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      const claims = it.contributions.match(/^- \*\*[^*]+\.\*\* /gm)?.length ?? 0;
      const items = it.contributions.match(/^- /gm)?.length ?? 0;
      const fits = (n: number): boolean => n >= 3 && n <= 5;
      return (
        words < 220 || words > 380 || claims !== items || !fits(items) || !fits(it.next.length)
      );
    });
    expect(odd.map((it) => [it.id, textOf(it).split(/\s+/).length])).toEqual([]);
  });
});

describe('the graph of the shipped notes', () => {
  it('has no dead link and no note that leads to itself', () => {
    for (const from of catalog.notes) {
      const to = leadsTo(from);
      expect(to.filter((id) => !catalog.get(id))).toEqual([]);
      expect(to).not.toContain(from.id);
    }
  });

  it('has no orphan: every note leads to another and is led to', () => {
    const led = new Set(catalog.notes.flatMap(leadsTo));
    expect(catalog.notes.filter((it) => leadsTo(it).length === 0).map(({ id }) => id)).toEqual([]);
    expect(catalog.notes.filter(({ id }) => !led.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('connects every note with every other', () => {
    const map = edges(true);
    for (const { id } of catalog.notes) expect(reachable(id, map).size).toBe(22);
  });

  it('links no paper from outside that has a note here', () => {
    const known = new Set(catalog.notes.map(({ arxiv }) => arxiv));
    for (const { id, buildsOn, next } of catalog.notes) {
      const outside = [...buildsOn, ...next.map(({ to }) => to)].flatMap((to) =>
        'arxiv' in to && known.has(to.arxiv) ? [to.arxiv] : [],
      );
      expect({ id, outside }).toEqual({ id, outside: [] });
    }
  });

  it('names each note one reads next once', () => {
    for (const { id, next } of catalog.notes) {
      const targets = next.map(({ to }) => JSON.stringify(to));
      expect({ id, once: new Set(targets).size }).toEqual({ id, once: targets.length });
    }
  });

  it('leads from every note to every other, following links forward only', () => {
    const map = edges(false);
    const short = catalog.notes
      .map(({ id }) => [id, reachable(id, map).size] as const)
      .filter(([, size]) => size < 22);
    expect(short).toEqual([]);
  });
});
