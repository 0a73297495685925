import { collectNear, halvesOf } from "./halves.js";
import { bearable, digitsOf, isCommonSlip, isExtended, isHasty } from "./slips.js";
import { createSorted } from "./sorted.js";
import { createTable, hashOf } from "./table.js";
import { editDistance, gist, renames, STOP } from "./text.js";
import { wordsOfName } from "./tokens.js";
/** What a name is to its paper, strongest first. `outside`: of a paper that notes refer to but the catalog lacks. */
export const KINDS = ['name', 'alias', 'title', 'outside'];
/** Letters of the shortest name that a slip is looked for in. */
const SHORTEST = 3;
const WHOLE = 1;
const GIST = 2;
/** Calls back with every text that names a paper. A title is also known by the parts before and after its colon. */
function eachName(owner, name) {
    const add = (text, kind) => {
        if (text !== undefined && text !== '')
            name(text, kind);
    };
    const { title } = 'note' in owner ? owner.note : owner.outside;
    const [head, ...tail] = title.split(/:\s+/);
    if ('note' in owner) {
        const { note } = owner;
        add(note.name, 'name');
        add(note.id, 'name');
        for (const alias of note.aliases)
            add(alias, 'alias');
        add(title, 'title');
        add(head, 'title');
        add(tail.join(': '), 'title');
    }
    else {
        add(title, 'outside');
        add(head, 'outside');
        for (const [, short] of title.matchAll(/\(([^()]+)\)/g))
            add(short, 'outside');
    }
}
/** An order of names that does not depend on when they were added. */
export function inOrder(a, b) {
    if (a.key !== b.key)
        return a.key < b.key ? -1 : 1;
    const [x, y] = [a, b].map(({ owner }) => ('note' in owner ? owner.note.id : owner.outside.title));
    return (x ?? '') < (y ?? '') ? -1 : 1;
}
/** Whether a text comes closer to a name without one of its words: that word makes it another name. */
function hasOneMore(words, key, distance) {
    return words.some((word, i) => (!STOP.has(word) || renames(word)) &&
        editDistance([...words.slice(0, i), ...words.slice(i + 1)].join(''), key, distance) <
            distance);
}
/** Whether a name with slips in it is still that name: no word differs by more than its own length can bear. */
function isSlipOf(typed, { key, text }, distance) {
    const words = wordsOfName(text);
    if (typed.length > words.length)
        return !hasOneMore(typed, key, distance);
    if (typed.length < words.length)
        return distance < 2 || !hasOneMore(words, typed.join(''), distance);
    return typed.every((word, i) => {
        const other = words[i] ?? '';
        if (word === other || STOP.has(word) || STOP.has(other))
            return true;
        const most = Math.max(1, bearable(Math.max(word.length, other.length)));
        return editDistance(word, other, most) <= most && !isExtended(word, other);
    });
}
/**
 * Whether a slip leaves no doubt. In a short name, a letter changed or put in mostly makes another name
 * ("adan", "resnest"), as it does where the notes use the word as it was typed.
 */
