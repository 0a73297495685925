import type { Note } from '../catalog/note.ts';
import type { Answer, Quote } from './answer.ts';
import type { Question } from './question.ts';
import { merged } from './quotes.ts';
import { rankIn, type Ranked } from './rank.ts';

/** Two papers side by side, when a question compares the two. */
export function comparison(question: Question, found: readonly Ranked[]): Answer | undefined {
  const { notes, terms } = question;
  const pair = notes.slice(0, 2);
  const [first, second] = pair;
  if (!first || !second) return undefined;
  if (terms.some((term) => !term.optional && !found.some(({ has }) => has.has(term)))) {
    // A point on which the notes compare nothing.
    const said = (note: Note): boolean =>
      rankIn(question, note).some(({ has }) =>
        terms.every((term) => term.optional || has.has(term)),
      );
    if (!pair.some(said)) return undefined;
  }
  const together = merged(found.filter(({ passage }) => pair.includes(passage.note)).slice(0, 2));
  const sides = pair.map((note) => {
    const specific = terms.some(({ optional }) => !optional);
    const best = specific
      ? rankIn(question, note)
          .filter(
            ({ passage, has }) =>
              [...has].some(({ optional }) => !optional) &&
              !together.some(({ text }) => text.includes(passage.text)),
          )
          .sort((a, b) => b.score - a.score)
          .slice(0, 1)
      : [];
    const quotes: Quote[] =
      best.length > 0 ? merged(best) : [{ note, section: 'TLDR', text: note.tldr }];
    return { note, quotes };
  });
  return { kind: 'comparison', together, sides };
}
