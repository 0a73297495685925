/** Sets an entry of a map as its newest, and drops the oldest ones that are more than `most`. */
export function keepNewest(map, key, value, most) {
    map.delete(key);
    map.set(key, value);
    for (const oldest of map.keys()) {
        if (map.size <= most)
            return;
        map.delete(oldest);
    }
}
//# sourceMappingURL=newest.js.map