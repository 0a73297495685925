import { ARXIV_ID, ID } from "./note.js";
/** The sections of a note's body, in the order they must stand. */
export const SECTIONS = [
    'TLDR',
    'Key contributions',
    'Why it still matters',
    'Where to read next',
];
/** Characters: what chats show of one message, and not yet what keeps a Markdown parser busy. */
const LONGEST_SECTION = 4000;
// The body is divided by a scan over its lines. Reading it as Markdown would say the same, at a
// hundred times the cost: notes are read at every start, but drawn only when somebody asks.
/**
 * Divides a note's body into its sections.
 *
 * @param line the line of the file the body starts on, from 1.
 * @returns the sections' texts, unless something is wrong with one of them.
 */
export function readSections(body, line, report) {
    const [before, ...rest] = divide(body, line);
    const sections = {};
    let wrong = false;
    const complain = (...args) => {
        wrong = true;
        report(...args);
    };
    if (rest.length > 0 && before.text !== '') {
        complain('body', `text before the first section; move it under ## ${SECTIONS[0]}`, before.line);
    }
    let last = -1;
    for (const { title, depth, at, ...piece } of rest) {
        const index = SECTIONS.findIndex((name) => name === title);
        const section = SECTIONS[index];
        if (!section || depth !== 2) {
            complain(title, `no such section; a note has ${list(SECTIONS)}`, at);
            continue;
        }
        if (sections[section]) {
            complain(section, 'this section stands twice; keep one', at);
            continue;
        }
        if (index < last)
            complain(section, `out of order; the order is ${list(SECTIONS)}`, at);
        if (piece.text === '')
            complain(section, 'this section is empty; write it', at);
        if (piece.text.length > LONGEST_SECTION) {
            complain(section, `longer than ${LONGEST_SECTION} characters; a note is about a page`, at);
        }
        last = Math.max(last, index);
        sections[section] = piece;
    }
    for (const section of SECTIONS) {
        if (!sections[section])
            complain(section, `missing; add \`## ${section}\``, line);
    }
    return wrong ? undefined : sections;
}
/** The text before the first heading of the first two levels, then each heading with its text. */
function divide(body, line) {
    const lines = body.split(/\r?\n/);
    const found = [];
    let fence;
    lines.forEach((text, i) => {
        const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
        if (fence !== undefined) {
            if (mark?.startsWith(fence) && text.trim() === mark)
                fence = undefined;
            return;
        }
        if (mark !== undefined) {
            fence = mark;
            return;
        }
        const hashes = /^ {0,3}(#{1,2})(?=[ \t]|$)/.exec(text);
        if (hashes?.[1] !== undefined) {
            const title = text
                .slice(hashes[0].length)
                .trim()
                .replace(/(^|[ \t])#+$/, '')
                .trimEnd();
            found.push({ title, depth: hashes[1].length, from: i, to: i + 1 });
            return;
        }
        const underlined = /^ {0,3}(=+|-+)[ \t]*$/.exec(text)?.[1];
        const above = lines[i - 1]?.trim() ?? '';
        const prose = above !== '' && !/^([-*+>#]|\d+[.)])/.test(above) && found.at(-1)?.to !== i;
        if (underlined !== undefined && prose) {
            found.push({
                title: above,
                depth: underlined.startsWith('=') ? 1 : 2,
                from: i - 1,
                to: i + 1,
            });
        }
    });
    const piece = (from, to) => {
        const text = lines.slice(from, to);
        const blank = text.findIndex((one) => one.trim() !== '');
        return { text: text.join('\n').trim(), line: line + from + Math.max(blank, 0) };
    };
    return [
        piece(0, found[0]?.from ?? lines.length),
        ...found.map(({ title, depth, from, to }, i) => ({
            title,
            depth,
            at: line + from,
            ...piece(to, found[i + 1]?.from),
        })),
    ];
}
function list(names) {
    return names.map((name) => `## ${name}`).join(', ');
}
/** Reads "Where to read next": a list whose entries each begin with a link and give a reason. */
export function readNext({ text, line }, report) {
    const field = 'Where to read next';
    const shape = 'write a list: `1. [LoRA](lora): why`, or `1. [QLoRA](arxiv:2305.14314): why`';
    const next = [];
    const items = [];
    let stray;
    let open = false;
    text.split('\n').forEach((raw, i) => {
        const [, indent = '', mark, rest = ''] = /^( *)((?:[-*+]|\d+[.)])[ \t]+)?(.*)$/.exec(raw) ?? [];
        if (rest.trim() === '' && mark === undefined) {
            open = false;
            return;
        }
        const last = items.at(-1);
        if (mark !== undefined && indent.length < 2) {
            items.push({ text: rest.trim(), line: line + i });
            open = true;
        }
        else if (last && open && mark === undefined)
            last.text += ` ${rest.trim()}`;
        else
            stray ??= line + i;
    });
    for (const item of items) {
        const entry = readEntry(item.text);
        if (!entry)
            stray = Math.min(stray ?? item.line, item.line);
        next.push(entry);
    }
    if (stray !== undefined || next.length === 0) {
        report(field, shape, stray ?? line);
        return undefined;
    }
    return next.filter((entry) => entry !== undefined);
}
function readEntry(text) {
    const [, label, url, why] = /^\[([^[\]]+)\]\(([^()\s]+)\)(?:\s*[:,–-]\s*|\s+)([^\s:,–-].*)$/su.exec(text) ?? [];
    if (label === undefined || url === undefined || why === undefined)
        return undefined;
    const to = readTarget(url, label);
    return to && { label, to, why };
}
function readTarget(url, title) {
    const arxiv = /^arxiv:(\S+)$/i.exec(url)?.[1];
    if (arxiv !== undefined)
        return ARXIV_ID.test(arxiv) ? { title, arxiv } : undefined;
    if (/^https?:\/\//.test(url))
        return { title, url };
    return ID.test(url) ? { id: url } : undefined;
}
//# sourceMappingURL=body.js.map