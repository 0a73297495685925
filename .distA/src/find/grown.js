/** A longer copy of an array of numbers: at least `length`, and with room for more unless `exact`. */
export function grown(array, length, exact = false) {
    const room = exact ? length : Math.max(length, Math.ceil(array.length * 1.5));
    const longer = new array.constructor(room);
    longer.set(array);
    return longer;
}
//# sourceMappingURL=grown.js.map