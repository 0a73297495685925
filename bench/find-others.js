// The search libraries that lookup is compared with, each over the names, titles, aliases and authors of
// the same notes.
import fuzzysort from 'fuzzysort';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import UFuzzy from '@leeoniya/ufuzzy';

const KEYS = ['name', 'title', 'aliases', 'authors'];

/** @param {import('../dist/src/catalog/note.js').Note[]} notes @returns how each of them is made. */
export function makers(notes) {
  const items = notes.map(({ id, name, title, aliases, authors }) => ({
    id,
    name,
    title,
    aliases: aliases.join(' · '),
    authors: authors.join(', '),
  }));
  const fuse = (options) => () => {
    const engine = new Fuse(items, { keys: KEYS, ...options });
    return (q) => engine.search(q, { limit: 5 }).map(({ item }) => item.id);
  };
  return [
    { name: 'fuse.js, defaults', make: fuse({}) },
    { name: 'fuse.js, tuned', make: fuse({ threshold: 0.35, ignoreLocation: true }) },
    {
      name: 'minisearch',
      make: () => {
        const engine = new MiniSearch({
          fields: KEYS,
          searchOptions: { prefix: true, fuzzy: 0.2 },
        });
        engine.addAll(items);
        return (q) =>
          engine
            .search(q)
            .slice(0, 5)
            .map(({ id }) => id);
      },
    },
    {
      name: 'fuzzysort',
      make: () => (q) => fuzzysort.go(q, items, { keys: KEYS, limit: 5 }).map(({ obj }) => obj.id),
    },
    {
      name: 'uFuzzy',
      // With its option for typing slips, intraMode, one long query took minutes: it is left out.
      make: () => {
        const engine = new UFuzzy();
        const lines = items.map((item) => KEYS.map((key) => item[key]).join(' | '));
        return (q) => {
          const [found, , order] = engine.search(lines, q);
          const best = order ? order.map((i) => found[i]) : (found ?? []);
          return best.slice(0, 5).map((i) => items[i].id);
        };
      },
    },
  ];
}

/** @param {import('../dist/src/catalog/note.js').Note[]} notes @returns all of them, made. */
export const others = (notes) => makers(notes).map(({ name, make }) => ({ name, search: make() }));
