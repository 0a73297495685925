/**
 * A value with as much of an older one in it as is the same: all of the older one if nothing differs, else
 * its parts that are alike. Who keeps both keeps little twice, and sees by `===` what changed.
 *
 * @param now plain data and buffers, nobody else's yet: parts of it are replaced.
 */
export function keepSame<T>(now: T, before: T): T {
  if (now === before) return before;
  if (!isObject(now) || !isObject(before)) return now;
  if (Buffer.isBuffer(now) || Buffer.isBuffer(before)) {
    return Buffer.isBuffer(now) && Buffer.isBuffer(before) && now.equals(before) ? before : now;
  }
  const parts: Record<string, unknown> = now;
  const keys = Object.keys(parts);
  let same = keys.length === Object.keys(before).length;
  for (const key of keys) {
    const kept = keepSame(parts[key], before[key]);
    parts[key] = kept;
    same &&= key in before && kept === before[key];
  }
  return same && Array.isArray(now) === Array.isArray(before) ? before : now;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
