const CLOSEST = 3;
/** What is said where the notes don't say: what was read in vain, what they lack, and where to look. */
export function nothing(question, index, ranked) {
    const outside = question.mentions.find((mention) => mention.notes.length === 0);
    const found = outside ? index.lookup(outside.text) : undefined;
    const near = new Set(question.notes);
    if (found?.kind === 'none')
        for (const note of found.closest)
            near.add(note);
    for (const { passage, cover } of ranked)
        if (cover > 0.2 && near.size < CLOSEST)
            near.add(passage.note);
    for (const { note } of index.search(question.text, CLOSEST))
        if (near.size < CLOSEST)
            near.add(note);
    const title = outside?.title ?? (found?.kind === 'none' ? found.title : undefined) ?? outside?.text;
    const arxiv = found?.kind === 'none' ? found.arxiv : undefined;
    return {
        kind: 'none',
        about: question.notes,
        ...(title !== undefined && { outside: { title, ...(arxiv !== undefined && { arxiv }) } }),
        closest: [...near].slice(0, CLOSEST),
        search: arxivSearch(sought(question, title)),
    };
}
/** The words to look elsewhere for: the papers' names and what tells something, or all there are. */
function sought({ text, mentions, terms }, outside) {
    const names = mentions.flatMap(({ notes }) => notes[0]?.name ?? []);
    const telling = terms.filter(({ optional, plain }) => !optional && !plain);
    const words = [
        ...(outside === undefined ? names : [outside]),
        ...telling.map(({ word }) => word),
    ];
    return words.length > 0 ? words.join(' ') : text;
}
/** The address of arXiv's search for some words. */
export function arxivSearch(words) {
    const query = words
        .replace(/\s+/gu, ' ')
        .trim()
        .slice(0, 200)
        .replace(/\p{Cs}/gu, '');
    return `https://arxiv.org/search/?searchtype=all&query=${encodeURIComponent(query)}`;
}
//# sourceMappingURL=none.js.map