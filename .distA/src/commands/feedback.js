import { castVote } from "../answer/feedback.js";
import { defineCommand, toCaller } from "../command.js";
import { InvocationError, typedFor } from "../invocation.js";
import { phrasesFor } from "../phrases/languages.js";
/** Takes what somebody thinks of an answer, from the buttons below it. */
export const feedback = defineCommand({
    name: 'feedback',
    description: 'Say whether an answer helped',
    examples: [],
    options: {
        notes: { kind: 'text', description: 'The notes that the answer cites', required: true },
        on: { kind: 'text', description: 'What stands for the question', required: true },
        vote: { kind: 'text', description: 'helpful or not', required: true },
    },
    async run({ notes, on, vote }, { caller, commands, store }) {
        if (!isVote(vote) || !/^[0-9a-f]{16}$/.test(on) || !/^[\w.,-]{1,100}$/.test(notes)) {
            throw new InvocationError(({ feedback: words }) => words.byButtons);
        }
        await castVote(store, caller, { question: on, notes }, vote);
        const { feedback: words } = phrasesFor(caller);
        const forget = { command: 'shelf forget', options: {} };
        const reply = toCaller({
            title: vote === 'helpful' ? words.thanksHelpful : words.thanksNot,
            blocks: [{ kind: 'text', text: words.kept(typedFor(caller, forget, commands)) }],
            actions: [],
        });
        return { ...reply, beside: true };
    },
});
function isVote(word) {
    return word === 'helpful' || word === 'not';
}
/** What of a button's 100 characters is left for the notes' ids. */
const IDS = 45;
/** The buttons that take votes on an answer. @param on see `hashOf`. @param cited ids, the first first. */
export function voteActions(on, cited, { feedback: words }) {
    const notes = cited.reduce((ids, id) => {
        const more = ids === '' ? id : `${ids},${id}`;
        return more.length > IDS ? ids : more;
    }, '');
    if (notes === '')
        return [];
    const button = (label, vote) => ({
        kind: 'run',
        label,
        run: { command: feedback.name, options: { vote, on, notes } },
        vote,
    });
    return [button(words.helpful, 'helpful'), button(words.notHelpful, 'not')];
}
//# sourceMappingURL=feedback.js.map