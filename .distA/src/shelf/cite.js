/** The ways a paper can be cited. */
export const STYLES = ['bibtex', 'apa', 'plain'];
/**
 * A paper as others cite it: its authors in order, its venue where it has one besides arXiv.
 *
 * @returns one entry, several lines for BibTeX.
 */
export function cite(note, style) {
    switch (style) {
        case 'bibtex':
            return bibtex(note);
        case 'apa':
            return apa(note);
        case 'plain':
            return `${note.authors.join(', ')}. “${note.title}”. ${published(note)}. ${note.url}`;
    }
}
/** The venue without a year of its own; undefined for a preprint. */
function venueOf({ venue }) {
    const name = venue.replace(/\b(?:19|20)\d\d\b/g, '').trim();
    return name === '' || /arxiv|preprint|tech(nical)? report/i.test(name) ? undefined : name;
}
/** The year of the venue, which may be later than the paper's first appearance. */
function yearOf({ venue, year }) {
    const [own] = venue.match(/\b(?:19|20)\d\d\b/) ?? [];
    return venueOf({ venue }) === undefined || own === undefined ? year : Number(own);
}
function published(note) {
    return `${venueOf(note) ?? (note.arxiv === undefined ? note.venue : `arXiv:${note.arxiv}`)}, ${yearOf(note)}`;
}
/** Particles that belong to a surname. */
const PARTICLE = /^(van|von|de|den|der|del|della|di|da|dos|du|la|las|le|los|ter|ten|bin|al|el)$/i;
const SUFFIX = /^(jr\.?|sr\.?|ii|iii|iv)$/i;
/** A name as given names, surname and suffix: `Diederik P.` and `Kingma`. */
export function nameParts(author) {
    const words = author.split(/\s+/);
    const last = words.at(-1) ?? '';
    const suffix = words.length > 2 && SUFFIX.test(last) ? words.pop() : undefined;
    let from = words.length - 1;
    while (from > 1 && PARTICLE.test(words[from - 1] ?? ''))
        from -= 1;
    return {
        given: words.slice(0, from),
        surname: words.slice(from).join(' '),
        ...(suffix !== undefined && { suffix }),
    };
}
const TEX = {
    '\\': '\\textbackslash{}',
    '&': '\\&',
    '%': '\\%',
    $: '\\$',
    '#': '\\#',
    _: '\\_',
    '{': '\\{',
    '}': '\\}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
};
function tex(text) {
    return text.replace(/[\\&%$#_{}~^]/g, (sign) => TEX[sign] ?? sign);
}
function bibtex(note) {
    const venue = venueOf(note);
    const authors = note.authors.map((author) => {
        const { given, surname, suffix } = nameParts(author);
        if (given.length === 0)
            return `{${tex(surname)}}`;
        return [tex(surname), ...(suffix === undefined ? [] : [suffix]), tex(given.join(' '))].join(', ');
    });
    const journal = venue !== undefined && /journal|transactions|jmlr|tacl|nature|science/i.test(venue);
    const kind = venue === undefined ? 'misc' : journal ? 'article' : 'inproceedings';
    const fields = [
        ['title', `{${tex(note.title)}}`],
        ['author', authors.join(' and ')],
        [journal ? 'journal' : 'booktitle', venue && tex(venue)],
        ['year', String(yearOf(note))],
        ['eprint', note.arxiv],
        ['archiveprefix', note.arxiv === undefined ? undefined : 'arXiv'],
        ['url', note.url],
    ];
    const [first = ''] = note.authors;
    const key = `${nameParts(first).surname}${note.year}${note.id}`
        .normalize('NFKD')
        .replace(/[^a-z0-9]/gi, '')
        .toLowerCase();
    const lines = fields.flatMap(([name, value]) => value === undefined ? [] : [`  ${name} = {${value}}`]);
    return `@${kind}{${key},\n${lines.join(',\n')}\n}`;
}
/**
 * APA, 7th edition: up to twenty authors are named; of more the first nineteen and the last.
 * Source: https://apastyle.apa.org/style-grammar-guidelines/references
 */
function apa(note) {
    const names = note.authors.map((author) => {
        const { given, surname, suffix } = nameParts(author);
        const initials = given
            .map((name) => name
            .split('-')
            .map((part) => `${Array.from(part)[0] ?? ''}.`)
            .join('-'))
            .join(' ');
        const base = initials === '' ? surname : `${surname}, ${initials}`;
        return suffix === undefined ? base : `${base}, ${suffix}`;
    });
    const last = names.at(-1) ?? '';
    const listed = names.length === 1
        ? last
        : names.length <= 20
            ? `${names.slice(0, -1).join(', ')}, & ${last}`
            : `${names.slice(0, 19).join(', ')}, . . . ${last}`;
    const venue = venueOf(note);
    const title = /[.?!]$/.test(note.title) ? note.title : `${note.title}.`;
    // A preprint is a work of arXiv, its number in brackets behind the title.
    const work = venue !== undefined
        ? `${title} In ${venue}.`
        : note.arxiv === undefined
            ? `${title} ${note.venue}.`
            : `${note.title} (arXiv:${note.arxiv}). arXiv.`;
    return `${listed} (${yearOf(note)}). ${work} ${note.url}`;
}
//# sourceMappingURL=cite.js.map