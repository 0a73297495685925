/** Writes parts in Discord's Markdown. Text is escaped, so only what the parts say is markup. */
export function writeMarkdown(parts, indent = '') {
    return parts
        .map((part, i) => {
        const before = i === 0 ? '' : gap(parts[i - 1], part);
        return before + writePart(part, indent);
    })
        .join('');
}
function gap(before, part) {
    const tight = before?.kind === 'heading' || before?.kind === 'code' || part.kind === 'list';
    return tight ? '\n' : '\n\n';
}
function writePart(part, indent) {
    switch (part.kind) {
        case 'paragraph':
            return indentLines(writeSpans(part.spans), indent);
        case 'heading':
            return indentLines(writeSpans(part.spans.map((span) => ({ ...span, bold: true }))), indent);
        case 'list':
            return part.items
                .map((item, i) => {
                const mark = part.ordered ? `${part.start + i}. ` : '- ';
                const inner = `${indent}${' '.repeat(mark.length)}`;
                return indent + mark + writeMarkdown(tightItem(item), inner).trimStart();
            })
                .join('\n');
        case 'quote':
            return indentLines(writeMarkdown(part.parts), `${indent}> `);
        case 'code':
            // Three backticks can't be escaped in a code block; a zero-width space between keeps it whole.
            return `\`\`\`\n${part.text.replace(/`(?=``)/g, '`\u200b')}\n\`\`\``;
        case 'rule':
            return `${indent}———`;
    }
}
/** A list item's paragraphs in lines of their own: a blank line would end the list. */
function tightItem(item) {
    const [first, second, ...rest] = item;
    if (first?.kind !== 'paragraph' || second?.kind !== 'paragraph')
        return item;
    const spans = [...first.spans, { text: '\n' }, ...second.spans];
    return tightItem([{ kind: 'paragraph', spans }, ...rest]);
}
function indentLines(text, indent) {
    return indent === '' ? text : text.replace(/^/gm, indent);
}
const STYLES = ['url', 'bold', 'italic', 'strike'];
/** Neighbours that share a style share its markers: `**a** **b**` would else run together. */
export function writeSpans(spans, styles = STYLES) {
    const [style, ...rest] = styles;
    if (style === undefined)
        return spans.map(writeText).join('');
    const runs = [];
    for (const span of spans) {
        const run = runs.at(-1);
        if (run && run[0]?.[style] === span[style])
            run.push(span);
        else
            runs.push([span]);
    }
    return runs
        .map((run) => {
        const value = run[0]?.[style];
        const inner = writeSpans(run, rest);
        return value === undefined ? inner : wrap(inner, style, value);
    })
        .join('');
}
function wrap(inner, style, value) {
    const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(inner) ?? [];
    if (text === '')
        return inner;
    switch (style) {
        case 'url':
            return `${before}${link(text, String(value))}${after}`;
        case 'bold':
            return `${before}**${text}**${after}`;
        case 'italic':
            return `${before}*${text}*${after}`;
        case 'strike':
            return `${before}~~${text}~~${after}`;
    }
}
function link(text, url) {
    // Words that are an address themselves are not shown as a link's words, so the address stands alone.
    const target = url.replace(/\(/g, '%28').replace(/\)/g, '%29');
    const words = text.replace(/[\\*~]/g, '');
    if (!url.startsWith('http')) {
        // Only web addresses become links.
        const address = url.replace(/^mailto:/, '');
        return words === address ? text : `${text} (${escapeText(address)})`;
    }
    return /^(https?:|www\.)/i.test(words) ? target : `[${text.replace(/\n/g, ' ')}](${target})`;
}
function writeText({ text, code, at }) {
    // Each reader sees it in their own time and language: the day, and how far away it is.
    if (at !== undefined) {
        const seconds = Math.floor(at / 1000);
        return `<t:${seconds}:f> (<t:${seconds}:R>)`;
    }
    if (code) {
        const flat = text.replace(/\n/g, ' ');
        if (!flat.includes('`'))
            return `\`${flat}\``;
        return `\`\` ${flat.replace(/`{2,}/g, (ticks) => ticks.split('').join('\u200b'))} \`\``;
    }
    return escapeText(text);
}
/** Plain text as Discord shows it: nothing in it becomes markup, a mention or a list. */
export function escapeText(text) {
    return text
        .replace(/[\\*_~`|<>[\]@]|:(?=\/\/)/g, '\\$&')
        .replace(/^(\s*)([#+-])/gm, '$1\\$2')
        .replace(/^(\s*\d+)(?=[.)])/gm, '$1\\');
}
//# sourceMappingURL=markdown.js.map