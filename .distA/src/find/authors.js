import { createPostings } from "./postings.js";
import { createSorted } from "./sorted.js";
import { wordsOf } from "./text.js";
const GIVEN = 1;
const SURNAME = 2;
/** A surname, and of the first author. */
const FIRST = 4;
/** Of people with many papers, so many are looked at: those they lead, and later ones, first. */
const LOOKED = 100;
/** Reads "vaswani et al 2017", "kingma & ba, 2014", "brown 2020" as a citation. */
export function readCitation(words) {
    const year = words.find((word) => /^(?:19|20)\d\d[a-z]?$/.test(word));
    const first = words.some((word, i) => word === 'al' && words[i - 1] === 'et');
    return {
        words: words.filter((word) => word !== year && !['et', 'al', 'and', 'by'].includes(word)),
        ...(year !== undefined && { year: Number(year.slice(0, 4)) }),
        first,
    };
}
/** The years under which a paper is cited: when it appeared, and its venue's. */
export function yearsOf({ year, venue }) {
    return [year, ...(venue.match(/\b(?:19|20)\d\d\b/g) ?? []).map(Number)];
}
function isOf(note, year) {
    return note.year === year || note.venue.includes(String(year));
}
/** Whether the words name a person: the surname, and given names or their first letters. */
function names(own, words) {
    const surname = own.at(-1) ?? '';
    if (!words.includes(surname))
        return false;
    const given = own.slice(0, -1);
    return words.every((word) => word === surname ||
        given.includes(word) ||
        (word.length === 1 && given.some((name) => name.startsWith(word))));
}
/** Who wrote what. */
export function createAuthors() {
    /** Per word of a name, the number of the list of its people's notes. */
    const byWord = new Map();
    const free = [];
    /** The word of each list. */
    const texts = [];
    const sorted = createSorted((list) => texts[list] ?? '');
    const postings = createPostings();
    const words = new Map();
    /** A person's words; people write more than one paper, and are mostly added one after the other. */
    function wordsOfPerson(author) {
        let found = words.get(author);
        if (found)
            return found;
        if (words.size > 1000)
            words.clear();
        words.set(author, (found = wordsOf(author)));
        return found;
    }
    return {
        add(slot, note) {
            note.authors.forEach((author, i) => {
                const own = wordsOfPerson(author);
                own.forEach((word, j) => {
                    const surname = j === own.length - 1;
                    const flags = GIVEN | (surname ? SURNAME : 0) | (surname && i === 0 ? FIRST : 0);
                    let list = byWord.get(word);
                    if (list === undefined) {
                        byWord.set(word, (list = free.pop() ?? byWord.size));
                        texts[list] = word;
                        sorted.add(list);
                    }
                    postings.post(list, slot, flags);
                });
            });
        },
        remove(slot, note) {
            for (const word of new Set(note.authors.flatMap(wordsOfPerson))) {
                const list = byWord.get(word);
                if (list === undefined)
                    continue;
                postings.unpost(list, slot);
                if (postings.count(list) > 0)
                    continue;
                sorted.remove(list);
                byWord.delete(word);
                free.push(list);
            }
        },
        knows: (word) => byWord.has(word),
        /** Words of people's names that start with `start`. */
        startingWith: (start, most) => sorted.startingWith(start, most).map((list) => texts[list] ?? ''),
        /**
         * The notes of the people that `words` name: all words belong to one person, or each is the
         * surname of an author. Of a surname alone, the papers it comes first in, if any. Those they lead
         * come first, then later ones; of people with very many, not all.
         *
         * @param asked `year`: only papers cited under it; `first`: only those that one of them leads.
         */
        find(words, noteAt, { year, first = false } = {}) {
            if (words.length === 0 || words.length > 6)
                return [];
            const bare = words.length === 1;
            const full = bare ? words : words.filter((word) => word.length > 1);
            const lists = full.map((word) => byWord.get(word) ?? -1);
            if (lists.length === 0 || lists.includes(-1))
                return [];
            const led = bare ? postings.common(lists, FIRST) : [];
            const slots = led.length > 0 ? led : postings.common(lists, bare ? SURNAME : GIVEN);
            const leads = (slot) => lists.some((list) => (postings.flagsOf(list, slot) & FIRST) !== 0);
            const shelves = new Map();
            for (const slot of slots) {
                const note = noteAt(slot);
                if (!note || (year !== undefined && !isOf(note, year)))
                    continue;
                const leading = leads(slot);
                if (first && !leading)
                    continue;
                const shelf = note.year + (leading ? 10_000 : 0);
                const others = shelves.get(shelf);
                if (others)
                    others.push(note);
                else
                    shelves.set(shelf, [note]);
            }
            const firsts = [];
            const others = [];
            let looked = 0;
            for (const [, shelf] of [...shelves].sort(([a], [b]) => b - a)) {
                if (looked > LOOKED)
                    break;
                for (const note of shelf.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, LOOKED)) {
                    looked += 1;
                    const people = note.authors.map(wordsOfPerson);
                    const at = people.findIndex((own) => names(own, words));
                    const surnames = people.map((own) => own.at(-1) ?? '');
                    const together = words.every((word) => surnames.includes(word));
                    if (at < 0 && !together)
                        continue;
                    const leading = at === 0 || (together && words.includes(surnames[0] ?? ''));
                    (leading ? firsts : others).push(note);
                }
            }
            return [...firsts, ...others];
        },
    };
}
//# sourceMappingURL=authors.js.map