function isSure(typed, { key, text }, distance, uses) {
    if (distance > 2 || key.length < 4)
        return false;
    const whole = typed.join('');
    const own = new Set(wordsOfName(text));
    if (typed.some((word) => !own.has(word) && !STOP.has(word) && uses(word)))
        return false;
    if (key.length >= 10)
        return true;
    if (distance > 1)
        return false;
    return isHasty(whole, key) || (key.length > 5 && whole.length < key.length);
}
/** All names, found whole, by their beginning, by their gist or in spite of typing slips. */
export function createNames() {
    const all = [];
    const free = [];
    const table = createTable();
    const lists = new Map(KINDS.map((kind) => [kind, createSorted((i) => all[i]?.key ?? '')]));
    function hashes(key, words) {
        const [whole, same] = [hashOf(key, WHOLE), gistHash(gist(words))];
        return same === whole ? [whole] : [whole, same];
    }
    /** Many notes may share a key; one of its names stands for all of them under its halves. */
    function addHalves(i, key) {
        if (key.length < SHORTEST)
            return;
        for (const hash of halvesOf(key))
            table.add(hash, i);
    }
    // A gist of one word is mostly the whole name: then they share one place.
    const gistHash = (words) => hashOf(words, words.includes(' ') ? GIST : WHOLE);
    const named = (numbers) => {
        const found = [];
        for (const i of numbers) {
            const name = all[i];
            if (name)
                found.push(name);
        }
        return found;
    };
    function collect(hash) {
        const numbers = new Set();
        table.collect(hash, numbers);
        return named(numbers);
    }
    /** The numbers of the names with exactly this key. */
    function numbersOf(key) {
        const numbers = new Set();
        table.collect(hashOf(key, WHOLE), numbers);
        return [...numbers].filter((i) => all[i]?.key === key);
    }
    return {
        /** Adds all names of a paper. @returns the numbers by which {@link remove} knows them. */
        add(owner) {
            const numbers = [];
            eachName(owner, (text, kind) => {
                const words = wordsOfName(text);
                const key = words.join('').slice(0, 200);
                if (key === '' || numbers.some((i) => all[i]?.key === key))
                    return;
                const i = free.pop() ?? all.length;
                numbers.push(i);
                all[i] = { owner, kind, text, key };
                const same = table.first(hashOf(key, WHOLE));
                if (same < 0 || all[same]?.key !== key)
                    addHalves(i, key);
                for (const hash of hashes(key, words))
                    table.add(hash, i);
                lists.get(kind)?.add(i);
            });
            return numbers;
        },
        remove(i) {
            const name = all[i];
            if (!name)
                return;
            lists.get(name.kind)?.remove(i);
            for (const hash of hashes(name.key, wordsOfName(name.text)))
                table.remove(hash, i);
            all[i] = undefined;
            free.push(i);
            if (name.key.length < SHORTEST)
                return;
            const stood = halvesOf(name.key).map((hash) => table.remove(hash, i));
            const [other] = stood.includes(true) ? numbersOf(name.key) : [];
            if (other !== undefined)
                addHalves(other, name.key);
        },
        /** The names of these numbers. */
        at: named,
        /** Names with exactly this key. */
        whole: (key) => named(numbersOf(key)),
        /** Names that say the same apart from small words and endings: of this gist, see {@link gist}. */
        withGist(wanted) {
            if (wanted.length < 3)
                return [];
            return collect(gistHash(wanted)).filter(({ text }) => gist(wordsOfName(text)) === wanted);
        },
        startingWith: (key, kind, most) => named(lists.get(kind)?.startingWith(key, most) ?? []),
        /**
         * Names that differ from what was typed only by slips that their length can bear, best first.
         *
         * @param uses whether notes use a word as it is.
         */
        misspelt(words, uses) {
            const key = words.join('');
            const n = key.length;
            if (n < SHORTEST)
                return [];
            const numbers = new Set();
            collectNear(table, key, Math.max(1, bearable(n)), numbers);
            const digits = digitsOf(key);
            const slips = [];
            for (const like of new Set(named(numbers).map((name) => name.key))) {
                // Of a name of three letters, only a doubled or two swapped ones are slips.
                const most = Math.max(1, Math.min(bearable(n), bearable(like.length)));
                const distance = editDistance(key, like, most);
                if (distance > most || (digits !== '' && distance > 1))
                    continue;
                if (digitsOf(like) !== digits)
                    continue;
                const common = distance === 1 && isCommonSlip(key, like);
                // A short word with any letter changed is mostly another word.
                if (like.length < 5 && !common)
                    continue;
                const cost = distance - (common ? 0.25 : 0);
                const verdicts = new Map();
                for (const name of named(numbersOf(like))) {
                    let verdict = verdicts.get(name.text);
                    if (!verdict) {
                        const slip = isSlipOf(words, name, distance);
                        const sure = slip && (distance === 0 || isSure(words, name, distance, uses));
                        verdicts.set(name.text, (verdict = { slip, sure }));
                    }
                    if (verdict.slip)
                        slips.push({ name, distance, cost, sure: verdict.sure });
                }
            }
            return slips.sort((a, b) => a.cost - b.cost || inOrder(a.name, b.name));
        },
    };
}
//# sourceMappingURL=names.js.map