import type { Reading } from './reading.ts';
import type { Found, Parts, Query } from './stages.ts';
import { stem, tells } from './text.ts';

/** How much of a description, by the rarity of its words, a note must contain. */
const COVERED = 0.7;
/** What two words that stand together in the text as well add to the score, by their rarity. */
const TOGETHER = 0.5;
/** The best by their words alone: of so many, so many are read again. */
export const LIKELY = 20;
const LOOKED = 8;
/** Notes that are offered beside the best: with at least this share of its score. */
const BESIDE = 0.6;

/** A description in the words of a note's text, by BM25. One word describes nothing. */
export function described({ core }: Query, { words, noteAt, readingOf }: Parts): Found | undefined {
  const telling = core.filter(tells);
  const stems = [...new Set(telling.map(stem))];
  // A word and a number is a name ("gpt 4").
  if (stems.filter((key) => !/\p{N}/u.test(key)).length < 2) return undefined;
  const rarities = stems.map((key) => ({ key, weight: words.rarity(key) }));
  const whole = rarities.reduce((sum, { weight }) => sum + weight, 0);
  const likely = [...words.search(stems, LIKELY)].sort((a, b) => b.score - a.score);
  const least = likely[LOOKED - 1]?.score ?? 0;
  const hits = likely.flatMap(({ slot, score }) => {
    if (score < least) return [];
    const note = noteAt(slot);
    if (!note) return [];
    const found = rarities.filter(({ key }) => words.has(slot, key) !== undefined);
    const share = found.reduce((sum, { weight }) => sum + weight, 0) / whole;
    if (found.length < 2 || share < COVERED) return [];
    const reading = readingOf(note);
    if (!numbersFit(core, reading)) return [];
    const together = pairsIn(telling.map(stem), reading);
    if (stems.length === 2 && together.length === 0) return [];
    const bonus = together.reduce((sum, pair) => sum + Math.min(...pair.map(words.rarity)), 0);
    return [{ note, score: score + TOGETHER * bonus }];
  });
  hits.sort((a, b) => b.score - a.score || (a.note.id < b.note.id ? -1 : 1));
  const [best] = hits;
  if (!best) return undefined;
  const good = hits.filter(({ score }) => score >= best.score * BESIDE);
  return {
    matches: good.map(({ note }) => ({
      note,
      matched: { by: 'description', text: telling.join(' ') },
    })),
    choose: false,
    sure: false,
  };
}

/** Whether each number of a query stands beside one of its neighbours in the text as well. */
function numbersFit(core: readonly string[], { together, followedBy }: Reading): boolean {
  return core.every((word, i) => {
    if (!/^\p{N}+$/u.test(word)) return true;
    const [before, after] = [core[i - 1], core[i + 1]];
    return (
      (before !== undefined && together(before, word)) ||
      (after !== undefined && followedBy(word, after.slice(0, 4)))
    );
  });
}

/** The neighbours of a query that are neighbours in the text as well. */
function pairsIn(query: readonly string[], { stemsTogether }: Reading): [string, string][] {
  const pairs: [string, string][] = [];
  query.forEach((word, i) => {
    const next = query[i + 1];
    if (next !== undefined && stemsTogether(word, next)) pairs.push([word, next]);
  });
  return pairs;
}
