import { random } from './find-sets.js';

// Made-up notes, as many as asked for, as varied as real ones: most words are rare, a few are in every title.
const SYLLABLES =
  'ba ce di fo gu ha ji ko lu me na or pe qui ra si to ul ve wo xa yo ze tra plo sten gri mor chi net lin ser van dex tor mil ray con bel fas'.split(
    ' ',
  );
const COMMON =
  'learning networks models language deep neural training large attention data image efficient representation generation vision graph self-supervised optimization transformers reasoning retrieval diffusion reinforcement pre-training alignment'.split(
    ' ',
  );
const SMALL = 'for of with in via and from to by'.split(' ');
const FIRST =
  'Wei Anna Tom Maria Jun Priya Omar Elena Lukas Chen Fatima Ivan Sofia Kenji Aisha Paul Nora David Mei Raj Lucía Łukasz Björn'.split(
    ' ',
  );
const LAST =
  'Wang Li Zhang Chen Kumar Smith Garcia Müller Kim Nguyen Sato Ivanov Rossi Silva Cohen Brown Lee Singh Yao Lewis'.split(
    ' ',
  );

/**
 * The note as one that was read has it: its texts are pieces of one long text. How soon V8 reads a text
 * hangs on how that came to be.
 * @template T
 * @param {T} note
 * @returns {T}
 */
function asRead(note) {
  const texts = [];
  JSON.stringify(note, (_, value) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  const file = Buffer.from(texts.join('\n')).toString();
  let from = 0;
  return JSON.parse(JSON.stringify(note), (_, value) => {
    if (typeof value !== 'string') return value;
    const text = file.slice(from, from + value.length);
    from += value.length + 1;
    return text;
  });
}

/** @param {number} count @returns {import('../dist/src/catalog/note.js').Note[]} */
export function madeUpNotes(count) {
  const next = random(7);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const word = () =>
    Array.from({ length: 2 + Math.floor(next() * 3) }, () => pick(SYLLABLES)).join('');
  // A vocabulary whose words are used the more unevenly the bigger it is, as in real text.
  const vocabulary = Array.from({ length: 2000 + Math.floor(count / 2) }, word);
  const rare = () => vocabulary[Math.floor(vocabulary.length * next() ** 2.5)];
  const words = (n) =>
    Array.from({ length: n }, () =>
      next() < 0.35 ? pick(COMMON) : next() < 0.3 ? pick(SMALL) : rare(),
    );
  const sentence = (n) => `${words(n).join(' ')}.`;
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const people = Array.from(
    { length: 200 + count },
    () => `${pick(FIRST)} ${next() < 0.4 ? pick(LAST) : capital(word())}`,
  );
  return Array.from({ length: count }, (_, i) => {
    const name =
      capital(word()) + (next() < 0.3 ? pick(['Net', 'BERT', 'Former', '-2', ' 3B', 'LM']) : '');
    const title = capital(words(4 + Math.floor(next() * 6)).join(' '));
    return asRead({
      id: `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${i}`,
      topic: 'made-up',
      title: next() < 0.5 ? `${name}: ${title}` : title,
      name,
      aliases: Array.from({ length: 1 + Math.floor(next() * 4) }, () =>
        words(1 + Math.floor(next() * 3)).join(' '),
      ),
      authors: Array.from({ length: 2 + Math.floor(next() * 5) }, () => pick(people)),
      year: 1990 + Math.floor(next() * 36),
      venue: 'NeurIPS 2020',
      arxiv: `${String(7 + (i % 19)).padStart(2, '0')}${String(1 + (i % 12)).padStart(2, '0')}.${String(i % 100000).padStart(5, '0')}`,
      url: `https://arxiv.org/abs/${i}`,
      numbers: [{ label: words(5).join(' '), value: String(i), source: 'Table 1' }],
      reviewed: '2026-11-22',
      buildsOn: next() < 0.3 ? [{ title: `${capital(word())}: ${words(5).join(' ')}` }] : [],
      tldr: Array.from({ length: 3 }, () => sentence(15)).join(' '),
      contributions: Array.from({ length: 4 }, () => sentence(15)).join('\n'),
      why: Array.from({ length: 6 }, () => sentence(15)).join(' '),
      next: [],
      file: `made-up/${i}.md`,
    });
  });
}
