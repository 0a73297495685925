/**
 * A bag as the store keeps it: `3|lora dpo|dpo|lora`, its fields in their order. Ids have no spaces, so
 * that nothing is to be quoted: at nine o'clock thousands of bags are read and written.
 */
export function writeBag({ round, given, skipped, last = '' }) {
    return `${round}|${given.join(' ')}|${skipped.join(' ')}|${last}`;
}
/** Reads what {@link writeBag} wrote. */
export function readBag(text) {
    const [round = '', given = '', skipped = '', last = ''] = text.split('|');
    return {
        round: Number(round),
        given: given === '' ? [] : given.split(' '),
        skipped: skipped === '' ? [] : skipped.split(' '),
        last: last === '' ? undefined : last,
    };
}
/** The FNV-1a hash (Fowler, Noll, Vo; 32 bits) of a text that goes on after what was hashed before. */
function hashed(text, before = 0x811c9dc5) {
    let hash = before;
    for (let i = 0; i < text.length; i++) {
        hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    return hash;
}
/**
 * A hash spread evenly, by the finaliser of MurmurHash3 (Appleby): FNV alone leaves texts that differ
 * at their end in order.
 */
function spread(hash) {
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
}
/**
 * The next note for a channel, as from a bag that is shuffled anew for each round: each note comes
 * once in a round, never the same one twice running, and a note that is new joins the running round.
 *
 * @param channel what the order depends on, with the round.
 * @param ids the notes there are to choose from.
 * @returns the note, and the bag after it was taken; undefined when there is none.
 */
export function take(channel, bag, ids) {
    const { given, skipped, last } = bag;
    const next = (round, without, behind) => foremost(ids, hashed(`${channel} ${round} `), { without, behind, last });
    const id = next(bag.round, new Set(given), skipped);
    if (id !== undefined)
        return { id, bag: { ...bag, given: [...given, id], last: id } };
    const round = bag.round + 1;
    const first = next(round, new Set(), []);
    return first === undefined
        ? undefined
        : { id: first, bag: { round, given: [first], skipped: [], last: first } };
}
/** The id that comes first in the order of a hash; those `behind` come after the others, and the last one last. */
function foremost(ids, hash, { without, behind, last, }) {
    let best;
    let lowest = Infinity;
    for (const id of ids) {
        if (without.has(id))
            continue;
        const back = behind.indexOf(id);
        // The last one comes again only where there is no other.
        const place = spread(hashed(id, hash)) + (id === last ? 2e13 : 1e12 * (1 + back));
        if (place < lowest || (place === lowest && best !== undefined && id < best)) {
            lowest = place;
            best = id;
        }
    }
    return best;
}
/** The bag with the note last taken put back at its end, so that another comes. */
export function putBack(bag, id, last) {
    return {
        ...bag,
        given: bag.given.filter((other) => other !== id),
        skipped: [...bag.skipped.filter((other) => other !== id), id],
        last,
    };
}
/** How many notes are still to come in this round. */
export function leftIn(bag, ids) {
    const given = new Set(bag.given);
    return ids.filter((id) => !given.has(id)).length;
}
//# sourceMappingURL=bag.js.map