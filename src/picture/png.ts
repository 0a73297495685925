import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';

/** A picture as text, ready to be shown. */
export interface Picture {
  /** Of the SVG's text: the same picture has the same hash, a changed one another. */
  hash: string;
  /** The file name to show, without its ending. */
  name: string;
  svg: string;
  /** The same for those who can't see it. */
  alt: string;
}

/** Pixels: twice a chat's width of about 500, for sharp screens. */
const WIDTH = 1000;
/** How many rendered pictures are kept; each has some 60 KB. */
const KEPT = 300;

const require = createRequire(import.meta.url);
// TrueType: with woff and woff2 the renderer silently draws no text.
const FONTS = [
  '400Regular/Inter_400Regular',
  '600SemiBold/Inter_600SemiBold',
  '700Bold/Inter_700Bold',
];

const rendered = new Map<string, Promise<Buffer>>();

export function makePicture(name: string, svg: string, alt: string): Picture {
  const hash = createHash('sha256').update(svg).digest('hex').slice(0, 24);
  return { hash, name, svg, alt };
}

/**
 * The picture as PNG, drawn off the event loop and kept by its hash.
 *
 * @throws when the SVG can't be drawn; `checkSvg` says why beforehand.
 */
export function renderPng(picture: Picture): Promise<Buffer> {
  const known = rendered.get(picture.hash);
  if (known) return known;
  const png = renderAsync(picture.svg, {
    fitTo: { mode: 'width', value: WIDTH },
    font: {
      loadSystemFonts: false,
      fontFiles: FONTS.map((font) => require.resolve(`@expo-google-fonts/inter/${font}.ttf`)),
      defaultFontFamily: 'Inter',
    },
  }).then((image) => image.asPng());
  rendered.set(picture.hash, png);
  png.catch(() => rendered.delete(picture.hash));
  const [oldest] = rendered.keys();
  if (rendered.size > KEPT && oldest !== undefined) rendered.delete(oldest);
  return png;
}
