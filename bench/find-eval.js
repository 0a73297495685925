// Prints how well lookup finds the right note: on labelled queries, on variants of known
// papers, on queries made by rule from the notes, without each of its stages, and beside other libraries. Plain JavaScript over dist/, like all of
// bench/, because Node 20 does not run TypeScript.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalog } from '../dist/src/catalog/library.js';
import { createIndex } from '../dist/src/find/index.js';
import { STAGES } from '../dist/src/find/stages.js';
import { mechanical } from './find-sets.js';
import { others } from './find-others.js';

const root = join(import.meta.dirname, '..');
const { notes } = await loadCatalog(join(root, 'notes'));
const read = (name) => JSON.parse(readFileSync(join(root, `test/data/${name}.json`), 'utf8'));
const labelled = read('lookup-queries');
const variants = read('lookup-variants');
const made = mechanical(notes);

/** An answer: ids, best first, and whether it was given as certain. */
function paperboy(without = []) {
  const index = createIndex({ without });
  for (const note of notes) index.add(note);
  return (q) => {
    const found = index.lookup(q);
    if (found.kind === 'none') return { ids: [], sure: false };
    if (found.kind === 'several') return { ids: found.notes.map(({ id }) => id), sure: false };
    return { ids: [found.note.id], sure: found.sure };
  };
}

/** Right: the first note is one meant; where several are, the shortlist has all of them (up to five). */
function isHit({ gold }, { ids }) {
  if (!gold.includes(ids[0])) return false;
  return ids.length === 1
    ? true
    : gold.length < 2 || gold.length > 5 || gold.every((id) => ids.includes(id));
}

function measure(find, queries) {
  const kinds = new Map();
  const wrong = [];
  let hits = 0,
    meant = 0,
    accepted = 0,
    absent = 0,
    misled = 0;
  for (const query of queries) {
    const answer = find(query.q);
    const right = query.gold.length > 0 ? isHit(query, answer) : answer.ids.length === 0;
    if (query.gold.length > 0) {
      meant += 1;
      hits += Number(right);
    } else {
      absent += 1;
      accepted += Number(!right);
    }
    if (!right && answer.sure) misled += 1;
    const kind = kinds.get(query.kind) ?? { right: 0, all: 0 };
    kind.right += Number(right);
    kind.all += 1;
    kinds.set(query.kind, kind);
    if (!right) wrong.push({ ...query, answer });
  }
  return { hit: (100 * hits) / meant, accept: (100 * accepted) / absent, misled, kinds, wrong };
}

const percent = (n) => n.toFixed(1).padStart(6);
/** The other libraries say how well a hit fits at most by a score, so that all of theirs are as certain. */
const asAnswer = (search) => (q) => {
  const ids = search(q);
  return { ids, sure: ids.length > 0 };
};
const systems = [
  ['paperboy', paperboy()],
  ...STAGES.map(({ name }) => [`  without ${name}`, paperboy([name])]),
  ...others(notes).map(({ name, search }) => [name, asAnswer(search)]),
];
console.log(
  `${labelled.length} labelled queries, ${variants.length} on variants of known papers, ${made.length} made by rule; ${notes.length} notes\n`,
);
console.log('%                            labelled             variants             made by rule');
console.log(`${' '.repeat(28)} ${'hit@1 falsely wrong   '.repeat(3).trim()}`);
console.log(`${' '.repeat(34)} ${'accepted sure         '.repeat(3).trim()}`);
const results = systems.map(([name, find]) => {
  const [a, b, c] = [labelled, made, variants].map((set) => measure(find, set));
  const cells = [a, c, b].map(
    ({ hit, accept, misled }) => `${percent(hit)} ${percent(accept)} ${String(misled).padStart(5)}`,
  );
  console.log(`${name.padEnd(28)}${cells.join('   ')}`);
  return { name, a, b };
});
const [own] = results;
for (const [set, { kinds }] of [
  ['labelled', own.a],
  ['made by rule', own.b],
]) {
  console.log(
    `\n${set}: ${[...kinds].map(([kind, { right, all }]) => `${kind} ${right}/${all}`).join(', ')}`,
  );
}
if (process.argv.includes('--wrong')) {
  for (const { q, kind, gold, answer } of [...own.a.wrong, ...own.b.wrong]) {
    console.log(
      `  ${kind} "${q}" -> ${answer.ids.join(', ') || 'none'}${answer.sure ? ' (sure)' : ''}, not ${gold.join(', ') || 'none'}`,
    );
  }
}
