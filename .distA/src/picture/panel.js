import { wellFormed } from "../markdown.js";
// What all pictures that are drawn here have in common. They bring their own light ground, so that
// they look the same in a light and in a dark chat.
export const PANEL = '#f8fafc';
export const WHITE = '#ffffff';
export const INK = '#0f172a';
export const MUTED = '#475569';
export const EDGE = '#e2e8f0';
/**
 * A picture on a light panel of its own.
 *
 * @param title and description are for those who don't see it.
 * @param parts its elements.
 */
export function drawPanel(width, height, title, description, parts) {
    return ([
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${num(width)} ${num(height)}" width="${num(width)}" height="${num(height)}" role="img" aria-labelledby="t d">`,
        `<title id="t">${escape(title)}</title>`,
        `<desc id="d">${escape(description)}</desc>`,
        `<rect x="0" y="0" width="${num(width)}" height="${num(height)}" rx="24" fill="${PANEL}"/>`,
        '<g font-family="Inter">',
        ...parts,
        '</g>',
        '</svg>',
    ].join('\n') + '\n');
}
/** A line of text, `x` its left end, `y` its baseline. */
export function drawText(text, x, y, size, weight, fill) {
    return `<text x="${num(x)}" y="${num(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escape(text)}</text>`;
}
export function num(value) {
    return String(Math.round(value * 10) / 10);
}
/** A colour on white: 1 is the colour itself, 0 white. */
export function mix(colour, share) {
    const channels = [1, 3, 5].map((i) => {
        const value = Number.parseInt(colour.slice(i, i + 2), 16);
        return Math.round(255 + (value - 255) * share);
    });
    return '#' + channels.map((value) => value.toString(16).padStart(2, '0')).join('');
}
/** Text as XML takes it: no markup, and no character that XML has no place for. */
export function escape(text) {
    return wellFormed(text)
        .replace(/[\ufffe\uffff]/g, '')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;');
}
//# sourceMappingURL=panel.js.map