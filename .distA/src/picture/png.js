import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { keepNewest } from "../newest.js";
/** Pixels: twice a chat's width of about 500, for sharp screens. */
const LEAST_WIDTH = 1000;
/** Pixels, for what is drawn wider, as the map is, and opened at its full size. */
const MOST_WIDTH = 1600;
/** A diagram takes a tenth of this on a busy machine; more is a drawing made to take for ever, ms. */
const LONGEST_MS = 3000;
/** How many rendered pictures are kept; each has some 60 KB. */
const KEPT = 300;
const packages = createRequire(import.meta.url);
// TrueType: with woff and woff2 the renderer silently draws no text.
const FONTS = [
    '400Regular/Inter_400Regular',
    '600SemiBold/Inter_600SemiBold',
    '700Bold/Inter_700Bold',
];
const RENDERER = `
  const { Resvg } = require(process.argv[1]);
  const svg = require('node:fs').readFileSync(0, 'utf8');
  const { width } = new Resvg(svg, { font: { loadSystemFonts: false } });
  const value = Math.min(Math.max(width, ${LEAST_WIDTH}), ${MOST_WIDTH});
  const options = { fitTo: { mode: 'width', value }, font: JSON.parse(process.argv[2]) };
  process.stdout.write(new Resvg(svg, options).render().asPng());
`;
const rendered = new Map();
/** Pictures that were on a card lately, so that their address can be answered. */
const shown = new Map();
/** One at a time: many at once would take the machine away from answering. */
let drawing = Promise.resolve();
export function makePicture(name, svg, alt) {
    const hash = createHash('sha256').update(svg).digest('hex').slice(0, 24);
    return { hash, name, svg: Buffer.from(svg), alt };
}
/** Where a picture is served, below the server's own address. Asking for it keeps the picture findable. */
export function picturePath(picture) {
    keepNewest(shown, picture.hash, picture, KEPT);
    return `/pictures/${picture.hash}.png`;
}
/** The picture at such a path. */
export function pictureAt(path) {
    return shown.get(/^\/pictures\/([0-9a-f]{24})\.png$/.exec(path)?.[1] ?? '');
}
/**
 * The picture as PNG, kept by its hash.
 *
 * @throws when the SVG can't be drawn, or not in reasonable time; `checkSvg` mostly says why beforehand.
 */
export function renderPng(picture) {
    const known = rendered.get(picture.hash);
    if (known)
        return known;
    const png = drawing.then(() => draw(picture.svg));
    drawing = png.catch(() => undefined);
    keepNewest(rendered, picture.hash, png, KEPT);
    png.catch(() => rendered.delete(picture.hash));
    return png;
}
/**
 * Draws in a process of its own, without this one's environment. The renderer is native: a drawing it
 * has no memory for ends its process, and one that takes for ever can only be ended with it.
 */
function draw(svg) {
    const font = {
        loadSystemFonts: false,
        fontFiles: FONTS.map((file) => packages.resolve(`@expo-google-fonts/inter/${file}.ttf`)),
        defaultFontFamily: 'Inter',
    };
    return new Promise((resolve, reject) => {
        const child = execFile(process.execPath, ['-e', RENDERER, packages.resolve('@resvg/resvg-js'), JSON.stringify(font)], {
            encoding: 'buffer',
            env: {},
            maxBuffer: 16 * 1024 * 1024,
            timeout: LONGEST_MS,
            killSignal: 'SIGKILL',
        }, (error, png, errors) => {
            if (!error)
                resolve(png);
            else {
                const [, why = error.killed ? 'it takes too long' : 'the renderer failed'] = /^Error: (.*)$/m.exec(errors.toString()) ?? [];
                reject(new Error(`a picture could not be drawn: ${why}`));
            }
        });
        // A renderer that ends before it has read everything is told of above.
        child.stdin?.on('error', () => undefined).end(svg);
    });
}
//# sourceMappingURL=png.js.map