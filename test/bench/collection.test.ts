import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stem, STOP, wordsOf } from '../../src/find/text.ts';
import { createWords } from '../../src/find/words.ts';

interface Text {
  id: string;
  text: string;
}
interface Means {
  topics: number;
  ndcg10: number;
  map: number;
  p30: number;
}
type Rank = (query: string) => string[];
type Judged = Map<string, Map<string, number>>;

// Plain JavaScript, as all of bench/, of which the compiler need not know.
const collection: string = '../../bench/collection.js';
const { readDocuments, readTopics, readJudgements, measures, meanMeasures, searchIn } =
  (await import(collection)) as {
    readDocuments: (file: string) => Text[];
    readTopics: (file: string) => Text[];
    readJudgements: (file: string) => Judged;
    measures: (ranking: string[], grades: Map<string, number>) => Omit<Means, 'topics'>;
    meanMeasures: (topics: Text[], judged: Judged, rank: Rank) => Means;
    searchIn: (documents: Text[], core: object) => Rank;
  };

const read = (name: string): string =>
  readFileSync(new URL(`../data/collection/${name}`, import.meta.url), 'latin1');

describe('the measures of a ranking', () => {
  it('are those of trec_eval', () => {
    const grades = new Map([
      ['a', 1],
      ['b', 0],
      ['c', 1],
    ]);
    const { ndcg10, map, p30 } = measures(['a', 'x', 'c'], grades);
    // Relevant at ranks 1 and 3: (1 + 1/2) / (1 + 1/log2 3), (1/1 + 2/3) / 2, 2 / 30.
    expect(ndcg10).toBeCloseTo(0.9197, 4);
    expect(map).toBeCloseTo(0.8333, 4);
    expect(p30).toBeCloseTo(0.0667, 4);
  });

  it('count what was not found, and grades', () => {
    const grades = new Map([
      ['a', 1],
      ['b', 3],
    ]);
    const { ndcg10, map } = measures(['x', 'a'], grades);
    // (1/log2 3) / (3 + 1/log2 3), (1/2) / 2.
    expect(ndcg10).toBeCloseTo(0.1738, 4);
    expect(map).toBe(0.25);
  });

  it('do not reach beyond the tenth and the thirtieth document', () => {
    const ranking = Array.from({ length: 40 }, (_, i) => String(i));
    const { ndcg10, p30, map } = measures(ranking, new Map([['10', 1]]));
    expect([ndcg10, p30]).toEqual([0, 1 / 30]);
    expect(map).toBeCloseTo(1 / 11, 10);
    expect(measures(ranking, new Map([['30', 1]])).p30).toBe(0);
  });
});

describe.each(['smart', 'trec'])('a collection in the format of %s', (format) => {
  const documents = readDocuments(read(`documents.${format}`));
  const topics = readTopics(read(`topics.${format}`));
  const judged = readJudgements(read(`judgements.${format}`));

  it('is read', () => {
    expect(documents.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    expect(wordsOf(documents[0]?.text ?? '').join(' ')).toBe(
      'sorting by exchange bubble sort exchanges neighbours until a list is sorted',
    );
    expect(topics.map(({ id, text }) => [id, wordsOf(text).join(' ')])).toEqual([
      ['1', 'how are lists sorted by exchange'],
      ['2', 'memory that is returned garbage'],
      ['3', 'compilers'],
    ]);
    expect([...(judged.get('1') ?? [])].filter(([, grade]) => grade > 0)).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
    expect(judged.get('3')).toBeUndefined();
  });

  it('is ranked by the search of the core, and measured', () => {
    const rank = searchIn(documents, {
      words: createWords(),
      wordsOf,
      stem,
      isStop: (word: string) => STOP.has(word),
    });
    expect(rank('How are lists sorted by exchange?')).toEqual(['1', '2']);
    expect(rank('memory that is returned, garbage')).toEqual(['3', '4']);
    const { topics: asked, ndcg10, map, p30 } = meanMeasures(topics, judged, rank);
    // The first topic is perfect; of the second the one relevant document comes second; nobody judged the third.
    expect(asked).toBe(2);
    expect(ndcg10).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 10);
    expect(map).toBe(0.75);
    expect(p30).toBeCloseTo((2 / 30 + 1 / 30) / 2, 10);
  });
});
