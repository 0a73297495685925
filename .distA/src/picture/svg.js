import sax from 'sax';
import { readPlainly } from "./plain-svg.js";
/** A diagram is a few kilobytes; more is a photograph in disguise, or takes seconds to draw. */
export const LARGEST_SVG = 32 * 1024;
/** Groups in groups: deep nesting overflows the stack of native renderers. */
const DEEPEST = 32;
/** Height against width: a picture taller than this fills a whole chat window, a flatter one is a line. */
const TALLEST = 1.5;
const FLATTEST = 0.1;
/** The most faults that are told of one picture. */
const MOST_FAULTS = 20;
const ELEMENTS = new Set(('svg title desc defs marker g rect circle ellipse line polyline polygon path text tspan ' +
    'linearGradient radialGradient stop').split(' '));
/**
 * Checks that an SVG is a drawing and nothing else: no scripts, styles, images, links, entities, or
 * references to anything outside of itself. What passes can be rendered without reading any file, and
 * without shapes that multiply: arrow heads on the lines of arrow heads, clips of clips.
 */
export function checkSvg(text) {
    if (text.length > LARGEST_SVG) {
        return [{ line: 1, column: 1, message: `larger than ${LARGEST_SVG / 1024} KB; simplify it` }];
    }
    if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) {
        return [{ line: 1, column: 1, message: 'has characters that XML does not allow; remove them' }];
    }
    // Mostly there is nothing to tell. Where there is, or may be, the parser finds out what and where.
    return isPlainlySound(text) ? [] : findFaults(text);
}
function isPlainlySound(text) {
    let sound = true;
    const rules = followRules(() => (sound = false));
    const plain = readPlainly(text, rules);
    rules.end();
    return plain && sound;
}
function findFaults(text) {
    const faults = [];
    const parser = sax.parser(true);
    const fault = (message) => {
        if (faults.length < MOST_FAULTS)
            faults.push({ line: parser.line + 1, column: parser.column + 1, message });
    };
    const rules = followRules(fault);
    parser.onerror = (error) => {
        fault(`not well-formed XML: ${error.message.split('\n')[0] ?? ''}`);
        parser.resume();
    };
    parser.ondoctype = () => fault('a document type is not allowed; remove it');
    parser.onprocessinginstruction = ({ name }) => {
        if (name !== 'xml')
            fault(`the instruction <?${short(name)}?> is not allowed; remove it`);
    };
    parser.onopentag = ({ name, attributes }) => {
        rules.open(name, attributes);
    };
    parser.onclosetag = rules.close;
    parser.write(text).close();
    rules.end();
    return faults;
}
/** Follows a picture's elements, and tells `fault` what is not allowed in one. */
function followRules(fault) {
    const open = [];
    let root;
    return {
        open: (name, attributes) => {
            if (open.length === 0) {
                if (root || name !== 'svg')
                    fault('the outermost element must be one <svg>');
                root = attributes;
            }
            else if (name === 'svg')
                fault('<svg> in <svg> is not allowed; draw it in one');
            if (name === 'marker' && open.join() !== 'svg,defs') {
                fault('<marker> must stand in <defs>, and <defs> in <svg>');
            }
            open.push(name);
            if (open.length === DEEPEST)
                fault(`nested deeper than ${DEEPEST} elements; flatten it`);
            if (!ELEMENTS.has(name))
                fault(`<${short(name)}> is not allowed in a picture; draw it with shapes and text`);
            for (const [attribute, value] of Object.entries(attributes)) {
                const unsafe = unsafeAttribute(attribute, value, open);
                if (unsafe !== undefined)
                    fault(unsafe);
            }
        },
        close: () => {
            open.pop();
        },
        end: () => {
            if (root)
                checkRoot(root, fault);
            else
                fault('the outermost element must be one <svg>');
        },
    };
}
function checkRoot(root, fault) {
    if (root['xmlns'] !== 'http://www.w3.org/2000/svg') {
        fault('<svg> needs xmlns="http://www.w3.org/2000/svg"');
    }
    const size = readBox(root['viewBox']);
    if (!size) {
        fault('<svg> needs a viewBox of four numbers, like "0 0 1000 560"');
        return;
    }
    // These, and not the view box, would say how much memory the drawing takes.
    for (const side of ['width', 'height']) {
        if (Number(root[side] ?? size[side]) !== size[side])
            fault(`remove ${side} from <svg>, or make it that of the viewBox`);
    }
    const share = size.height / size.width;
    if (share > TALLEST)
        fault(`taller than ${TALLEST} times its width; make it wider`);
    if (share < FLATTEST)
        fault(`lower than ${FLATTEST} times its width; make it taller`);
}
const SUSPECT = /^on|^style$|^class$|href$|^marker/i;
/** @param open the names of the element and those around it, outermost first. */
function unsafeAttribute(name, value, open) {
    // There are thousands of attributes, and next to none is of any of the kinds below.
    if (!value.includes('(') && !SUSPECT.test(name))
        return undefined;
    if (/^on/i.test(name))
        return `the attribute ${short(name)} is not allowed; a picture runs nothing`;
    if (name === 'style' || name === 'class') {
        return `write ${name} as attributes like fill="…" instead`;
    }
    if (/href$/i.test(name)) {
        return `the link ${short(name)} is not allowed; a picture refers to nothing`;
    }
    if (name === 'marker' || name === 'marker-mid') {
        return `${name} is not allowed; use marker-start and marker-end`;
    }
    if (name.startsWith('marker-') && (open.length === 1 || open.includes('defs'))) {
        return `${short(name)} is not allowed on <svg> and in <defs>; write it on the lines themselves`;
    }
    if (!value.includes('('))
        return undefined;
    const outside = [...value.matchAll(/url\(\s*['"]?([^)'"]*)/gi)].some(([, target = '']) => !target.startsWith('#'));
    return outside
        ? `${short(name)} refers to something outside of the picture; use url(#id)`
        : undefined;
}
function short(name) {
    return name.slice(0, 40);
}
/** The size of a view box. */
function readBox(viewBox = '') {
    const numbers = viewBox
        .trim()
        .split(/[\s,]+/)
        .map(Number);
    const [, , width = 0, height = 0] = numbers;
    const sound = numbers.length === 4 && numbers.every(Number.isFinite) && width > 0 && height > 0;
    return sound ? { width, height } : undefined;
}
//# sourceMappingURL=svg.js.map