// Prints how well questions are answered: the right paper first, the right section, all that an answer
// must say, and whether it says no when it must. Plain JavaScript over dist/, like all of bench/.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer } from '../dist/src/answer/answer.js';
import { loadCatalog } from '../dist/src/catalog/library.js';

const root = join(import.meta.dirname, '..');
const SECTIONS = {
  TLDR: 'tldr',
  'By the numbers': 'numbers',
  'Key contributions': 'contributions',
  'Why it still matters': 'why',
};

/** What an answer shows: the notes, the first one's section, and its text. */
function shown(given) {
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
        ids: [given.note.id],
        section: 'facts',
        text: given.facts.map(({ value }) => value).join('\n'),
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
  for (const { q, gold, section, must, abstain = false, kind } of questions) {
    const [{ answer: given }] = answer(q, catalog);
    const found = shown(given);
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
const catalog = await loadCatalog(process.env.NOTES ?? join(root, 'notes'));
console.log('\n%                            right    right  answer   abstains');
console.log('                             paper  section complete precision  recall');
const sets = ['questions', 'questions-own', 'questions-held-out'].map((name) => {
  const questions = JSON.parse(readFileSync(join(root, `test/data/${name}.json`), 'utf8'));
  const { sum, kinds, wrong } = measure(questions, catalog);
  console.log(
    `${`${name}.json (${questions.length})`.padEnd(26)}${percent(sum.paper, sum.meant)} ${percent(sum.section, sum.meant)} ${percent(sum.complete, sum.meant)}  ${percent(sum.right, sum.said)} ${percent(sum.right, sum.must)}`,
  );
  return { name, kinds, wrong };
});
for (const { name, kinds, wrong } of sets) {
  console.log(
    `\n${name}: ${[...kinds].map(([kind, { right, all }]) => `${kind} ${right}/${all}`).join(', ')}`,
  );
  if (process.argv.includes('--wrong')) console.log(wrong.join('\n'));
}
