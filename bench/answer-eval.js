// Prints how well questions are answered: the right paper first, the right section, all that an answer
// must say, and whether it says no when it must; then how long that takes at 22 and 10,000 notes.
// Arguments: `--wrong` shows each wrong answer, `--fast` leaves out the times, and a set’s name asks that set alone.
// Nobody who worked on the answers has looked at a question of the set `judge`, only at its sums; all
// others have been looked at. To judge anew, write questions of your own and give their file’s name, as
// `questions-<name>.json` in test/data.
// Plain JavaScript over dist/, like all of bench/.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer } from '../dist/src/answer/answer.js';
import { makeCatalog } from '../dist/src/catalog/catalog.js';
import { loadCatalog } from '../dist/src/catalog/library.js';
import { indexOf } from '../dist/src/find/lookup.js';
import { madeUpNotes } from './find-notes.js';

const root = join(import.meta.dirname, '..');
const SECTIONS = {
  TLDR: 'tldr',
  'By the numbers': 'numbers',
  'Key contributions': 'contributions',
  'Why it still matters': 'why',
};

/** What the answers to a message show between them; undefined when all say no. */
function shown(answered) {
  const [first, ...others] = answered.flatMap(({ answer: given }) => shownBy(given) ?? []);
  return first && { ...first, text: [first, ...others].map(({ text }) => text).join('\n') };
}

/** What an answer shows: the notes, the first one's section, and its text. */
function shownBy(given) {
  switch (given.kind) {
    case 'quotes':
      return {
        ids: given.quotes.map(({ note }) => note.id),
        section: SECTIONS[given.quotes[0].section],
        text: given.quotes.map(({ text }) => text).join('\n'),
      };
    case 'comparison': {
      const quotes = [...given.together, ...given.sides.flatMap((side) => side.quotes)];
      return {
        ids: [
          ...given.together.map(({ note }) => note.id),
          ...given.sides.map(({ note }) => note.id),
        ],
        section: SECTIONS[quotes[0].section],
        text: quotes.map(({ text }) => text).join('\n'),
      };
    }
    case 'facts':
      return {
        ids: [given.note.id, ...(given.also ?? []).map(({ note }) => note.id)],
        section: 'facts',
        text: [given, ...(given.also ?? [])]
          .flatMap(({ facts }) => facts.map(({ value }) => value))
          .join('\n'),
      };
    case 'reading':
      return {
        ids: [given.note.id],
        section: 'next',
        text: given.steps.map(({ label, why }) => `${label}: ${why ?? ''}`).join('\n'),
      };
    case 'papers':
      return { ids: given.notes.map(({ id }) => id), section: 'facts', text: '' };
    default:
      return undefined;
  }
}

function measure(questions, catalog) {
  const sum = { meant: 0, paper: 0, section: 0, complete: 0, must: 0, said: 0, right: 0 };
  const kinds = new Map();
  const wrong = [];
  for (const { q, thread, gold, section, must, abstain = false, kind } of questions) {
    const found = shown(answer(q, catalog, thread));
    const fault = abstain
      ? found && `answered: ${found.ids[0]} ${found.text.slice(0, 100)}`
      : !found
        ? 'no answer'
        : !gold.includes(found.ids[0])
          ? `paper ${found.ids[0]}`
          : !must.every((one) => new RegExp(one, 'iu').test(found.text))
            ? `lacks ${must.join(' & ')}: ${found.text.slice(0, 100)}`
            : undefined;
    if (abstain) sum.must += 1;
    else {
      sum.meant += 1;
      sum.paper += Number(!!found && gold.includes(found.ids[0]));
      sum.section += Number(
        !!found && gold.includes(found.ids[0]) && section.includes(found.section),
      );
      sum.complete += Number(!fault);
    }
    if (!found) {
      sum.said += 1;
      sum.right += Number(abstain);
    }
    const counted = kinds.get(kind) ?? { right: 0, all: 0 };
    counted.right += Number(!fault);
    counted.all += 1;
    kinds.set(kind, counted);
    if (fault) wrong.push(`  ${kind} "${q}" -> ${fault}`);
  }
  return { sum, kinds, wrong };
}

const percent = (part, whole) => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(8);
const read = (name) =>
  JSON.parse(readFileSync(join(root, `test/data/questions${name}.json`), 'utf8'));
const SETS = {
  labelled: '',
  own: '-own',
  'held-out': '-held-out',
  development: '-development',
  more: '-more',
  everyday: '-everyday',
  plain: '-plain',
  unseen: '-unseen',
  fresh: '-fresh',
  informal: '-informal',
  judge: '-judge',
};
const chosen = process.argv.slice(2).filter((name) => !name.startsWith('--'));
const sets = (chosen.length > 0 ? chosen : Object.keys(SETS)).map((name) => ({
  name,
  questions: read(SETS[name] ?? `-${name}`),
}));

const catalog = await loadCatalog(process.env.NOTES ?? join(root, 'notes'));
console.log('\n%                            right    right  answer   abstains');
console.log('                             paper  section complete precision  recall');
const measured = sets.map(({ name, questions }) => {
  const { sum, kinds, wrong } = measure(questions, catalog);
  console.log(
    `${`${name} (${questions.length})`.padEnd(26)}${percent(sum.paper, sum.meant)} ${percent(sum.section, sum.meant)} ${percent(sum.complete, sum.meant)}  ${percent(sum.right, sum.said)} ${percent(sum.right, sum.must)}`,
  );
  return { name, kinds, wrong };
});
for (const { name, kinds, wrong } of measured) {
  console.log(
    `\n${name}: ${[...kinds].map(([kind, { right, all }]) => `${kind} ${right}/${all}`).join(', ')}`,
  );
  if (process.argv.includes('--wrong')) console.log(wrong.join('\n'));
}

/** Of every question the best of five: a pause of the machine is not the program's. */
function times(questions, notes) {
  const took = questions.map(() => Infinity);
  for (let round = 0; round < 5; round++) {
    questions.forEach(({ q, thread }, i) => {
      const start = performance.now();
      answer(q, notes, thread);
      took[i] = Math.min(took[i], performance.now() - start);
    });
  }
  return took.sort((a, b) => a - b);
}

if (process.argv.includes('--fast')) process.exit();
console.log('\nms per question       p50     p99     max');
const questions = sets.flatMap((set) => set.questions);
for (const count of [catalog.notes.length, 1000, 10_000]) {
  const made = madeUpNotes(Math.max(0, count - catalog.notes.length));
  const notes = makeCatalog(catalog.topics, [...catalog.notes, ...made], []);
  indexOf(notes);
  const took = times(questions, notes);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(2);
  console.log(
    `${`${count} notes`.padEnd(18)}${at(0.5).padStart(8)}${at(0.99).padStart(8)}${at(1).padStart(8)}`,
  );
}
