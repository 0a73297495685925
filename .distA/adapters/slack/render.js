import { writePress } from "../../src/invocation.js";
import { clip, fitParts, oneLine, plainParts, readMarkdown, webUrl, wellFormed, } from "../../src/markdown.js";
import { plainText } from "../../src/plain.js";
import { boundOfBlock } from "../../src/tools/bound.js";
/**
 * Slack's limits, in characters unless said otherwise.
 * Source: the Block Kit reference and the doc comments of `@slack/types` 3.2.0; `messageText` is where
 * `msg_blocks_too_long` was seen to begin (13,200), with room to spare.
 */
export const LIMITS = {
    blocks: 50,
    header: 150,
    context: 2000,
    imageAlt: 2000,
    fields: 10,
    field: 2000,
    buttonsPerBlock: 25,
    /** Slack sets none for a card's choices, its own buttons and a reply's; these keep room for the text. */
    choices: 50,
    actions: 25,
    replyActions: 5,
    buttonText: 75,
    buttonValue: 2000,
    buttonUrl: 3000,
    messageText: 12_000,
    /** The top-level text; Slack truncates above 40,000 and advises 4,000. */
    fallback: 12_000,
    listIndent: 8,
};
/** Between two changes of a message, ms: chat.update takes some 50 a minute. */
export const CHANGE_MS = 1500;
/** By card, and by where its pictures are: a message is drawn with them, and without in case they are refused. */
const rendered = new WeakMap();
/** Draws a reply in Block Kit, within {@link LIMITS}. */
export function renderReply({ card, actions = [] }, find, imageOf = () => undefined) {
    const images = JSON.stringify(picturesOf(card).map(imageOf));
    const drawn = rendered.get(card) ?? new Map();
    rendered.set(card, drawn);
    const message = drawn.get(images) ?? renderCard(card, find, imageOf);
    drawn.set(images, message);
    const own = buttonBlocks(actions.slice(0, LIMITS.replyActions), find, 'reply');
    return { ...message, blocks: [...message.blocks, ...own] };
}
/** The pictures on a card, which must be where Slack can get them before it is drawn. */
export function picturesOf({ blocks }) {
    return blocks.flatMap((block) => (block.kind === 'picture' ? [block.picture] : []));
}
function renderCard(card, find, imageOf) {
    const title = clip(oneLine(card.title), LIMITS.header);
    const head = [
        { type: 'header', text: { type: 'plain_text', text: title, emoji: true } },
        ...context(card.subtitle),
    ];
    const foot = [...buttonBlocks(cardActions(card), find, 'card'), ...context(card.footer)];
    // One block is kept for the reply's own buttons.
    const room = { blocks: LIMITS.blocks - head.length - foot.length - 1, text: LIMITS.messageText };
    room.text -= size([...head, ...foot]);
    const body = [];
    for (const block of card.blocks) {
        if (room.blocks < 1)
            break;
        if (block.kind === 'picture') {
            const image = imageBlock(block.picture, imageOf(block.picture));
            body.push(...image);
            room.blocks -= image.length;
            room.text -= size(image);
            continue;
        }
        if (block.kind === 'columns') {
            const side = columnBlocks(block).slice(0, room.blocks);
            if (size(side) > room.text)
                break;
            body.push(...side);
            room.blocks -= side.length;
            room.text -= size(side);
            continue;
        }
        const { rendering, cut } = fitParts(toParts(block), (parts) => richText(parts), (blocks) => size(blocks) <= room.text);
        body.push(...rendering);
        room.blocks -= rendering.length;
        room.text -= size(rendering);
        if (cut)
            break;
    }
    return {
        text: fallback(card),
        blocks: [...head, ...body, ...foot],
    };
}
function imageBlock({ alt }, source) {
    if (source === undefined)
        return [];
    return [{ type: 'image', alt_text: clip(oneLine(alt), LIMITS.imageAlt), ...source }];
}
/**
 * Fields of sections, which Slack draws in two columns, or below one another on a phone. They are
 * plain text, in which nothing can ping.
 */
