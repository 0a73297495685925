import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { keepNewest } from "./newest.js";
/** Markup nested deeper than this is no text that anybody wrote; walking it would exhaust the stack. */
const DEEPEST = 100;
/** What takes the parser seconds, or its stack: rows of quote or list marks, and of delimiters. */
const TANGLED = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){50}|[*_~]{300}(?=[^*_~\n])/m;
/**
 * The Markdown tree with positions, for those who need to know where something stands. Text that is
 * nested beyond reason is one paragraph, as it was written.
 */
export function parseTree(text) {
    const plain = {
        type: 'root',
        children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }],
    };
    if (TANGLED.test(text))
        return plain;
    try {
        const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
        return isDeep(root) ? plain : root;
    }
    catch (error) {
        if (error instanceof RangeError)
            return plain;
        throw error;
    }
}
function isDeep(root) {
    let level = [root];
    for (let depth = 0; level.length > 0; depth++) {
        if (depth > DEEPEST)
            return true;
        level = level.flatMap((node) => ('children' in node ? node.children : []));
    }
    return false;
}
/** Texts, mostly short, that were read: cards and lists say the same again and again. */
const read = new Map();
const KEPT = 2000;
/** Characters; what is kept of a text takes some ten times as many bytes. */
const LONGEST_KEPT = 1000;
/**
 * Reads Markdown into parts. Tables become aligned code, images become links, HTML becomes the text
 * that was written, and a link with any other scheme than http, https or mailto becomes plain text.
 */
export function readMarkdown(text) {
    const known = read.get(text);
    if (known)
        return known;
    const parts = readAnew(text);
    if (text.length <= LONGEST_KEPT)
        keepNewest(read, text, parts, KEPT);
    return parts;
}
function readAnew(text) {
    const root = parseTree(wellFormed(text));
    const definitions = new Map();
    collectDefinitions(root, definitions);
    return root.children.flatMap((node) => toParts(node, definitions));
}
function collectDefinitions(node, into) {
    if (node.type === 'definition' && !into.has(node.identifier))
        into.set(node.identifier, node);
    if ('children' in node)
        for (const child of node.children)
            collectDefinitions(child, into);
}
/**
 * A moment within Markdown, see {@link Span}: a link of a scheme of its own.
 *
 * @param at ms since 1970. @param words how it is said where no platform knows better.
 */
