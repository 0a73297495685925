// Prints how well the search behind descriptions and questions ranks the documents of a test collection
// that you have: nDCG@10, MAP and P@30, as trec_eval counts them, and how long it takes. None is shipped.
//   node bench/trec.js cacm.all query.text qrels.text
// The formats are SMART's and TREC's, see collection.js; documents may be a folder of files.
// Plain JavaScript over dist/, like all of bench/.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { STOP, stem, wordsOf } from '../dist/src/find/text.js';
import { createWords } from '../dist/src/find/words.js';
import { meanMeasures, readDocuments, readJudgements, readTopics, searchIn } from './collection.js';

const [documentsAt, topicsAt, judgementsAt] = process.argv.slice(2);
if (judgementsAt === undefined) {
  console.error('Give three files: node bench/trec.js <documents> <topics> <judgements>');
  process.exit(2);
}
const text = (path) => readFileSync(path, 'latin1');
const files = statSync(documentsAt).isDirectory()
  ? readdirSync(documentsAt)
      .sort()
      .map((name) => join(documentsAt, name))
  : [documentsAt];
const documents = files.flatMap((path) => readDocuments(text(path)));
const topics = readTopics(text(topicsAt));
const judged = readJudgements(text(judgementsAt));

const core = { words: createWords(), wordsOf, stem, isStop: (word) => STOP.has(word) };
let start = performance.now();
const rank = searchIn(documents, core);
const indexed = performance.now() - start;
start = performance.now();
const { topics: asked, ndcg10, map, p30 } = meanMeasures(topics, judged, rank);
const searched = performance.now() - start;
console.log(
  `${documents.length} documents, ${asked} topics with relevant ones\n` +
    `nDCG@10 ${ndcg10.toFixed(3)}  MAP ${map.toFixed(3)}  P@30 ${p30.toFixed(3)}\n` +
    `indexed in ${indexed.toFixed(0)} ms, ${(searched / Math.max(1, asked)).toFixed(2)} ms a topic`,
);