function columnBlocks({ heading, rows }) {
    const fields = rows.flat().map(({ heading: name, text }) => ({
        type: 'plain_text',
        text: clip(`${oneLine(name)}\n${plainParts(readMarkdown(text)).trim()}`, LIMITS.field),
        emoji: true,
    }));
    const sections = [];
    for (let at = 0; at < fields.length; at += LIMITS.fields) {
        sections.push({ type: 'section', fields: fields.slice(at, at + LIMITS.fields) });
    }
    const title = heading === undefined ? [] : [{ kind: 'heading', spans: [{ text: oneLine(heading) }] }];
    return sections.length === 0 ? [] : [...richText(title), ...sections];
}
/** A block as parts: everything but buttons is rich text, in which nothing can ping or break out. */
function toParts(block) {
    const heading = (text) => ({ kind: 'heading', spans: [{ text: oneLine(text) }] });
    switch (block.kind) {
        case 'text':
            return readMarkdown(block.text);
        case 'section':
            return [heading(block.heading), ...readMarkdown(block.text)];
        case 'facts':
            return [
                heading(block.heading),
                bullets(block.facts.map(({ label, value, source }) => [
                    { text: oneLine(value), bold: true },
                    { text: `: ${oneLine(label)}` },
                    ...(source === undefined
                        ? []
                        : [{ text: ` (${oneLine(source)})`, italic: true }]),
                ])),
            ];
        case 'choices':
            return [
                bullets(block.choices.map(({ label, detail }) => [
                    { text: oneLine(label), bold: true },
                    ...(detail === undefined ? [] : [{ text: `: ${oneLine(detail)}` }]),
                ])),
            ];
    }
}
function bullets(items) {
    return {
        kind: 'list',
        ordered: false,
        start: 1,
        items: items.map((spans) => [{ kind: 'paragraph', spans }]),
    };
}
/** The buttons of a card's choices, then its own. */
function cardActions(card) {
    const choices = card.blocks.flatMap((block) => (block.kind === 'choices' ? block.choices : []));
    return [
        ...choices
            .slice(0, LIMITS.choices)
            .map(({ label, run }) => ({ kind: 'run', label, run })),
        ...card.actions.slice(0, LIMITS.actions),
    ];
}
function context(text) {
    if (text === undefined || text.trim() === '')
        return [];
    const clipped = clip(oneLine(text), LIMITS.context);
    return [{ type: 'context', elements: [{ type: 'plain_text', text: clipped, emoji: true }] }];
}
function buttonBlocks(actions, find, name) {
    const buttons = actions.flatMap((action, i) => {
        const value = writePress(action, find);
        if (value.length > LIMITS.buttonValue)
            return [];
        const url = action.kind === 'link' ? webUrl(action.url) : undefined;
        if (action.kind === 'link' && (url === undefined || url.length > LIMITS.buttonUrl))
            return [];
        return [
            {
                type: 'button',
                action_id: `${name}-${i}`,
                text: {
                    type: 'plain_text',
                    text: clip(oneLine(action.label), LIMITS.buttonText),
                    emoji: true,
                },
                value,
                ...(url !== undefined && { url }),
                ...(i === 0 && action.kind === 'link' && { style: 'primary' }),
            },
        ];
    });
    const blocks = [];
    for (let at = 0; at < buttons.length; at += LIMITS.buttonsPerBlock) {
        blocks.push({ type: 'actions', elements: buttons.slice(at, at + LIMITS.buttonsPerBlock) });
    }
    return blocks;
}
function richText(parts) {
    const elements = parts.flatMap((part, i) => toRich(part, 0, i < parts.length - 1));
    return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}
