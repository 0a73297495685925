import { ButtonStyle, ComponentType, MessageFlags, } from 'discord-api-types/v10';
import { writePress } from "../../src/invocation.js";
import { clip, fitParts, oneLine, readMarkdown, webUrl, } from "../../src/markdown.js";
import { bound, boundOfBlock, boundOfPieces } from "../../src/tools/bound.js";
import { writeMarkdown } from "./markdown.js";
/**
 * Discord's limits, in UTF-16 units unless said otherwise.
 * Source: the developer documentation's embed, component and interaction pages, as in
 * `discord-api-types` 0.38.
 */
export const LIMITS = {
    title: 256,
    description: 4096,
    fields: 25,
    fieldName: 256,
    fieldValue: 1024,
    footer: 2048,
    /** All text of a message's embeds together. */
    embed: 6000,
    rows: 5,
    buttonsPerRow: 5,
    label: 80,
    customId: 100,
    url: 512,
    options: 25,
    option: 100,
    placeholder: 150,
};
/** Between two changes of a message, ms: a channel takes about five in five seconds. */
export const CHANGE_MS = 1200;
const rendered = new WeakMap();
/** Draws a reply as an embed with rows of buttons, within {@link LIMITS}. */
export function renderReply({ card, to, actions = [] }, find) {
    let message = rendered.get(card);
    if (!message) {
        message = renderCard(card, find);
        rendered.set(card, message);
    }
    if (actions.length === 0 && to !== 'caller')
        return message;
    const shown = message.components.flatMap((row) => row.components);
    const own = rows(buttons(actions, find, shown)).slice(0, LIMITS.rows - message.components.length);
    return {
        ...message,
        components: own.length === 0 ? message.components : [...message.components, ...own],
        ...(to === 'caller' && { flags: MessageFlags.Ephemeral }),
    };
}
function renderCard(card, find) {
    const url = card.url === undefined ? undefined : webUrl(card.url);
    const title = escapeWithin(card.title, LIMITS.title);
    const footer = card.footer === undefined ? undefined : clip(oneLine(card.footer), 200);
    // An embed shows one picture.
    const pictures = card.blocks
        .flatMap((block) => (block.kind === 'picture' ? [block.picture] : []))
        .slice(0, 1);
    const embed = {
        title,
        ...(url !== undefined && { url }),
        ...(card.colour !== undefined && { color: Number.parseInt(card.colour.slice(1), 16) }),
        ...(footer !== undefined && { footer: { text: footer } }),
        ...(pictures[0] && { image: { url: `attachment://${pictures[0].name}.png` } }),
        ...writeBody(card, LIMITS.embed - title.length - (footer?.length ?? 0)),
    };
    const menus = card.blocks.flatMap((block) => block.kind === 'choices' && block.menu !== undefined
        ? menu(block.choices, block.menu, find)
        : []);
    const choices = card.blocks.flatMap((block) => block.kind === 'choices' && block.menu === undefined
        ? block.choices.map(({ label, run }) => ({ kind: 'run', label, run }))
        : []);
    // The last row is kept for the reply's own buttons; a card's own have their place before its choices.
    const most = Math.max(LIMITS.rows - 1 - menus.length, 0) * LIMITS.buttonsPerRow;
    const room = Math.max(most - card.actions.length, 0);
    const components = [
        ...menus.slice(0, LIMITS.rows - 1),
        ...rows(buttons([...choices.slice(0, room), ...card.actions], find).slice(0, most)),
    ];
    return { embeds: [embed], components, allowed_mentions: { parse: [] }, pictures };
}
/** Blocks without a heading are the description, which comes first; the others are fields. */
function writeBody(card, most, limits = LIMITS) {
    let room = most;
    const subtitle = card.subtitle === undefined
        ? []
        : [{ kind: 'paragraph', spans: [{ text: oneLine(card.subtitle), italic: true }] }];
    const lead = card.blocks.flatMap(leadParts);
    // Facts are fields side by side, which have no heading of their own: where they come first, it ends
    // the description, else a field with nothing below it has to do.
    const first = card.blocks.find(({ kind }) => ['section', 'facts', 'columns'].includes(kind));
    if ((first?.kind === 'facts' || first?.kind === 'columns') && first.heading !== undefined)
        lead.push({ kind: 'heading', spans: [{ text: oneLine(first.heading) }] });
    const description = fit([...subtitle, ...lead], Math.min(limits.description, room));
    room -= description.length;
    const fields = [];
    for (const block of card.blocks) {
        for (const field of writeFields(block, block === first)) {
            const name = escapeWithin(field.name, LIMITS.fieldName);
            const value = fit(field.parts, Math.min(limits.fieldValue, room - name.length));
            if (value === '' || fields.length === limits.fields)
                continue;
            room -= name.length + value.length;
            fields.push({ name, value, ...(field.inline && { inline: true }) });
        }
    }
    return { ...(description !== '' && { description }), ...(fields.length > 0 && { fields }) };
}
function leadParts(block) {
    switch (block.kind) {
        case 'text':
            return readMarkdown(block.text);
        case 'choices': {
            const items = block.choices.map(({ label, detail }) => [
                {
                    kind: 'paragraph',
                    spans: [
                        { text: oneLine(label), bold: true },
                        ...(detail === undefined ? [] : [{ text: `: ${oneLine(detail)}` }]),
                    ],
                },
            ]);
            return [{ kind: 'list', ordered: false, start: 1, items }];
        }
        case 'section':
        case 'facts':
        case 'columns':
        case 'picture':
            return [];
    }
}
function writeFields(block, first) {
    switch (block.kind) {
        case 'text':
        case 'choices':
        case 'picture':
            return [];
        case 'section':
            return split(readMarkdown(block.text)).map((parts, i) => ({
                name: i === 0 ? block.heading : BLANK,
                parts,
            }));
        case 'facts':
            return [
                ...(first ? [] : [{ name: block.heading, parts: NOTHING }]),
                ...block.facts.map(({ label, value, source }) => {
                    const spans = [{ text: oneLine(label) }];
                    if (source !== undefined)
                        spans.push({ text: `\n${oneLine(source)}`, italic: true });
                    return { name: value, inline: true, parts: [{ kind: 'paragraph', spans }] };
                }),
            ];
        case 'columns':
            return [
                ...(first || block.heading === undefined ? [] : [{ name: block.heading, parts: NOTHING }]),
                ...block.rows.flatMap((row, i) => [
                    // Discord puts three in a row where there is room.
                    ...(i === 0 ? [] : [{ name: BLANK, inline: true, parts: NOTHING }]),
                    ...row.map(({ heading, text }) => {
                        return { name: heading, inline: true, parts: readMarkdown(text) };
                    }),
                ]),
            ];
    }
}
/** A title or a field's name, in which Discord reads Markdown as well. */
function escapeWithin(text, most) {
    const parts = [{ kind: 'paragraph', spans: [{ text: clip(oneLine(text), most) }] }];
    return fit(parts, most);
}
/** A field must have a name and a value; a zero-width space shows none. */
const BLANK = '\u200b';
const NOTHING = [{ kind: 'paragraph', spans: [{ text: BLANK }] }];
/** Parts in portions that each fit a field, divided between list items and paragraphs. */
function split(parts) {
    const pieces = parts.flatMap((part) => part.kind === 'list'
        ? part.items.map((item, i) => ({ ...part, start: part.start + i, items: [item] }))
        : [part]);
    const portions = [];
    for (const piece of pieces) {
        const last = portions.at(-1);
        const joined = last && join(last, piece);
        if (joined && writeMarkdown(joined).length <= LIMITS.fieldValue)
            portions[portions.length - 1] = joined;
        else
            portions.push([piece]);
    }
    return portions;
}
function join(parts, piece) {
    const last = parts.at(-1);
    return last?.kind === 'list' && piece.kind === 'list' && last.ordered === piece.ordered
        ? [...parts.slice(0, -1), { ...last, items: [...last.items, ...piece.items] }]
        : [...parts, piece];
}
function fit(parts, most) {
    if (most <= 0)
        return '';
    return fitParts(parts, (some) => writeMarkdown(some).trim(), (text) => text.length <= most).rendering;
}
/** @param shown buttons that are in the message already: Discord refuses two that carry the same. */
function buttons(actions, find, shown = []) {
    const used = new Set(shown.flatMap((button) => ('custom_id' in button ? [button.custom_id] : [])));
    return actions.flatMap((action) => {
        const label = clip(oneLine(action.label), LIMITS.label);
        const target = action.kind === 'link' ? webUrl(action.url) : writePress(action, find);
        if (target === undefined || used.has(target))
            return [];
        used.add(target);
        if (action.kind === 'link') {
            return target.length > LIMITS.url
                ? []
                : [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url: target }];
        }
        return target.length > LIMITS.customId
            ? []
            : [
                {
                    type: ComponentType.Button,
                    style: action.kind === 'share' ? ButtonStyle.Primary : ButtonStyle.Secondary,
                    label,
                    custom_id: target,
                },
            ];
    });
}
/** A menu's custom id: what choosing does stands in the option that is chosen. */
export const MENU = 'choose';
/** Choices as a menu; none when not one of them can be carried. */
function menu(choices, placeholder, find) {
    const used = new Set();
    const options = choices.flatMap(({ label, detail, run }) => {
        const value = writePress({ kind: 'run', label, run }, find);
        if (value.length > LIMITS.option || used.has(value))
            return [];
        used.add(value);
        return {
            label: clip(oneLine(label), LIMITS.option),
            value,
            ...(detail !== undefined && { description: clip(oneLine(detail), LIMITS.option) }),
        };
    });
    if (options.length === 0)
        return [];
    const select = {
        type: ComponentType.StringSelect,
        custom_id: MENU,
        placeholder: clip(oneLine(placeholder), LIMITS.placeholder),
        options: options.slice(0, LIMITS.options),
    };
    return [{ type: ComponentType.ActionRow, components: [select] }];
}
function rows(buttons) {
    const result = [];
    for (let at = 0; at < buttons.length; at += LIMITS.buttonsPerRow) {
        result.push({
            type: ComponentType.ActionRow,
            components: buttons.slice(at, at + LIMITS.buttonsPerRow),
        });
    }
    return result;
}
/** Indentation, marks and escapes. */
const OVERHEAD = { line: 8, mark: 2 };
/** What a card and its parts, uncut, take of what they may, see {@link LIMITS}; nothing where that is plenty. */
export function measure(card) {
    const platform = 'Discord';
    const title = clip(oneLine(card.title), LIMITS.title);
    const footer = clip(oneLine(card.footer ?? ''), 200);
    const frame = title.length + footer.length + bound(card.subtitle ?? '', OVERHEAD);
    const most = card.blocks.reduce((sum, block) => sum + boundOfBlock(block, OVERHEAD), frame);
    const longest = Math.max(0, ...card.blocks.map((block) => boundOfPieces(block, OVERHEAD)));
    // Text that short is in few enough fields, and in a description that is not full.
    if (most <= LIMITS.description && longest <= LIMITS.fieldValue)
        return [];
    const uncut = { description: Infinity, fieldValue: Infinity, fields: Infinity };
    const { description = '', fields = [] } = writeBody(card, Infinity, uncut);
    const texts = [title, description, footer, ...fields.flatMap(({ name, value }) => [name, value])];
    const used = texts.reduce((sum, text) => sum + text.length, 0);
    let heading = '';
    return [
        { platform, part: 'the card', used, limit: LIMITS.embed },
        { platform, part: 'the first text', used: description.length, limit: LIMITS.description },
        { platform, part: 'the number of fields', used: fields.length, limit: LIMITS.fields },
        // A section goes on in fields without a name, divided between its paragraphs and list entries.
        ...fields.map(({ name, value }) => {
            if (name !== BLANK)
                heading = name;
            const part = 'a paragraph or list entry';
            return { platform, part, heading, used: value.length, limit: LIMITS.fieldValue };
        }),
    ];
}
//# sourceMappingURL=render.js.map