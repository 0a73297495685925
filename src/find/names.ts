import { compare } from '../catalog/catalog.ts';
import type { Steps } from '../catalog/steps.ts';
import { grown } from './grown.ts';
import { firstOf } from './first.ts';
import { collectNear, halvesOf } from './halves.ts';
import { kindOf, KINDS, textAt, textsOf, type Kind, type Owner } from './owner.ts';
import { rankOf } from './rank.ts';
import { gistHash, readName, wholeHash } from './read-name.ts';
import { isSlipOf, isSure } from './name-slips.ts';
import { bearable, digitsOf, isCommonSlip } from './slips.ts';
import { createSorted } from './sorted.ts';
import { createTable } from './table.ts';
import { editDistance, gist } from './text.ts';
import { wordsOfName } from './tokens.ts';

/** A name of a paper: what a query is held against. */
export interface Name {
  owner: Owner;
  kind: Kind;
  /** As it is written in the note. */
  text: string;
  /** Its words without spaces. */
  key: string;
}

/** A name that a query may have meant, and how sure that is. */
export interface Slip {
  name: Name;
  /** Edits. */
  distance: number;
  /** Edits, a common slip counting a little less. */
  cost: number;
  sure: boolean;
}

/** Which names are wanted: not those of a kind, and one more than `most` if there are more. */
export interface Wanted {
  most?: number;
  without?: Kind;
}

/** Papers of one name that are told of: more than anybody is offered at a time. */
const ALIKE = 100;
/** Letters of the shortest name that a slip is looked for in. */
const SHORTEST = 3;

/** An order of names that does not depend on when they were added. */
export function inOrder(a: Name, b: Name): number {
  return compare(a.key, b.key) || compare(idOf(a.owner), idOf(b.owner));
}

/** What a paper is told from others by, so far as there is anything. */
function idOf(owner: Owner | undefined): string {
  if (!owner) return '';
  return 'note' in owner ? owner.note.id : owner.outside.title;
}

/** Of a name: the number of its paper, which of the paper's texts it is and of which kind, and the paper's next name. */
const OWNER = 0;
const WHICH = 1;
const NEXT = 2;
const NONE = -1;

