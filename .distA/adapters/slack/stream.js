import { writePress } from "../../src/invocation.js";
import { clip, oneLine } from "../../src/markdown.js";
import { renderReply } from "./render.js";
/** Pieces shorter than this go together with the next one: each is a call. */
const SHORT = 300;
/** All of a stream's text, in characters; chat.startStream's page, with room to spare. */
const TEXT = 11_000;
/**
 * A card as the paragraphs that are streamed, in Markdown. Pictures are left out; they stand in the
 * note that a button opens.
 */
export function paragraphsOf(card) {
    const paragraphs = [];
    let room = TEXT;
    for (const text of textsOf(card)) {
        const inert = clip(withoutMentions(text), room);
        if (inert === '')
            break;
        room -= inert.length + 2;
        paragraphs.push(`${inert}\n\n`);
        if (room <= 0)
            break;
    }
    return paragraphs;
}
/** Paragraphs, joined until each piece is worth a call. */
export function piecesOf(paragraphs) {
    const pieces = [];
    for (const paragraph of paragraphs) {
        const last = pieces.at(-1);
        if (last !== undefined && last.length < SHORT)
            pieces[pieces.length - 1] = last + paragraph;
        else
            pieces.push(paragraph);
    }
    return pieces;
}
/**
 * How a better card begins, up to where it goes on as the first one ends: what can be streamed while
 * still better ones may come.
 */
export function beginningOf(better, first) {
    let same = 0;
    while (same < better.length && better.at(-1 - same) === first.at(-1 - same))
        same += 1;
    return better.slice(0, better.length - same);
}
/** What stands below the text of a stream: buttons, votes as Slack has them, and the footer. */
export function endOf(reply, find) {
    const actions = reply.actions ?? [];
    const votes = actions.filter(isVote);
    const { blocks } = renderReply({ ...reply, actions: actions.filter((action) => !isVote(action)) }, find);
    return [
        ...blocks.filter(({ type }) => type === 'actions'),
        ...feedbackBlock(votes, find),
        ...(reply.card.footer === undefined
            ? []
            : blocks.filter(({ type }) => type === 'context').slice(-1)),
    ];
}
function isVote(action) {
    return action.kind === 'run' && action.vote !== undefined;
}
function feedbackBlock(votes, find) {
    const button = (which) => {
        const vote = votes.find((one) => one.vote === which);
        return vote && { text: plain(vote.label), value: writePress(vote, find) };
    };
    const [positive_button, negative_button] = [button('helpful'), button('not')];
    if (!positive_button || !negative_button)
        return [];
    const element = {
        type: 'feedback_buttons',
        action_id: 'votes',
        positive_button,
        negative_button,
    };
    return [{ type: 'context_actions', elements: [element] }];
}
function plain(text) {
    return { type: 'plain_text', text };
}
function textsOf({ title, subtitle, blocks }) {
    return [
        `**${escaped(oneLine(title))}**`,
        ...(subtitle === undefined ? [] : [escaped(oneLine(subtitle))]),
        ...blocks.flatMap(textOf),
    ].filter((text) => text.trim() !== '');
}
function textOf(block) {
    switch (block.kind) {
        case 'text':
            return block.text.split(/\n{2,}/);
        case 'section':
            return [`**${escaped(oneLine(block.heading))}**`, ...block.text.split(/\n{2,}/)];
        case 'facts':
            return [
                `**${escaped(oneLine(block.heading))}**`,
                block.facts
                    .map(({ label, value }) => `- **${escaped(oneLine(value))}**: ${escaped(oneLine(label))}`)
                    .join('\n'),
            ];
        case 'columns':
            return [
                ...(block.heading === undefined ? [] : [`**${escaped(oneLine(block.heading))}**`]),
                ...block.rows
                    .flat()
                    .flatMap(({ heading, text }) => [
                    `**${escaped(oneLine(heading))}**`,
                    ...text.split(/\n{2,}/),
                ]),
            ];
        case 'choices':
            return [
                block.choices
                    .map(({ label, detail }) => `- **${escaped(label)}**${detail === undefined ? '' : `: ${escaped(oneLine(detail))}`}`)
                    .join('\n'),
            ];
        case 'picture':
            return [];
    }
}
/** Plain text within a line of Markdown. */
function escaped(text) {
    return text.replace(/[\\`*_~[\]<]/g, '\\$&');
}
/** Slack takes an opening bracket before one of these for a mention, in Markdown as well. */
function withoutMentions(text) {
    return text.replace(/<(?=\\?[!@#])/g, '<\u2060');
}
//# sourceMappingURL=stream.js.map