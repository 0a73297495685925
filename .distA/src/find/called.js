const patterns = new WeakMap();
/** Finds any of the names a paper goes by in a text, as whole words. */
export function namesOf(note) {
    const known = patterns.get(note);
    if (known)
        return known;
    const { name, aliases, title } = note;
    const all = [name, title, ...aliases]
        .sort((a, b) => b.length - a.length)
        .map((one) => one.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+'));
    const made = new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join('|')})s?(?![\\p{L}\\p{N}])`, 'iu');
    patterns.set(note, made);
    return made;
}
//# sourceMappingURL=called.js.map