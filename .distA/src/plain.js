import { plainParts, readMarkdown } from "./markdown.js";
/**
 * A card in plain text, nothing left out: what screen readers and notifications read, and what is
 * shown where a platform can't draw the card.
 */
export function plainText(card) {
    const links = card.actions.flatMap((action) => action.kind === 'link' ? [`${action.label}: ${action.url}`] : []);
    return [
        [card.title, card.subtitle].filter(Boolean).join('\n'),
        ...card.blocks.map(plainBlock),
        links.join('\n'),
        card.footer ?? '',
    ]
        .filter((piece) => piece.trim() !== '')
        .join('\n\n');
}
function plainBlock(block) {
    switch (block.kind) {
        case 'text':
            return plainParts(readMarkdown(block.text));
        case 'section':
            return `${block.heading}\n${plainParts(readMarkdown(block.text))}`;
        case 'facts':
            return [
                block.heading,
                ...block.facts.map(({ label, value, source }) => source === undefined ? `• ${value}: ${label}` : `• ${value}: ${label} (${source})`),
            ].join('\n');
        case 'columns':
            return [
                ...(block.heading === undefined ? [] : [block.heading]),
                ...block.rows.flat().map(({ heading, text }) => {
                    return `${heading}\n${plainParts(readMarkdown(text))}`;
                }),
            ].join('\n\n');
        case 'picture':
            return `[${block.picture.alt}]`;
        case 'choices':
            return block.choices
                .map(({ label, detail }) => (detail === undefined ? `• ${label}` : `• ${label}: ${detail}`))
                .join('\n');
    }
}
//# sourceMappingURL=plain.js.map