export function moment(at, words) {
    return `[${words}](moment:${at})`;
}
/** Within what `Date` can hold. */
const MOMENT = /^moment:(\d{1,15})$/;
function toParts(node, definitions) {
    const inner = (children) => children.flatMap((child) => toParts(child, definitions));
    switch (node.type) {
        case 'paragraph':
        case 'heading': {
            const spans = toSpans(node.children, {}, definitions);
            return spans.length === 0 ? [] : [{ kind: node.type, spans }];
        }
        case 'list': {
            const items = node.children.map((item) => {
                const parts = inner(item.children);
                if (typeof item.checked !== 'boolean')
                    return parts;
                const box = { text: item.checked ? '☑ ' : '☐ ' };
                const [first, ...rest] = parts;
                return first?.kind === 'paragraph'
                    ? [{ ...first, spans: [box, ...first.spans] }, ...rest]
                    : [{ kind: 'paragraph', spans: [box] }, ...parts];
            });
            return [{ kind: 'list', ordered: node.ordered ?? false, start: node.start ?? 1, items }];
        }
        case 'blockquote': {
            const parts = inner(node.children);
            return parts.length === 0 ? [] : [{ kind: 'quote', parts }];
        }
        case 'code':
            return node.value.trim() === '' ? [] : [{ kind: 'code', text: node.value }];
        case 'table':
            return [{ kind: 'code', text: alignTable(node, definitions) }];
        case 'thematicBreak':
            return [{ kind: 'rule' }];
        case 'html':
            return [{ kind: 'paragraph', spans: [{ text: node.value }] }];
        case 'footnoteDefinition': {
            const label = { text: `[${node.label ?? node.identifier}] ` };
            const [first, ...rest] = inner(node.children);
            return first?.kind === 'paragraph'
                ? [{ ...first, spans: [label, ...first.spans] }, ...rest]
                : [{ kind: 'paragraph', spans: [label] }, ...(first ? [first, ...rest] : [])];
        }
        case 'definition':
        case 'yaml':
            return [];
        case 'listItem':
            return inner(node.children);
        case 'tableRow':
        case 'tableCell':
            return [];
        default:
            return [{ kind: 'paragraph', spans: toSpans([node], {}, definitions) }];
    }
}
function toSpans(nodes, style, definitions) {
    const inner = (children, extra) => toSpans(children, { ...style, ...extra }, definitions);
    const text = (value, extra = {}) => value === '' ? [] : [{ text: value, ...style, ...extra }];
    return nodes.flatMap((node) => {
        switch (node.type) {
            case 'text':
                return text(node.value.replace(/\n/g, ' '));
            case 'html':
                return text(node.value);
            case 'inlineCode':
                return text(node.value, { code: true });
            case 'break':
                return text('\n');
            case 'strong':
                return inner(node.children, { bold: true });
            case 'emphasis':
                return inner(node.children, { italic: true });
            case 'delete':
                return inner(node.children, { strike: true });
            case 'link':
                return inner(node.children, linkTo(node.url));
            case 'linkReference':
                return inner(node.children, linkTo(definitions.get(node.identifier)?.url));
            case 'image':
                return text(node.alt || 'image', linkTo(node.url));
            case 'imageReference':
                return text(node.alt || 'image', linkTo(definitions.get(node.identifier)?.url));
            case 'footnoteReference':
                return text(`[${node.label ?? node.identifier}]`);
        }
    });
}
function linkTo(url) {
    const at = MOMENT.exec(url ?? '')?.[1];
    if (at !== undefined)
        return { at: Number(at) };
    const safe = url === undefined ? undefined : safeUrl(url);
    return safe === undefined ? {} : { url: safe };
}
/** The address as platforms accept it, or undefined when it is none that may be followed from a chat. */
export function safeUrl(url) {
    if (!URL.canParse(url))
        return undefined;
    const { protocol, href } = new URL(url);
    return /^(https?|mailto):$/.test(protocol) && href.length <= 2000 ? href : undefined;
}
/** Like {@link safeUrl}, for places that take only http and https: a title, a button. */
export function webUrl(url) {
    const safe = safeUrl(url);
    return safe?.startsWith('http') ? safe : undefined;
}
/** Text without characters that a platform may refuse: control characters and halves of pairs. */
export function wellFormed(text) {
    return text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/(?![\t\n\r])\p{Cc}/gu, '');
}
/** Text in one line, never empty: an empty text is refused everywhere. */
export function oneLine(text) {
    return wellFormed(text).replace(/\s+/gu, ' ').trim() || '–';
}
function alignTable(table, definitions) {
    const rows = table.children.map((row) => row.children.map((cell) => plainSpans(toSpans(cell.children, {}, definitions))));
    const widthOf = (cell) => [...charactersOf(cell)].length;
    const widths = [];
    for (const row of rows) {
        row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, widthOf(cell))));
    }
    const write = (row) => widths
        .map((width, i) => (row[i] ?? '') + ' '.repeat(width - widthOf(row[i] ?? '')))
        .join(' | ')
        .trimEnd();
    const [head = [], ...body] = rows;
    return [
        write(head),
        widths.map((width) => '-'.repeat(width)).join('-|-'),
        ...body.map(write),
    ].join('\n');
}
let segmenter;
/** Text in what people see as one character. Made late: the first of Intl takes a start 20 ms. */
function charactersOf(text) {
    return (segmenter ??= new Intl.Segmenter()).segment(text);
}
/** The text of spans; a link's address follows its words unless it is the words. */
export function plainSpans(spans) {
    return spans
        .map((span, i) => {
        const ends = span.url !== undefined && spans[i + 1]?.url !== span.url;
        return ends && bare(span.url ?? '') !== bare(span.text)
            ? `${span.text} (${span.url ?? ''})`
            : span.text;
    })
        .join('');
}
/** An address without what people leave out of it. */
function bare(address) {
    return address.replace(/^(https?:\/\/|mailto:)|\/$/gi, '');
}
/** Parts as plain text: what a screen reader, a notification or a terminal gets. */
export function plainParts(parts, indent = '') {
    return parts
        .map((part) => {
        switch (part.kind) {
            case 'paragraph':
            case 'heading':
                return indentLines(plainSpans(part.spans), indent);
            case 'list':
                return part.items
                    .map((item, i) => {
                    const mark = part.ordered ? `${part.start + i}. ` : '• ';
                    return indent + mark + plainParts(item, `${indent}   `).trimStart();
                })
                    .join('\n');
            case 'quote':
                return indentLines(plainParts(part.parts), `${indent}> `);
            case 'code':
                return indentLines(part.text, indent);
            case 'rule':
                return `${indent}---`;
        }
    })
        .join('\n');
}
function indentLines(text, indent) {
    return indent === '' ? text : text.replace(/^/gm, indent);
}
/** Cuts a text to at most `most` UTF-16 units: after a sentence, else a word, never inside a character. */
export function clip(text, most) {
    if (text.length <= most)
        return text;
    if (most <= 1)
        return '…'.slice(0, Math.max(0, most));
    const room = text.slice(0, most);
    const sentence = /^.*(?:[.!?](?=\s)|[。！？](?=.))/su.exec(room)?.[0];
    if (sentence !== undefined && sentence.length >= most / 2)
        return `${sentence}…`;
    const word = /^.*\S(?=\s)/su.exec(room)?.[0];
    if (word !== undefined && word.length >= most / 2)
        return `${word}…`;
    // A cut inside a character (an emoji, a flag, an accent) moves to its beginning.
    const { index = 0 } = charactersOf(text).containing(most - 1) ?? {};
    return `${text.slice(0, index)}…`;
}
/** The length of all text in parts, without marks and addresses. */
function lengthOf(parts) {
    let length = 0;
    for (const part of parts) {
        switch (part.kind) {
            case 'paragraph':
            case 'heading':
                for (const { text } of part.spans)
                    length += text.length;
                break;
            case 'list':
                for (const item of part.items)
                    length += lengthOf(item);
                break;
            case 'quote':
                length += lengthOf(part.parts);
                break;
            case 'code':
                length += part.text.length;
                break;
            case 'rule':
                length += RULE;
        }
    }
    return length;
}
/** What a rule counts as, so that a text of nothing but rules can be cut. */
const RULE = 3;
/**
 * Parts cut so that their text has at most `most` characters: whole parts and list items first,
 * then {@link clip} inside the one that crosses the line.
 */
