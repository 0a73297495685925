// Test collections of information retrieval, read and judged: documents, topics, and which documents
// are relevant to which topic. Two formats are read, told apart by how they begin:
//   SMART, as CACM, CISI and Cranfield come: `.I 1`, `.T` title, `.W` text; judgements `1 1410 0 0`.
//   TREC: `<DOC><DOCNO>…<TEXT>…`, `<top><num> Number: 301 <title>…`; judgements `301 0 FBIS3-10082 1`.

/** @returns {{ id: string, text: string }[]} documents, in their order */
export function readDocuments(file) {
  if (!/<DOC>/i.test(file)) {
    return smart(file).map(({ id, T = '', W = '' }) => ({ id, text: `${T}\n${W}` }));
  }
  return [...file.matchAll(/<DOC>(.*?)<\/DOC>/gis)].map(([, doc]) => ({
    id: inTag(doc, 'DOCNO').trim(),
    text: plain(doc.replace(/<DOCNO>.*?<\/DOCNO>/is, ' ')),
  }));
}

/** @returns {{ id: string, text: string }[]} topics; of TREC's the title alone, as is usual */
export function readTopics(file) {
  if (!/<top>/i.test(file)) return smart(file).map(({ id, W = '' }) => ({ id, text: W }));
  return [...file.matchAll(/<top>(.*?)<\/top>/gis)].map(([, top]) => ({
    id: number(/<num>\s*(?:Number:)?\s*(\S+)/i.exec(top)?.[1] ?? ''),
    text: plain(/<title>\s*(?:Topic:)?([^<]*)/i.exec(top)?.[1] ?? ''),
  }));
}

/** @returns {Map<string, Map<string, number>>} by topic, how relevant each judged document is */
export function readJudgements(file) {
  const rows = file
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((row) => row.length > 1);
  // SMART judges by listing what is relevant: its last columns say nothing.
  const isTrec = rows.every(([, zero]) => zero === '0' || zero === 'Q0');
  const judged = new Map();
  for (const row of rows) {
    const topic = number(row[0]);
    const [document, grade] = isTrec ? [row[2], Number(row[3])] : [number(row[1]), 1];
    if (!judged.has(topic)) judged.set(topic, new Map());
    judged.get(topic).set(document, grade);
  }
  return judged;
}

/** "01" is "1" where both are numbers: collections are not consistent. */
function number(id) {
  return /^\d+$/.test(id) ? String(Number(id)) : id;
}

function smart(file) {
  return file
    .split(/^\.I\s+/m)
    .slice(1)
    .map((entry) => {
      const [id, ...lines] = entry.split('\n');
      const fields = { id: number(id.trim()) };
      let field;
      for (const line of lines) {
        const begun = /^\.([A-Z])\s*$/.exec(line)?.[1];
        if (begun) field = begun;
        else if (field) fields[field] = `${fields[field] ?? ''}${line}\n`;
      }
      return fields;
    });
}

function inTag(text, tag) {
  return new RegExp(`<${tag}>(.*?)</${tag}>`, 'is').exec(text)?.[1] ?? '';
}

function plain(text) {
  return text.replace(/<[^>]*>/g, ' ').replace(/&[a-z]+;/gi, ' ');
}

/**
 * Measures of one ranking, as trec_eval defines them (`ndcg_cut_10`, `map`, `P_30`): the gain of a
 * document is its grade, discounted by log2 of its rank + 1.
 *
 * @param ranking {string[]} ids, best first
 * @param grades {Map<string, number>} of the judged documents
 */
export function measures(ranking, grades) {
  const relevant = [...grades.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  const gain = (list) =>
    list.slice(0, 10).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0);
  const found = ranking.map((id) => Math.max(0, grades.get(id) ?? 0));
  let hits = 0;
  let precisions = 0;
  found.forEach((grade, i) => {
    if (grade === 0) return;
    hits += 1;
    precisions += hits / (i + 1);
  });
  return {
    ndcg10: gain(found) / gain(relevant),
    map: precisions / relevant.length,
    p30: found.slice(0, 30).filter((grade) => grade > 0).length / 30,
  };
}

/** Means over the topics that have a relevant document, as trec_eval takes them. */
export function meanMeasures(topics, judged, rank) {
  const sum = { topics: 0, ndcg10: 0, map: 0, p30: 0 };
  for (const { id, text } of topics) {
    const grades = judged.get(id);
    if (!grades || ![...grades.values()].some((grade) => grade > 0)) continue;
    const one = measures(rank(text), grades);
    sum.topics += 1;
    for (const name of ['ndcg10', 'map', 'p30']) sum[name] += one[name];
  }
  for (const name of ['ndcg10', 'map', 'p30']) sum[name] /= Math.max(1, sum.topics);
  return sum;
}

/**
 * The search that descriptions of papers and questions go through, over any documents.
 *
 * @param core `words`: what `createWords` makes; `wordsOf`, `stem` and `isStop` of `find/text`.
 * @returns from a query to the ids of at most 1,000 documents, best first
 */
export function searchIn(documents, { words, wordsOf, stem, isStop }) {
  documents.forEach(({ text }, slot) => {
    words.gather(slot, asNote(text));
    for (const step of words.count(1)) void step;
  });
  return (query) => {
    const keys = wordsOf(query)
      .filter((word) => !isStop(word))
      .map(stem);
    return words
      .search(keys, 1000)
      .sort((a, b) => b.score - a.score || a.slot - b.slot)
      .slice(0, 1000)
      .map(({ slot }) => documents[slot].id);
  };
}

/** A note that is all prose: its names would count twice. */
function asNote(text) {
  return {
    name: '',
    title: '',
    aliases: [],
    authors: [],
    numbers: [],
    tldr: text,
    contributions: '',
    why: '',
  };
}
