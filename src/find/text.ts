import { codeAt, lengthOf } from './letters.ts';
/** Letters that Unicode does not take apart into a base and a mark. */
const FOLDED: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

const ASCII = /^[\n -~]*$/;
const WORD = /^[a-z0-9]+$/;

/** Text as it is compared: no case, no accents, and everything but letters and digits is one space. */
export function normalise(text: string): string {
  // Most text is ASCII, and this is several times faster.
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower.replace(/[^a-z0-9]+/g, ' ').trim();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[łøđðþßæœı]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Normalised text without its spaces, so that `gpt 3`, `GPT-3` and `gpt3` are one. */
export function squash(text: string): string {
  return wordsOf(text).join('');
}

/** The words of a text, normalised. */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  if (WORD.test(lower)) return [lower];
  if (ASCII.test(lower)) return lower.match(/[a-z0-9]+/g) ?? [];
  const plain = normalise(text);
  return plain === '' ? [] : plain.split(' ');
}

/** Words that carry no meaning of their own. `not`, `no` and `without` do. */
export const STOP = new Set(
  (
    'a all am an and any are as at be been but by can could did do does for from had has have he her his how i if in ' +
    'into is it its just me my of on onto or our out plus s she should so some than that the their them then there these ' +
    'they this those to too u up us use used using via was we were what when where which while who whom why will ' +
    'with would you your'
  ).split(' '),
);

/** Which first and last letters of ASCII such words have: few others have them, and asking the set takes longer. */
export const STOP_ENDS = new Uint8Array(128 * 128);
for (const word of STOP) STOP_ENDS[endsOf(word)] = 1;

function endsOf(word: string): number {
  return codeAt(word, 0) * 128 + codeAt(word, lengthOf(word) - 1);
}

/** Whether a word tells nothing, and makes no other name of the one it stands in. */
export function isSmall(word: string): boolean {
  return STOP_ENDS[endsOf(word)] === 1 && STOP.has(word) && !renames(word);
}

/** Words that ask for a paper, and say nothing about which. */
export const ASKING = new Set(
  (
    'about al arxiv article articles called et explain find give help look named note notes one open original paper ' +
    'papers pdf please preprint publication publications read search show summarise summarize summary tell thing tldr want'
  ).split(' '),
);

/** Whether a word says which paper is meant. */
export function tells(word: string): boolean {
  return !STOP.has(word) && !ASKING.has(word);
}

/** Words that tell nothing, but make another name of the one they stand beside: "i-bert", "open clip", "lora+". */
const RENAMING = /^(?:[^a]|open|plus)$/u;

/** Whether a word beside a name makes another of it, though it tells nothing by itself. */
export function renames(word: string): boolean {
  return RENAMING.test(word) && !tells(word);
}

/** A plural's singular. */
function singular(word: string): string {
  if (!word.endsWith('s')) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  const [before = ''] = word.slice(-2);
  if (before === 'e' && ES.some((ending) => word.endsWith(ending))) return word.slice(0, -2);
  return 'suai'.includes(before) ? word : word.slice(0, -1);
}

/** What ends with "es" where others only have an "s" more. */
const ES = ['ches', 'shes', 'xes', 'sses', 'zzes'];
/** The endings of `-ise`: no two have the same last letter. */
export const ISE = ['ise', 'ised', 'iser', 'ising', 'isation'];

/** A word in the singular, spelt the American way (`-ise` is `-ize`): what makes no other name. */
export function plainForm(word: string): string {
  if (lengthOf(word) < 4) return word;
  const one = singular(word);
  const ending = one.includes('is') ? ISE.find((end) => one.endsWith(end)) : undefined;
  const stem = ending === undefined ? '' : one.slice(0, -ending.length);
  if ((stem.length < 3 && one === word) || /[^a-z]/.test(word)) return word;
  return stem.length < 3 ? one : `${stem}iz${ending?.slice(2)}`;
}

/** A word without its ending: plurals, `-ing`, `-ed`, `-er`, `-ation` and their like; `-ise` is `-ize`. */
export function stem(word: string): string {
  if (word.length < 4 || /[^a-z]/.test(word)) return word;
  let it = plainForm(word);
  const verb = /^(.{3,}iz)(?:e|ed|er|ing|ation)$/.exec(it)?.[1];
  if (verb !== undefined) return verb;
  const long =
    /^(.{4,}?)(?:ations?|ators?|ating|ated|ate|ions?|ments?|ness|ive|al|ly|er|or|y)$/.exec(it);
  const short = /^(.*[aeiouy].*)(?:ing|ed)$/.exec(it);
  if (short?.[1] !== undefined && short[1].length >= 3) it = short[1];
  else if (long?.[1] !== undefined) it = long[1];
  else if (it.length > 4 && it.endsWith('e')) return it.slice(0, -1);
  it = it.replace(/([bdglmnprt])\1$/, '$1');
  return it.length > 4 && it.endsWith('e') ? it.slice(0, -1) : it;
}

/** The words that say something, in plain form: equal for names that differ in small words and plurals. */
export function gist(words: readonly string[]): string {
  return words
    .filter((word) => !isSmall(word))
    .map(plainForm)
    .join(' ');
}

/**
 * The number of single edits (insert, delete, replace, swap two neighbours) between two words:
 * the optimal string alignment distance.
 *
 * @param most stop counting above this many; the answer is then `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  let n = lengthOf(a);
  let m = lengthOf(b);
  if (Math.abs(n - m) > most) return most + 1;
  // What both begin and end with is no edit.
  let from = 0;
  while (from < n && from < m && codeAt(a, from) === codeAt(b, from)) from++;
  while (n > from && m > from && codeAt(a, n - 1) === codeAt(b, m - 1)) {
    n--;
    m--;
  }
  n -= from;
  m -= from;
  if (n === 0 || m === 0) return n + m;
  while (m >= (rows[0]?.length ?? 0)) rows = rows.map((row) => new Int32Array(2 * row.length));
  let [before, last, row] = rows as [Int32Array, Int32Array, Int32Array];
  for (let j = 0; j <= m; j++) last[j] = j;
  for (let i = 1; i <= n; i++) {
    // Only cells near the diagonal can stay within the bound.
    const start = Math.max(1, i - most);
    const end = Math.min(m, i + most);
    row[start - 1] = start === 1 ? i : most + 1;
    if (end < m) row[end + 1] = most + 1;
    let least = row[start - 1] ?? 0;
    const letter = codeAt(a, from + i - 1);
    for (let j = start; j <= end; j++) {
      const other = codeAt(b, from + j - 1);
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (letter === other ? 0 : 1),
      );
      if (
        i > 1 &&
        j > 1 &&
        letter !== other &&
        letter === codeAt(b, from + j - 2) &&
        other === codeAt(a, from + i - 2)
      ) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[m] ?? most + 1, most + 1);
}

/** Three rows of the table of distances; kept, because it is filled so often. */
let rows = [new Int32Array(64), new Int32Array(64), new Int32Array(64)];