export function clipParts(parts, most) {
    if (lengthOf(parts) <= most)
        return [...parts];
    let left = most;
    const cut = (text) => {
        // Text that fills the room to its end is cut as well: there is more, and the mark has to say so.
        const kept = text.length < left ? text : clip(`${text} `, left);
        left = text.length < left ? left - text.length : 0;
        return kept;
    };
    const clipSpans = (spans) => {
        const kept = [];
        for (const span of spans) {
            if (left <= 0)
                break;
            kept.push({ ...span, text: cut(span.text) });
        }
        return kept;
    };
    const walk = (list) => {
        const kept = [];
        for (const part of list) {
            if (left <= 0)
                break;
            switch (part.kind) {
                case 'paragraph':
                case 'heading':
                    kept.push({ ...part, spans: clipSpans(part.spans) });
                    break;
                case 'list':
                    kept.push({
                        ...part,
                        items: part.items.map(walk).filter((item) => item.length > 0),
                    });
                    break;
                case 'quote':
                    kept.push({ ...part, parts: walk(part.parts) });
                    break;
                case 'code':
                    kept.push({ ...part, text: cut(part.text) });
                    break;
                case 'rule':
                    left -= RULE;
                    if (left >= 0)
                        kept.push(part);
                    break;
            }
        }
        return kept;
    };
    return walk(parts);
}
/**
 * The longest cut of `parts` whose rendering passes `fits`, with the rendering. The limit is on the
 * rendering, which may be longer than the text: markup and escapes count on every platform.
 */
export function fitParts(parts, render, fits) {
    const whole = render(parts);
    if (fits(whole))
        return { rendering: whole, cut: false };
    let low = 0;
    let high = plainParts(parts).length;
    let best = render([]);
    while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const rendering = render(clipParts(parts, middle));
        if (fits(rendering)) {
            low = middle;
            best = rendering;
        }
        else
            high = middle - 1;
    }
    return { rendering: best, cut: true };
}
//# sourceMappingURL=markdown.js.map