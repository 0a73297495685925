import { defineCommand, toCaller } from "../command.js";
import { clip } from "../markdown.js";
import { phrasesFor } from "../phrases/languages.js";
import { LAST_BOX } from "../quiz/boxes.js";
import { pickOf, questionOf } from "../quiz/questions.js";
import { keepAnswer, nextQuestion, readScores } from "../quiz/scores.js";
import { showNote, showQuiz, showTopics } from "./calls.js";
import { topicsLike } from "./papers.js";
export const quiz = defineCommand({
    name: 'quiz',
    description: 'A question from the notes, and four answers to choose from; only you see how you do',
    examples: [{}, { topic: 'retrieval' }],
    options: {
        topic: {
            kind: 'text',
            description: 'A topic; leave it out to be asked about all',
            suggest: (typed, { catalog }) => topicsLike(typed, catalog).map(({ id, name }) => ({ label: name, value: id })),
        },
        answer: { kind: 'text', description: 'What the buttons fill in: a question and an answer' },
    },
    async run({ topic, answer }, context) {
        const { catalog, caller, store } = context;
        const phrases = phrasesFor(caller);
        if (answer !== undefined)
            return answerTo(answer, context);
        const [found] = topic === undefined ? [] : topicsLike(topic, catalog);
        if (topic !== undefined && !found) {
            return toCaller({
                title: phrases.papers.noTopic(clip(topic, 60)),
                blocks: [
                    {
                        kind: 'choices',
                        choices: catalog.topics
                            .slice(0, caller.surface.choices)
                            .map(({ id, name }) => ({ label: name, run: showQuiz(id) })),
                    },
                ],
                actions: [],
            });
        }
        const question = await nextQuestion(store, caller, catalog, found?.id, phrases);
        if (!question) {
            return say(phrases.quiz.nothing, phrases.quiz.nothingNext, [
                { kind: 'run', label: phrases.button.allTopics, run: showTopics() },
            ]);
        }
        return ask(question, catalog, found !== undefined, phrases);
    },
});
/**
 * A button of a question says: the question's key, the option as `pickOf` has it, and `t` when the
 * next question is to be of the same topic. It holds the question alone where that is shared.
 */
function pressed(key, option, sameTopic = false) {
    const parts = [key, ...(option === undefined ? [] : [pickOf(key, option)])];
    return {
        command: 'quiz',
        options: { answer: [...parts, ...(sameTopic ? ['t'] : [])].join(':') },
    };
}
/** The question, for the one who asked for it; shared, everybody may answer, each for themselves. */
function ask(question, catalog, sameTopic, { quiz: words }) {
    const { key, note, text, options } = question;
    const topic = catalog.topics.find(({ id }) => id === note.topic);
    const card = {
        title: words.title,
        ...(sameTopic && topic && { subtitle: topic.name, colour: topic.colour }),
        blocks: [
            { kind: 'text', text },
            {
                kind: 'choices',
                choices: options.map((option) => ({ label: option, run: pressed(key, option, sameTopic) })),
            },
        ],
        actions: [],
        footer: words.alone,
    };
    return { ...toCaller(card), again: pressed(key) };
}
async function answerTo(words, { catalog, caller, store }) {
    const phrases = phrasesFor(caller);
    const { button, quiz: says } = phrases;
    const [id = '', mark = '', pick, same] = words.split(':');
    const key = `${id}:${mark}`;
    const sameTopic = same === 't';
    const question = questionOf(key, catalog, phrases);
    const topic = catalog.get(id)?.topic;
    const next = {
        kind: 'run',
        label: says.next,
        run: showQuiz(sameTopic ? topic : undefined),
    };
    if (!question) {
        return say(says.gone, says.goneNext, [next]);
    }
    if (pick === undefined)
        return ask(question, catalog, sameTopic, phrases);
    const { note, right, because } = question;
    const isRight = pick === pickOf(key, right);
    const score = await keepAnswer(store, caller, key, isRight);
    const known = (await readScores(store, caller)).filter(({ box }) => box > 1).length;
    const rest = `${comesBack(score, await store.now(), says)} ${says.known(known)}`;
    return toCaller({
        title: isRight ? says.right(right) : says.wrong(right),
        subtitle: says.from(note.name),
        blocks: [
            { kind: 'text', text: because },
            { kind: 'text', text: rest },
        ],
        actions: [next, { kind: 'run', label: button.open(note.name), run: showNote(note.id) }],
    });
}
/** When a question is asked again. */
function comesBack({ box, due_at: due }, now, words) {
    const minutes = Math.max(1, Math.round((due - now) / 60_000));
    const days = Math.round(minutes / (24 * 60));
    const when = minutes < 90 ? words.minutes(minutes) : words.days(Math.max(1, days));
    return box === LAST_BOX ? words.comesBackLast(when) : words.comesBack(when);
}
function say(title, text, actions) {
    return toCaller({ title, blocks: [{ kind: 'text', text }], actions });
}
//# sourceMappingURL=quiz.js.map