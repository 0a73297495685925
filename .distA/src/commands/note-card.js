import { toChannel } from "../command.js";
import { en } from "../phrases/en.js";
import { changeShelf, showCitation, showMap, showNote, showPath, showTopic } from "./calls.js";
const cards = new WeakMap();
/**
 * A note as a card. The same note of the same catalog, in the same language, is the same card object,
 * so that what a renderer made of it can be kept.
 */
export function noteCard(note, catalog, phrases = en) {
    const inLanguages = cards.get(catalog) ?? new WeakMap();
    cards.set(catalog, inLanguages);
    const drawn = inLanguages.get(phrases) ?? new WeakMap();
    inLanguages.set(phrases, drawn);
    const known = drawn.get(note);
    if (known)
        return known;
    const topic = catalog.topics.find(({ id }) => id === note.topic);
    const words = phrases.note;
    const card = {
        title: note.title,
        url: note.url,
        subtitle: `${byline(note.authors, phrases)} · ${published(note)}`,
        ...(topic && { colour: topic.colour }),
        blocks: [
            { kind: 'text', text: note.tldr },
            ...(note.picture ? [{ kind: 'picture', picture: note.picture }] : []),
            { kind: 'facts', heading: words.numbers, facts: note.numbers },
            { kind: 'section', heading: words.contributions, text: note.contributions },
            { kind: 'section', heading: words.why, text: note.why },
            {
                kind: 'section',
                heading: words.next,
                text: note.next.map((next, i) => `${i + 1}. ${nextLine(next, catalog)}`).join('\n'),
            },
        ],
        actions: noteActions(note, catalog, phrases),
        footer: words.reviewed(topic?.name ?? note.topic, note.reviewed),
    };
    drawn.set(note, card);
    return card;
}
/** A note for everybody to see, and to be counted as shown. */
export function noteReply(note, catalog, phrases) {
    const counted = { what: 'shown', topic: note.topic };
    return { ...toChannel(noteCard(note, catalog, phrases), showNote(note.id)), counted };
}
/** A note as one entry of a list. */
export function noteChoice(note) {
    return {
        label: note.name,
        detail: `${titleAfterName(note)} (${note.year})`,
        run: showNote(note.id),
    };
}
/** The title without the short name it may begin with, since it stands after that name. */
export function titleAfterName({ name, title }) {
    return title.startsWith(`${name}: `) ? title.slice(name.length + 2) : title;
}
function noteActions(note, catalog, { button }) {
    const topic = catalog.topics.find(({ id }) => id === note.topic);
    const next = note.next.flatMap(({ to }) => ('id' in to ? [catalog.get(to.id)] : []));
    return [
        { kind: 'link', label: button.readPaper, url: note.url },
        ...(note.code === undefined
            ? []
            : [{ kind: 'link', label: button.code, url: note.code }]),
        ...next
            .filter((other) => other !== undefined)
            .map(({ id, name }) => ({
            kind: 'run',
            label: button.next(name),
            run: showNote(id),
        })),
        { kind: 'run', label: button.save, run: changeShelf('add', note.id) },
        { kind: 'run', label: button.markRead, run: changeShelf('read', note.id) },
        { kind: 'run', label: button.remove, run: changeShelf('remove', note.id) },
        { kind: 'run', label: button.path, run: showPath(note.id) },
        { kind: 'run', label: button.cite, run: showCitation(note.id) },
        { kind: 'run', label: button.whereItSits, run: showMap(note.id) },
        ...(topic
            ? [
                {
                    kind: 'run',
                    label: button.backTo(topic.name),
                    run: showTopic(topic.id),
                },
            ]
            : []),
    ];
}
function nextLine({ label, to, why }, catalog) {
    const url = 'id' in to
        ? catalog.get(to.id)?.url
        : (to.url ?? (to.arxiv === undefined ? undefined : `https://arxiv.org/abs/${to.arxiv}`));
    return url === undefined ? `${label}: ${why}` : `[${label}](${url}): ${why}`;
}
/** What a section of a note is called, as its card does. */
export function sectionIn(section, { note }) {
    return {
        TLDR: note.tldr,
        'By the numbers': note.numbers,
        'Key contributions': note.contributions,
        'Why it still matters': note.why,
        'Where to read next': note.next,
    }[section];
}
/** Up to three authors by name, else the first one and how many more. */
export function byline(authors, { note }) {
    const [first = '', second, third] = authors;
    if (authors.length <= 3)
        return [first, second, third].filter(Boolean).join(', ');
    return note.authors(first, authors.length - 1);
}
export function published({ year, venue }) {
    return venue.includes(String(year)) ? venue : `${year}, ${venue}`;
}
//# sourceMappingURL=note-card.js.map