type Numbers =
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** A longer copy of an array of numbers: at least `length`, and with room for more unless `exact`. */
export function grown<T extends Numbers>(array: T, length: number, exact = false): T {
  const room = exact ? length : Math.max(length, Math.ceil(array.length * 1.5));
  const longer = new (array.constructor as new (length: number) => T)(room);
  longer.set(array);
  return longer;
}
