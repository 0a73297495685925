/**
 * Requests that are served at once; whoever comes then is asked to come again. Discord shows an answer
 * within 3 s or never, and on a slow machine one takes 5 ms of the processor.
 */
export const MOST_UNDER_WAY = 500;
/**
 * Of what comes at once so many are begun at a turn of the event loop; the others stand in line. More
 * would make the turns long, and of new connections Node takes one a turn.
 */
export const BEGUN_A_TURN = 8;
/** Who has stood in line for longer is turned away, ms: nobody does unless more come than can be served. */
export const LONGEST_IN_LINE_MS = 200;
export function createLoad() {
    let underWay = 0;
    let begun = 0;
    let line = [];
    function count() {
        if (begun++ === 0)
            setImmediate(nextTurn);
    }
    function nextTurn() {
        begun = 0;
        const next = line.slice(0, BEGUN_A_TURN);
        line = line.slice(BEGUN_A_TURN);
        for (const go of next) {
            count();
            go();
        }
    }
    return {
        begin() {
            underWay += 1;
            const isFree = begun < BEGUN_A_TURN;
            // Who is turned away does not stand in line for it.
            if (!isFree && underWay <= MOST_UNDER_WAY)
                return new Promise((resolve) => line.push(resolve));
            count();
            return undefined;
        },
        end: () => (underWay -= 1),
        underWay: () => underWay,
        isTooMuch: (inLineMs) => underWay > MOST_UNDER_WAY || inLineMs > LONGEST_IN_LINE_MS,
    };
}
//# sourceMappingURL=load.js.map