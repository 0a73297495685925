import type { Note } from '../catalog/note.ts';
import { yearsOf } from './authors.ts';
import type { Name } from './names.ts';
import { byNote, outsideOf, sameAs, type Found, type Parts, type Query } from './stages.ts';
import { gist, renames, STOP, stem, tells, wordsOf } from './text.ts';

/** A name inside a query: the words from `from` up to `to`. */
interface Span {
  from: number;
  to: number;
  names: Name[];
}

/** A name that more notes have than this says little inside a longer query. */
const SHARED = 12;
/** Words of the longest name looked for inside a query. */
const LONGEST = 12;

/**
 * A name inside a longer query ("hu et al lora", "react agents paper"). Words left over must be
 * explained by the note itself, and a word right before the name or a version right after it makes
 * it another name ("sentence-bert", "llama 2") unless the note uses the two together.
 */
export function contained({ core }: Query, parts: Parts): Found | undefined {
  const spans = spansIn(core, parts, core.length - 1);
  if (spans.length === 0) return undefined;
  const stems = core.map(stem);
  const readings = spans.flatMap((span) =>
    byNote(span.names).map((match) => ({
      match,
      span,
      ...explain(core, stems, span, match.note, parts),
    })),
  );
  const good = readings.filter(({ left }) => left === 0);
  if (good.length > 0) {
    const longest = Math.max(...good.map(({ span }) => span.to - span.from));
    const best = good.filter(({ span }) => span.to - span.from === longest);
    const strong = best.filter(({ weak }) => weak === 0);
    const chosen = strong.length > 0 ? strong : best;
    return {
      matches: [...new Map(chosen.map(({ match }) => [match.note, match])).values()],
      choose: true,
      sure: strong.length > 0,
    };
  }
  const covered = (i: number): boolean => spans.some(({ from, to }) => from <= i && i < to);
  const notes = new Map(readings.map(({ match }) => [match.note, match]));
  const comparing = core.every((word, i) => covered(i) || !tells(word) || COMPARING.has(word));
  if (notes.size > 1 && comparing) {
    return { matches: [...notes.values()], choose: true, sure: true };
  }
  if (readings.some(({ another }) => another)) return { outside: undefined };
  // Most of the query is the name of a paper that notes only refer to.
  const outside = spans.find(
    ({ from, to }) => 2 * core.slice(from, to).filter(tells).length >= core.filter(tells).length,
  );
  const paper = readings.length === 0 && outside ? outsideOf(outside.names) : undefined;
  return paper && { outside: paper };
}

const COMPARING = new Set(['vs', 'versus', 'compared', 'difference', 'between', 'better']);

/** The names in a query, without those inside a longer one. */
export function spansIn(core: readonly string[], parts: Parts, most = core.length): Span[] {
  const spans: Span[] = [];
  const gists = core.map((word) => gist([word]));
  for (let length = Math.min(LONGEST, most); length > 0; length--) {
    for (let from = 0; from + length <= core.length; from++) {
      const to = from + length;
      if (spans.some((span) => span.from <= from && to <= span.to)) continue;
      const phrase = core.slice(from, to);
      if (STOP.has(phrase[0] ?? '') || STOP.has(phrase.at(-1) ?? '')) continue;
      const said = gists.slice(from, to).filter((word) => word !== '');
      const wanted = { most: SHARED, ...(length === 1 && { without: 'title' as const }) };
      const names = sameAs(phrase, parts, said.join(' '), wanted);
      if (names.length > 0 && names.length <= SHARED) spans.push({ from, to, names });
    }
  }
  return spans;
}

/** Whether a note, in its names or its prose, has one word right after the other. */
export function usedTogether(
  word: string,
  next: string,
  note: Note,
  { readingOf }: Parts,
): boolean {
  return readingOf(note).together(word, next);
}

/** How many words of a query around a name the note does not explain, and how many only its prose does. */
function explain(
  core: readonly string[],
  stems: readonly string[],
  { from, to }: Span,
  note: Note,
  parts: Parts,
): { left: number; weak: number; another: boolean } {
  const { words, slotOf } = parts;
  const slot = slotOf(note);
  const own = new Set([...note.authors.flatMap(wordsOf), ...yearsOf(note).map(String)]);
  const together = (i: number): boolean =>
    usedTogether(core[i] ?? '', core[i + 1] ?? '', note, parts);
  let left = 0;
  let weak = 0;
  let another = false;
  const name = core.slice(from, to).join(' ');
  core.forEach((word, i) => {
    if ((i >= from && i < to) || own.has(word)) return;
    const twice = core.slice(i, i + to - from).join(' ') === name;
    const renaming = (i === from - 1 || i === to) && renames(word);
    // "resnet in resnet", "open clip"
    if (twice || (renaming && !together(i < from ? i : i - 1))) {
      left += 1;
      another = true;
    }
    if (!tells(word)) return;
    const number = i >= to && /\p{N}/u.test(word);
    const modifier = i === from - 1;
    const found = words.has(slot, stems[i] ?? word);
    if (number || (modifier && found !== 'name')) {
      if (together(number ? i - 1 : i) || (number && i > to && together(i))) weak += 1;
      else {
        left += 1;
        another ||= number && i === to;
      }
    } else if (found === undefined) left += 1;
    else if (found === 'text') weak += 1;
  });
  return { left, weak, another };
}
