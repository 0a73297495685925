import { changeShelf, showAny, showNote } from "../commands/calls.js";
import { byline, published } from "../commands/note-card.js";
import { en } from "../phrases/en.js";
import { toCaller, toChannel } from "../command.js";
import { readersText } from "../shelf/shelf.js";
/**
 * A note as the pick of a day: enough to decide whether to read it.
 *
 * @param last the note the channel was shown before, to say what leads from it to this one.
 * @param readers how many people here have it on their shelf by now.
 */
export function pickReply(note, catalog, last, readers, phrases = en) {
    const { button, pick: words } = phrases;
    const topic = catalog.topics.find(({ id }) => id === note.topic);
    const [number] = note.numbers;
    const link = last && linkBetween(last, note, words);
    const card = {
        title: note.title,
        url: note.url,
        subtitle: `${words.todays} · ${byline(note.authors, phrases)} · ${published(note)}`,
        ...(topic && { colour: topic.colour }),
        blocks: [
            ...(link === undefined ? [] : [{ kind: 'text', text: `*${link}*` }]),
            { kind: 'text', text: note.tldr },
            ...(note.picture ? [{ kind: 'picture', picture: note.picture }] : []),
            ...(number
                ? [{ kind: 'facts', heading: phrases.note.oneNumber, facts: [number] }]
                : []),
        ],
        actions: [
            { kind: 'run', label: button.openNote, run: showNote(note.id) },
            { kind: 'run', label: button.save, run: changeShelf('add', note.id) },
            { kind: 'link', label: words.readIt, url: note.url },
            { kind: 'run', label: button.another, run: showAny() },
        ],
        footer: [topic?.name ?? note.topic, readers && readersText(readers, phrases)]
            .filter((part) => part !== undefined)
            .join(' · '),
    };
    return toChannel(card, showNote(note.id));
}
/** Why one note follows from another, in a sentence; undefined when they are not linked. */
export function linkBetween(from, to, words = en.pick) {
    const leads = (one, other) => one.buildsOn.some((reference) => 'id' in reference && reference.id === other.id);
    if (leads(to, from))
        return words.buildsOnLast(to.name, from.name);
    if (leads(from, to))
        return words.lastBuildsOn(from.name, to.name);
    const next = from.next.find(({ to: reference }) => 'id' in reference && reference.id === to.id);
    return next && words.afterLast(from.name, next.why);
}
/** Two or three questions on a note, for those who want to talk about it. */
export function questionsReply(note, catalog, { pick: words } = en) {
    const [number] = note.numbers;
    const base = note.buildsOn.flatMap((it) => ('id' in it ? (catalog.get(it.id) ?? []) : []))[0];
    const questions = [
        base ? words.keeps(note.name, base.name) : words.assumes(note.name),
        ...(number ? [words.holds(number.value, number.label)] : []),
        words.disagree(note.name),
    ];
    return toChannel({
        title: words.talk(note.name),
        blocks: [
            { kind: 'text', text: questions.map((question, i) => `${i + 1}. ${question}`).join('\n') },
        ],
        actions: [],
    }, showNote(note.id));
}
/**
 * Told to whoever set up a daily pick that can't be posted any more.
 *
 * @param reason a sentence. @param channel where the channel can be opened. @param set what resumes it.
 */
export function pausedCard(reason, channel, set, { pick: words } = en) {
    return toCaller({
        title: words.paused,
        blocks: [{ kind: 'text', text: words.pausedNext(reason, channel, set) }],
        actions: [],
    });
}
//# sourceMappingURL=pick-card.js.map