const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The last box. */
export const LAST_BOX = 5;
/**
 * Leitner's boxes: an answer that is right moves a question one box on, a wrong one puts it back into
 * the first. A box is looked into half as often as the one before. Source: Sebastian Leitner, So lernt
 * man lernen (1972), whose boxes double in size; that the first is for the same sitting, and the
 * others for days, is ours.
 *
 * @param box where the question lies; undefined for one that was never answered.
 * @returns where it lies then.
 */
export function nextBox(box, right) {
    return right ? Math.min((box ?? 1) + 1, LAST_BOX) : 1;
}
/** How long a question rests in a box, ms: ten minutes in the first, then 1, 2, 4 and 8 days. */
export function restOf(box) {
    return box <= 1 ? 10 * MINUTE_MS : DAY_MS * 2 ** (box - 2);
}
//# sourceMappingURL=boxes.js.map