/** All names, found whole, by their beginning, by their gist or in spite of typing slips. */
export function createNames() {
  /** By name. Names are put together when they are asked for: objects kept for all of them would be most of the index. */
  const keys: (string | undefined)[] = [];
  let facts = new Int32Array(256 * 3);
  const freeNames: number[] = [];
  const owners: (Owner | undefined)[] = [];
  /** By paper: how its id begins, see {@link rankOf}. */
  let ranks = new Float64Array(64);
  const freeOwners: number[] = [];
  const table = createTable();
  const lists = KINDS.map(() => createSorted((i) => keys[i] ?? ''));

  /** Many notes may share a key; one of its names stands for all of them under its halves. */
  function addHalves(i: number, key: string): void {
    if (key.length < SHORTEST) return;
    for (const hash of halvesOf(key)) table.add(hash, i);
  }

  const fact = (i: number, what: number): number => facts[i * 3 + what] ?? NONE;

  const kindAt = (i: number): number => fact(i, WHICH) % KINDS.length;
  const ownerAt = (i: number): Owner | undefined => owners[fact(i, OWNER)];
  const textOf = (i: number, owner: Owner): string =>
    textAt(owner, Math.floor(fact(i, WHICH) / KINDS.length));

  const named = (numbers: Iterable<number>): Name[] => {
    const found: Name[] = [];
    for (const i of numbers) {
      const [owner, key, kind] = [ownerAt(i), keys[i], KINDS[kindAt(i)]];
      if (owner && key !== undefined && kind)
        found.push({ owner, kind, text: textOf(i, owner), key });
    }
    return found;
  };

  /** Stronger names first. Of what thousands share, only little is looked at: all of it is in no cache. */
  function strongerFirst(i: number, j: number): number {
    const least = kindAt(i) - kindAt(j) || compare(keys[i] ?? '', keys[j] ?? '');
    if (least !== 0) return least;
    const [one, other] = [fact(i, OWNER), fact(j, OWNER)];
    return (
      (ranks[one] ?? 0) - (ranks[other] ?? 0) || compare(idOf(owners[one]), idOf(owners[other]))
    );
  }

  /** Names that say the same, stronger ones first: of very many, not all. */
  function alike(numbers: Iterable<number>, { most = Infinity, without }: Wanted = {}): Name[] {
    const found: number[] = [];
    for (const i of numbers) {
      if (KINDS[kindAt(i)] === without) continue;
      found.push(i);
      if (found.length > most) return named(found);
    }
    return named(firstOf(found, ALIKE, strongerFirst));
  }

  /** The numbers of a paper's names. */
  function* chain(first: number): Generator<number> {
    for (let i = first; i !== NONE; i = fact(i, NEXT)) yield i;
  }

  /** The numbers of the names with exactly this key. */
  function* numbersOf(key: string): Generator<number> {
    for (const i of table.under(wholeHash(key))) if (keys[i] === key) yield i;
  }

  /** The numbers of the names of this gist. */
  function* saying(said: string): Generator<number> {
    const read = { text: '', says: false };
    for (const i of table.under(gistHash(said))) {
      const owner = ownerAt(i);
      const text = owner ? textOf(i, owner) : '';
      // Of those that are found together most are one name.
      if (text !== read.text) Object.assign(read, { text, says: gist(wordsOfName(text)) === said });
      if (read.says) yield i;
    }
  }

  function dismiss(paper: number): void {
    owners[paper] = undefined;
    freeOwners.push(paper);
  }

  function removeOne(i: number, owner: Owner): void {
    const key = keys[i] ?? '';
    lists[kindAt(i)]?.remove(i);
    const { whole, said } = readName(textOf(i, owner));
    table.remove(whole, i);
    if (said !== whole) table.remove(said, i);
    keys[i] = undefined;
    freeNames.push(i);
    if (key.length < SHORTEST) return;
    const stood = halvesOf(key).map((hash) => table.remove(hash, i));
    const [other] = stood.includes(true) ? numbersOf(key) : [];
    if (other === undefined) return;
    // It may stand there already: what is found first under a key's hash need not have that key.
    for (const hash of halvesOf(key)) table.remove(hash, other);
    addHalves(other, key);
  }

  return {
    /** Adds all names of a paper. @returns the number by which {@link remove} and {@link of} know them. */
    add(owner: Owner): number {
      const paper = freeOwners.pop() ?? owners.length;
      owners[paper] = owner;
      if (paper >= ranks.length) ranks = grown(ranks, paper + 1);
      ranks[paper] = rankOf(idOf(owner));
      let last = NONE;
      const own: string[] = [];
      for (const which of textsOf(owner)) {
        const text = textAt(owner, which);
        if (text === '') continue;
        const name = readName(text);
        const { whole, said } = name;
        let { key } = name;
        if (key === '' || own.includes(key)) continue;
        const i = freeNames.pop() ?? keys.length;
        const same = table.first(whole);
        const known = same < 0 ? undefined : keys[same];
        if (known === key) key = known;
        else addHalves(i, key);
        own.push(key);
        keys[i] = key;
        if (i * 3 + 3 > facts.length) facts = grown(facts, i * 3 + 3);
        facts[i * 3 + OWNER] = paper;
        const kind = KINDS.indexOf(kindOf(owner, which));
        facts[i * 3 + WHICH] = which * KINDS.length + kind;
        facts[i * 3 + NEXT] = last;
        last = i;
        table.add(whole, i);
        if (said !== whole) table.add(said, i);
        lists[kind]?.add(i);
      }
      if (last === NONE) dismiss(paper);
      return last;
    },
    /** Sorts what was added so far, in steps. */
    *settle(): Steps<void> {
      for (const list of lists) yield* list.settle();
    },
    /** Takes all names of a paper out. */
    remove(first: number): void {
      const paper = fact(first, OWNER);
      const owner = owners[paper];
      if (!owner) return;
      for (const i of [...chain(first)]) removeOne(i, owner);
      dismiss(paper);
    },
    /** The names of a paper. */
    of: (first: number) => named([...chain(first)].reverse()),
    /** Whether there is a name with exactly this key. */
    has(key: string): boolean {
      const [first] = numbersOf(key);
      return first !== undefined;
    },
    /** Names with exactly this key. */
    whole: (key: string, wanted?: Wanted) => alike(numbersOf(key), wanted),
    /** Names that say the same apart from small words and endings: of this gist, see {@link gist}. */
    withGist: (said: string, wanted?: Wanted) =>
      said.length < 3 ? [] : alike(saying(said), wanted),
    /** The first names that start with this. */
    startingWith(key: string, kind: Kind, most: number): Name[] {
      const found = lists[KINDS.indexOf(kind)]?.startingWith(key, most) ?? [];
      return named(firstOf(found, most, strongerFirst));
    },
    /**
     * Names that differ from what was typed only by slips that their length can bear, best first.
     *
     * @param uses whether notes use a word as it is.
     */
    misspelt(words: readonly string[], uses: (word: string) => boolean): Slip[] {
      const key = words.join('');
      const n = key.length;
      if (n < SHORTEST) return [];
      const numbers = new Set<number>();
      collectNear(table, key, Math.max(1, bearable(n)), numbers);
      const digits = digitsOf(key);
      const slips: Slip[] = [];
      const likes = new Set([...numbers].flatMap((i) => keys[i] ?? []));
      for (const like of likes) {
        // Of a name of three letters, only a doubled or two swapped ones are slips.
        const most = Math.max(1, Math.min(bearable(n), bearable(like.length)));
        const distance = editDistance(key, like, most);
        if (distance > most || (digits !== '' && distance > 1)) continue;
        if (digitsOf(like) !== digits) continue;
        const common = distance === 1 && isCommonSlip(key, like);
        // A short word with any letter changed is mostly another word.
        if (like.length < 5 && !common) continue;
        const cost = distance - (common ? 0.25 : 0);
        const verdicts = new Map<string, { slip: boolean; sure: boolean }>();
        for (const name of alike(numbersOf(like))) {
          let verdict = verdicts.get(name.text);
          if (!verdict) {
            const slip = isSlipOf(words, name, distance);
            const sure = slip && (distance === 0 || isSure(words, name, distance, uses));
            verdicts.set(name.text, (verdict = { slip, sure }));
          }
          if (verdict.slip) slips.push({ name, distance, cost, sure: verdict.sure });
        }
      }
      return slips.sort((a, b) => a.cost - b.cost || inOrder(a.name, b.name));
    },
  };
}
