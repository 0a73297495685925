/** Inserting moves at most this many numbers. */
const BLOCK = 512;
/** The letters of a rank: as many as a number of 53 bits has room for. */
const RANKED = 10;
/** Beyond the letters and digits of ASCII, which are in the order of their codes. */
const OTHER = 37;
/**
 * The beginning of a key as a number in the same order, so that most keys need not be looked at. It ends
 * at a letter beyond ASCII, since two of them may have one number.
 */
function rankOf(key) {
    let rank = 0;
    let ended = false;
    for (let i = 0; i < RANKED; i++) {
        let digit = 0;
        if (!ended && i < key.length) {
            const code = key.charCodeAt(i);
            if (code >= 48 && code < 58)
                digit = code - 47;
            else if (code >= 97 && code < 123)
                digit = code - 86;
            else if (code > 122)
                digit = OTHER;
            ended = digit === OTHER || digit === 0;
        }
        rank = rank * (OTHER + 1) + digit;
    }
    return rank;
}
/** @param keyOf gives a value's key: normalised, and the same as long as the value is in. */
export function createSorted(keyOf) {
    const blocks = [];
    /** The rank of each block's first value, side by side since most searches only look at these. */
    const firsts = [];
    function isBefore(its, { values }, i, key, rank) {
        return its < rank || (its === rank && keyOf(values[i] ?? 0) < key);
    }
    /** The block in which a key's first place is. */
    function blockOf(key, rank) {
        let low = 0;
        let high = blocks.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (isBefore(firsts[middle] ?? 0, blocks[middle], 0, key, rank))
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
    function placeIn(block, key, rank) {
        let low = 0;
        let high = block.used;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (isBefore(block.ranks[middle] ?? 0, block, middle, key, rank))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
    function newBlock(at, values, ranks) {
        const block = {
            values: new Int32Array(BLOCK),
            ranks: new Float64Array(BLOCK),
            used: values.length,
        };
        block.values.set(values);
        block.ranks.set(ranks);
        blocks.splice(at, 0, block);
        firsts.splice(at, 0, ranks[0] ?? 0);
        return block;
    }
    return {
        add(value) {
            const key = keyOf(value);
            const rank = rankOf(key);
            const at = blockOf(key, rank);
            const block = blocks[at] ?? newBlock(0, new Int32Array(0), new Float64Array(0));
            const { values, ranks } = block;
            const place = placeIn(block, key, rank);
            values.copyWithin(place + 1, place, block.used);
            ranks.copyWithin(place + 1, place, block.used);
            values[place] = value;
            ranks[place] = rank;
            if (place === 0)
                firsts[at] = rank;
            if (++block.used < BLOCK)
                return;
            block.used = BLOCK / 2;
            newBlock(at + 1, values.subarray(BLOCK / 2), ranks.subarray(BLOCK / 2));
        },
        remove(value) {
            const key = keyOf(value);
            const rank = rankOf(key);
            for (let at = blockOf(key, rank); at < blocks.length; at++) {
                const block = blocks[at];
                const { values, ranks } = block;
                const place = values.subarray(0, block.used).indexOf(value, placeIn(block, key, rank));
                if (place < 0)
                    continue;
                values.copyWithin(place, place + 1, block.used);
                ranks.copyWithin(place, place + 1, block.used);
                block.used -= 1;
                firsts[at] = ranks[0] ?? 0;
                if (block.used === 0) {
                    blocks.splice(at, 1);
                    firsts.splice(at, 1);
                }
                return;
            }
        },
        startingWith(start, most) {
            const found = [];
            let lastKey = '';
            const rank = rankOf(start);
            for (let at = blockOf(start, rank); at < blocks.length; at++) {
                const block = blocks[at];
                for (let i = placeIn(block, start, rank); i < block.used; i++) {
                    const value = block.values[i] ?? 0;
                    const key = keyOf(value);
                    if (!key.startsWith(start))
                        return found;
                    if (found.length >= most && key !== lastKey)
                        return found;
                    lastKey = key;
                    found.push(value);
                }
            }
            return found;
        },
    };
}
//# sourceMappingURL=sorted.js.map