/** @param followed whether more text comes after: sections need their line break written out. */
function toRich(part, indent, followed) {
    switch (part.kind) {
        case 'heading':
            return section([
                ...part.spans.map((span) => ({ ...span, bold: true })),
                { text: '\n' },
            ]);
        case 'paragraph':
            return section(followed ? [...part.spans, { text: '\n\n' }] : part.spans);
        case 'rule':
            return section([{ text: '———\n' }]);
        case 'code':
            return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part.text }] }];
        case 'quote': {
            const text = plainParts(part.parts).trim();
            const only = part.parts.length === 1 ? part.parts[0] : undefined;
            const spans = only?.kind === 'paragraph' ? only.spans : [{ text }];
            const elements = toElements(spans);
            return elements.length === 0 ? [] : [{ type: 'rich_text_quote', elements }];
        }
        case 'list':
            return joinLists(part.items.flatMap((item, i) => toRichItem(item, part, i, indent)));
    }
}
/** An item's text is a list element of its own, so that what it nests can follow it in its place. */
function toRichItem(item, list, i, indent) {
    const rich = [];
    let text = [];
    let first = true;
    const flush = () => {
        const elements = toElements(text);
        if (elements.length > 0) {
            const offset = Math.max(0, list.start - 1) + i;
            rich.push({
                type: 'rich_text_list',
                style: list.ordered && first ? 'ordered' : 'bullet',
                indent,
                ...(list.ordered && first && offset > 0 && { offset }),
                elements: [{ type: 'rich_text_section', elements }],
            });
            first = false;
        }
        text = [];
    };
    for (const part of item) {
        if (part.kind === 'paragraph' || part.kind === 'heading') {
            text.push(...(text.length > 0 ? [{ text: '\n' }] : []), ...part.spans);
        }
        else {
            flush();
            rich.push(...toRich(part, Math.min(indent + 1, LIMITS.listIndent), false));
        }
    }
    flush();
    return rich;
}
/** Neighbouring items of one list in one element, as Slack writes them itself. */
function joinLists(items) {
    const joined = [];
    for (const item of items) {
        const last = joined.at(-1);
        const same = item.type === 'rich_text_list' &&
            last?.type === 'rich_text_list' &&
            item.style === last.style &&
            item.indent === last.indent &&
            (item.style === 'bullet' || offsetOf(item) === offsetOf(last) + last.elements.length);
        if (same)
            last.elements.push(...item.elements);
        else
            joined.push(item);
    }
    return joined;
}
/** How many numbers an ordered list starts above 1; the SDK's types don't know the field. */
function offsetOf(list) {
    return 'offset' in list ? Number(list.offset) : 0;
}
function section(spans) {
    const elements = toElements(spans);
    return elements.length === 0 ? [] : [{ type: 'rich_text_section', elements }];
}
/** Today, tomorrow or a day, and the time, see https://docs.slack.dev/messaging/formatting-message-text#date-formatting. */
const DATE = '{date_short_pretty}, {time}';
function toElements(spans) {
    return spans
        .filter(({ text }) => text !== '')
        .map(({ text, url, at, bold, italic, strike, code }) => {
        const style = {
            ...(bold && { bold }),
            ...(italic && { italic }),
            ...(strike && { strike }),
            ...(code && { code }),
        };
        const styled = Object.keys(style).length > 0 && { style };
        // Each reader sees it in their own time and language.
        if (at !== undefined) {
            const timestamp = Math.floor(at / 1000);
            return { type: 'date', timestamp, format: DATE, fallback: text, ...styled };
        }
        return url === undefined
            ? { type: 'text', text, ...styled }
            : { type: 'link', url, text, ...styled };
    });
}
/** Everything in a list of blocks that Slack counts as text. */
function size(blocks) {
    return JSON.stringify(blocks, (key, value) => ['type', 'style', 'action_id', 'emoji', 'value'].includes(key) ? undefined : value).length;
}
/** The whole card for those who don't see blocks, cut to fit but never inside an escape. */
function fallback(card) {
    const escaped = escape(wellFormed(plainText(card)).trim() || oneLine(card.title));
    return clip(escaped, LIMITS.fallback).replace(/&[a-z]*…$/, '…');
}
/** Top-level text is read as mrkdwn: these three characters are all that can start a mention or link. */
function escape(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
/** The frames of a rich text list with one section, and of a link. */
const OVERHEAD = { line: 70, mark: 18 };
/** What a card, uncut, takes of a message's text, see {@link LIMITS}; nothing where that is plenty. */
export function measure(card, find) {
    const frame = size(renderCard({ ...card, blocks: [] }, find, () => undefined).blocks);
    const most = card.blocks.reduce((sum, block) => sum + boundOfBlock(block, OVERHEAD), frame);
    if (most <= LIMITS.messageText)
        return [];
    const body = card.blocks.map((block) => size(block.kind === 'picture'
        ? imageBlock(block.picture, { slack_file: { id: '' } })
        : block.kind === 'columns'
            ? columnBlocks(block)
            : richText(toParts(block))));
    const used = body.reduce((sum, one) => sum + one, frame);
    return [{ platform: 'Slack', part: 'the card', used, limit: LIMITS.messageText }];
}
//# sourceMappingURL=render.js.map