import type { Note } from '../catalog/note.ts';
import { normalise, stem, wordsOf } from '../find/text.ts';
import { wordsOfName } from '../find/tokens.ts';

/** Where in a note a passage stands: its heading as the note's card shows it. */
export type Section = 'TLDR' | 'By the numbers' | 'Key contributions' | 'Why it still matters';

/** A piece of a note that can be quoted: a sentence, an entry of a list, a number. */
export interface Passage {
  note: Note;
  section: Section;
  /** As it stands in the note; Markdown, unless it is a number. */
  text: string;
  /** Where in the section it begins. */
  at: number;
  /** Its words, normalised, and each word's stem. */
  words: string[];
  stems: string[];
  /** Its stems, each once. */
  has: ReadonlySet<string>;
  /** Its words with a space before and after each, and without any. */
  spaced: string;
  squashed: string;
}

/** A list entry up to this length is one piece, characters. */
const WHOLE = 420;
/** How many pieces of one note are read: a note is about a page. */
const MOST = 120;
/** Notes whose passages are kept ready, some 20 KB each. */
const KEPT = 500;

/** Where a sentence ends: not after "et al.", "e.g." or an initial. */
const END =
  /(?<!\b(?:al|vs|cf|e\.g|i\.e|etc|Fig|Sec|Eq|No|approx|\p{Lu})\.)(?<=[.!?][”"’)\]*`]*|[。！？])(?:\s+(?=["“‘`*_[(]*[\p{Lu}\p{N}])|(?<=[。！？])(?=\S))/u;

/** A line that begins an entry of a list. */
const ENTRY = /^ {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+/;

const kept = new Map<Note, Passage[]>();

/** The passages of a note, in its order. */
export function passagesOf(note: Note): Passage[] {
  const known = kept.get(note);
  if (known) return known;
  const passages = read(note);
  if (kept.size >= KEPT) kept.clear();
  kept.set(note, passages);
  return passages;
}

/** What a paper may be called in a passage: as somebody said it, and as its notes do. */
export interface Called {
  spaced: string[];
  squashed: string;
}

/** What a paper is called, to be sought in many passages. */
export function calledAs(said: string, notes: readonly Note[]): Called {
  const names = [
    said,
    ...notes.flatMap(({ name, id, aliases }) => [name, id, ...aliases.slice(0, 6)]),
  ];
  const spaced = [...new Set(names.map((name) => ` ${wordsOfName(name).join(' ')} `))];
  return { spaced, squashed: wordsOfName(said).join('') };
}

/** Whether a passage names a paper. */
export function speaksOf({ spaced, squashed }: Passage, called: Called): boolean {
  if (called.spaced.some((name) => spaced.includes(name))) return true;
  return called.squashed.length > 3 && squashed.includes(called.squashed);
}

/** A number as the card shows it: `28.4: BLEU, English to German (Table 2)`. */
export function numberText({ label, value, source }: Note['numbers'][number]): string {
  return `${value}: ${label} (${source})`;
}

/** Some text of a note as a passage, see {@link Passage}. */
export function passageOf(note: Note, section: Section, text: string, at: number): Passage {
  const words = wordsOf(text);
  // "down-sampling" is "downsampling" as well.
  for (const [joined] of text.matchAll(/\p{L}+(?:-\p{L}+)+/gu)) {
    words.push(normalise(joined.replaceAll('-', '')));
  }
  const stems = words.map(stem);
  // "LoRA+" is not "LoRA".
  const named = [...text.matchAll(/[\p{L}\p{M}\p{N}]+\+/gu)].flatMap(([name]) => wordsOfName(name));
  return {
    note,
    section,
    text,
    at,
    words,
    stems,
    has: new Set(stems),
    spaced: ` ${[...words, ...named].join(' ')} `,
    squashed: [...words, ...named].join(''),
  };
}

function read(note: Note): Passage[] {
  const passages: Passage[] = [];
  const add = (section: Section, text: string, at: number): void => {
    const passage = passageOf(note, section, text, at);
    if (passage.words.length > 0 && passages.length < MOST) passages.push(passage);
  };
  const prose: [Section, string][] = [
    ['TLDR', note.tldr],
    ['Key contributions', note.contributions],
    ['Why it still matters', note.why],
  ];
  for (const [section, text] of prose) {
    for (const { piece, at } of piecesOf(text)) add(section, piece, at);
  }
  note.numbers.forEach((number, i) => add('By the numbers', numberText(number), i));
  return passages;
}

interface Piece {
  piece: string;
  at: number;
}

/** The sentences and list entries of a section. Code and tables stay whole. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  const take = (from: number, to: number): void => {
    const raw = text.slice(from, to);
    const piece = raw.trim();
    if (piece !== '') pieces.push({ piece, at: from + raw.indexOf(piece) });
  };
  const sentences = (from: number, to: number): void => {
    let start = from;
    for (const sentence of text.slice(from, to).split(END)) {
      const at = text.indexOf(sentence, start);
      take(at, at + sentence.length);
      start = at + sentence.length;
    }
  };
  let from = 0;
  let kind: 'prose' | 'entry' | 'code' = 'prose';
  const close = (to: number): void => {
    if (kind === 'prose') sentences(from, to);
    else if (kind === 'code' || to - from <= WHOLE) take(from, to);
    else sentences(from, to);
    from = to;
  };
  let at = 0;
  for (const line of text.split('\n')) {
    const fence = /^ {0,3}(?:```|~~~)/.test(line);
    const mark = ENTRY.exec(line);
    if (kind === 'code') {
      if (fence) {
        close(at + line.length);
        kind = 'prose';
      }
    } else if (fence || mark || line.trim() === '') {
      close(at);
      kind = fence ? 'code' : mark ? 'entry' : 'prose';
      if (mark) from = at + mark[0].length;
    }
    at += line.length + 1;
  }
  close(text.length);
  return pieces;
}
