import { answer } from "../answer/answer.js";
import { hashOf } from "../answer/feedback.js";
import { toCaller, toChannel } from "../command.js";
import { clip, oneLine } from "../markdown.js";
import { typedFor } from "../invocation.js";
import { phrasesFor } from "../phrases/languages.js";
import { showHelp, showNote, showTopics } from "./calls.js";
import { voteActions } from "./feedback.js";
import { sectionIn } from "./note-card.js";
/** Buttons that lead to notes, at most. */
const BUTTONS = 6;
/**
 * The reply to a question, from the notes alone. With a model, better cards come later; it is given
 * the quotes, and not called where the notes don't answer or where there is nothing to shorten.
 *
 * @param thread earlier messages of the conversation, oldest first, see `answer`.
 */
export function answerReply(question, { catalog, caller, model, commands = [], }, thread = []) {
    const phrases = phrasesFor(caller);
    const words = phrases.ask;
    const answered = answer(question, catalog, thread);
    const [first] = answered;
    if (first && answered.length === 1 && first.answer.kind === 'greeting') {
        return toCaller(greeting(typedFor(caller, showHelp(), commands), caller));
    }
    const card = {
        title: titleOf(answered, phrases),
        blocks: blocksOf(answered, phrases),
        actions: actionsOf(answered, phrases),
        footer: words.quoted,
    };
    const told = answered.filter(({ answer: { kind } }) => kind !== 'none' && kind !== 'greeting');
    if (told.length === 0) {
        const refusal = toCaller({ ...card, footer: words.notesAlone });
        return { ...refusal, counted: { what: 'refused' } };
    }
    const cited = [...notesOf(told, phrases).keys()];
    const topic = cited[0]?.topic;
    return {
        ...toChannel(card, { command: 'ask', options: { question } }),
        actions: voteActions(hashOf(question), cited.map(({ id }) => id), phrases),
        counted: { what: 'answered', ...(topic !== undefined && { topic }) },
        ...(model && told.some(({ answer: found }) => quotesOf(found).length > 0)
            ? { later: shortened(answered, card, model, phrases) }
            : {}),
    };
}
/** The card with what a model makes of its quotes above them, sentence by sentence. */
async function* shortened(answered, card, model, phrases) {
    const asked = answered.filter(({ answer: found }) => quotesOf(found).length > 0);
    const questions = asked.map(({ question }) => question);
    const quotes = asked.flatMap(({ answer: found }) => quotesOf(found));
    for await (const claims of model.rephrase(questions, quotes)) {
        yield claims.length === 0
            ? card
            : {
                ...card,
                blocks: blocksOf(answered, phrases, claims),
                footer: phrases.ask.inShort(model.name),
            };
    }
}
/** Questions are understood in English, so those to try are in English everywhere. */
function greeting(help, caller) {
    const { ask: words, button } = phrasesFor(caller);
    return {
        title: words.greeting,
        blocks: [
            {
                kind: 'text',
                text: [
                    words.forExample,
                    '- Why does LoRA start B at zero?',
                    '- Who wrote the Adam paper?',
                    '- What should I read before DPO?',
                ].join('\n'),
            },
        ],
        actions: [{ kind: 'run', label: button.allTopics, run: showTopics() }],
        footer: words.moreCommands(help, caller.surface.name),
    };
}
/** The question is shown as it was asked: a title is plain text, in which nothing pings. */
function titleOf([first, ...others], { ask: words }) {
    if (!first)
        return words.noQuestion;
    return others.length > 0
        ? words.questions(others.length + 1)
        : clip(oneLine(first.question), 140);
}
/** @param claims what stands above the quotes that it was made from. */
function blocksOf(answered, phrases, claims = []) {
    return answered.map(({ question, answer: found }) => {
        const quotes = quotesOf(found);
        const short = claims
            .filter(({ passage }) => quotes.includes(passage))
            .map((claim) => shortly(claim, phrases));
        const text = [...short, textOf(found, phrases)].join('\n\n');
        return answered.length > 1
            ? { kind: 'section', heading: clip(oneLine(question), 140), text }
            : { kind: 'text', text };
    });
}
/** A model's sentence: plain text, in which nothing is a link and nothing pings. */
function shortly({ text, passage: { note, section } }, phrases) {
    return `${escaped(text)} *(${escaped(note.name)} · ${sectionIn(section, phrases)})*`;
}
/** What an answer quotes. */
function quotesOf(found) {
    switch (found.kind) {
        case 'quotes':
            return found.quotes;
        case 'comparison':
            return [...found.together, ...found.sides.flatMap(({ quotes }) => quotes)];
        case 'facts':
        case 'reading':
        case 'papers':
        case 'greeting':
        case 'none':
            return [];
    }
}
function textOf(found, phrases) {
    const words = phrases.ask;
    const shown = (quotes) => quotes.map((quote) => quoted(quote, phrases)).join('\n\n');
    switch (found.kind) {
        case 'quotes':
            return shown(found.quotes);
        case 'comparison':
            return [
                ...found.together.map((quote) => quoted(quote, phrases)),
                ...found.sides.map(({ note, quotes }) => `**${escaped(note.name)}**\n\n${shown(quotes)}`),
            ].join('\n\n');
        case 'facts':
            return [found, ...(found.also ?? [])]
                .map(({ note, facts }) => [
                `**${escaped(note.name)}**`,
                ...facts.map(({ label, value }) => `- ${words.facts[label]}: ${escaped(value)}`),
            ].join('\n'))
                .join('\n\n');
        case 'reading':
            return [
                orderOf(found, words),
                '',
                ...found.steps.map(({ label, why }, i) => why === undefined
                    ? `${i + 1}. ${escaped(label)}`
                    : `${i + 1}. **${escaped(label)}**: ${why}`),
            ].join('\n');
        case 'papers':
            return found.notes
                .map(({ name, title, year }) => `- **${escaped(name)}**: ${escaped(title)} (${year})`)
                .join('\n');
        case 'greeting':
            return words.hello;
        case 'none':
            return refusal(found, words);
    }
}
/** What stands above what to read before or after a paper. */
function orderOf({ note, direction, steps }, words) {
    const name = escaped(note.name);
    if (direction === 'before') {
        return steps.length === 0 ? words.nothingBefore(name) : words.before(name);
    }
    return steps.length === 0 ? words.nothingAfter(name) : words.after(name);
}
function refusal({ about, outside, closest }, words) {
    const search = (query) => `https://arxiv.org/search/?query=${encodeURIComponent(query)}&searchtype=all`;
    const [first] = about;
    if (outside) {
        const where = outside.arxiv === undefined
            ? search(outside.title)
            : `https://arxiv.org/abs/${outside.arxiv}`;
        return words.outside(escaped(clip(outside.title, 80)), where);
    }
    if (first) {
        const title = escaped(first.title);
        return about.length > 1
            ? words.severalInVain(title, first.url)
            : words.inVain(escaped(first.name), title, first.url);
    }
    const elsewhere = search('machine learning');
    return closest.length > 0 ? words.nowhereButNear(elsewhere) : words.nowhere(elsewhere);
}
/** A quote with where it stands; every line of it is marked as one. */
function quoted({ note, section, text }, phrases) {
    const lines = text
        .trim()
        .split('\n')
        .map((line) => `> ${line}`);
    return `${lines.join('\n')}\n\n*${escaped(note.name)} · ${sectionIn(section, phrases)}*`;
}
/** Plain text inside Markdown. */
function escaped(text) {
    return text.replace(/[\\`*_{}[\]()<>#+!|~]/g, '\\$&');
}
function actionsOf(answered, phrases) {
    return [...notesOf(answered, phrases)]
        .slice(0, BUTTONS)
        .map(([{ id }, label]) => ({ kind: 'run', label, run: showNote(id) }));
}
/** The notes that answers lead to, and what their buttons say. */
function notesOf(answered, phrases) {
    const labels = new Map();
    const add = (note, label = note.name) => {
        if (!labels.has(note))
            labels.set(note, label);
    };
    for (const { answer: found } of answered) {
        switch (found.kind) {
            case 'quotes':
                for (const { note, section } of found.quotes) {
                    add(note, `${note.name} · ${sectionIn(section, phrases)}`);
                }
                break;
            case 'comparison':
                for (const { note } of found.sides)
                    add(note);
                break;
            case 'facts':
                for (const { note } of [found, ...(found.also ?? [])])
                    add(note);
                break;
            case 'reading':
                add(found.note);
                for (const { note } of found.steps)
                    if (note)
                        add(note);
                break;
            case 'papers':
                for (const note of found.notes)
                    add(note);
                break;
            case 'none':
                for (const note of [...found.about, ...found.closest])
                    add(note);
                break;
            case 'greeting':
                break;
        }
    }
    return labels;
}
//# sourceMappingURL=answer-reply.js.map