import { defineCommand, toCaller } from "../command.js";
import { typedFor } from "../invocation.js";
import { phrasesFor } from "../phrases/languages.js";
export const ask = defineCommand({
    name: 'ask',
    description: 'Ask the notes: an answer in their own words, or an honest no',
    examples: [
        { question: 'how many parameters does LoRA train?' },
        { question: 'who wrote the DPO paper?' },
    ],
    options: {
        question: { kind: 'text', description: 'What you want to know', required: true },
    },
    run: ({ question }, context) => askReply(question, context),
});
/**
 * What somebody who asks is told: the answer with its buttons, or when to ask again.
 *
 * @param thread earlier messages of the conversation, oldest first, see `answer`.
 */
export async function askReply(question, context, thread = []) {
    const { caller, limits } = context;
    const early = limits?.take(caller);
    if (early) {
        if (caller.request)
            caller.request.outcome = 'early';
        const card = tooEarly(early, context);
        return { ...toCaller(card), beside: true, actions: [deleteFor(caller)] };
    }
    // Whoever only looks papers up need not wait at the start for what reads questions.
    const { answerReply } = await import("./answer-reply.js");
    const reply = answerReply(question, context, thread);
    context.keepQuestion?.(question, reply.to === 'channel');
    return { ...reply, actions: [...(reply.actions ?? []), deleteFor(caller)] };
}
/** The button that takes an answer away, wherever it stands, for whoever asked. */
export function deleteFor({ user, locale }) {
    return { kind: 'dismiss', label: phrasesFor({ locale }).button.delete, by: user };
}
function tooEarly({ who, wait }, { caller, commands }) {
    const seconds = Math.ceil(wait / 1000);
    const { ask: words } = phrasesFor(caller);
    const paper = typedFor(caller, { command: 'paper', options: {} }, commands);
    return {
        title: words.early,
        blocks: [
            {
                kind: 'text',
                text: who === 'person'
                    ? words.earlyPerson(seconds, paper)
                    : words.earlyWorkspace(seconds, paper),
            },
        ],
        actions: [],
    };
}
//# sourceMappingURL=ask.js.map