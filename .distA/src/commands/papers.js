import { defineCommand, toCaller, toChannel, } from "../command.js";
import { normalise } from "../find/text.js";
import { clip } from "../markdown.js";
import { phrasesFor } from "../phrases/languages.js";
import { showTopic, showTopics } from "./calls.js";
import { noteChoice } from "./note-card.js";
export const papers = defineCommand({
    name: 'papers',
    description: 'Browse the papers by topic',
    examples: [{}, { topic: 'retrieval' }],
    options: {
        topic: {
            kind: 'text',
            description: 'A topic; leave it out to see all',
            suggest: (typed, { catalog }) => topicsLike(typed, catalog).map(({ id, name }) => ({ label: name, value: id })),
        },
        page: { kind: 'number', description: 'The page of a long list' },
    },
    run({ topic: asked, page = 1 }, { catalog, caller }) {
        if (asked === undefined)
            return toChannel(topicsCard(catalog, caller, page), showTopics(page));
        const [topic, ...others] = topicsLike(asked, catalog);
        const exact = topic?.id === asked || others.length === 0 ? topic : undefined;
        if (exact)
            return toChannel(topicCard(exact, catalog, caller, page), showTopic(exact.id, page));
        return toCaller({
            ...topicsCard(catalog, caller, 1),
            title: phrasesFor(caller).papers.noTopicThese(clip(asked, 60)),
        });
    },
});
/** The topics that words may mean, the one with just this id in front. */
export function topicsLike(typed, { topics }) {
    const words = normalise(typed);
    return topics
        .filter(({ id, name }) => [id, name].some((text) => ` ${normalise(text)}`.includes(` ${words}`)))
        .sort((a, b) => Number(b.id === typed) - Number(a.id === typed));
}
/** How many notes a topic has. */
export function count(topic, { notes }) {
    return notes.filter((note) => note.topic === topic).length;
}
/** `26 papers in 5 topics` */
export function papersInTopics({ notes, topics }, { papers: words }) {
    return words.inTopics(words.papers(notes.length), topics.length);
}
function topicsCard(catalog, caller, page) {
    const { shown, actions, label } = paged(catalog.topics, page, caller, showTopics);
    const phrases = phrasesFor(caller);
    const words = phrases.papers;
    return {
        title: words.title,
        subtitle: papersInTopics(catalog, phrases) + label,
        blocks: [
            {
                kind: 'choices',
                choices: shown.map(({ id, name }) => ({
                    label: name,
                    detail: words.papers(count(id, catalog)),
                    run: showTopic(id),
                })),
            },
        ],
        actions,
    };
}
function topicCard(topic, catalog, caller, page) {
    const notes = catalog.notes.filter((note) => note.topic === topic.id);
    const { shown, actions, label } = paged(notes, page, caller, (to) => showTopic(topic.id, to));
    const { button, papers: words } = phrasesFor(caller);
    return {
        title: topic.name,
        subtitle: words.papers(notes.length) + label,
        colour: topic.colour,
        blocks: [{ kind: 'choices', choices: shown.map(noteChoice) }],
        actions: [...actions, { kind: 'run', label: button.backToTopics, run: showTopics() }],
    };
}
/** One page of a list that is longer than the surface can show, and the buttons to the others. */
function paged(list, asked, caller, to) {
    const { choices } = caller.surface;
    const { button, papers: words } = phrasesFor(caller);
    const pages = Math.max(1, Math.ceil(list.length / choices));
    const page = Math.min(Math.max(asked, 1), pages);
    const turn = (label, target) => target >= 1 && target <= pages ? [{ kind: 'run', label, run: to(target) }] : [];
    return {
        shown: list.slice((page - 1) * choices, page * choices),
        actions: [...turn(button.previous, page - 1), ...turn(button.following, page + 1)],
        label: pages > 1 ? words.page(page, pages) : '',
    };
}
//# sourceMappingURL=papers.js.map