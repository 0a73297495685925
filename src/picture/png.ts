import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Picture } from '../card.ts';

/** Pixels: twice a chat's width of about 500, for sharp screens. */
const WIDTH = 1000;
/** How many rendered pictures are kept; each has some 60 KB. */
const KEPT = 300;

const packages = createRequire(import.meta.url);
// TrueType: with woff and woff2 the renderer silently draws no text.
const FONTS = [
  '400Regular/Inter_400Regular',
  '600SemiBold/Inter_600SemiBold',
  '700Bold/Inter_700Bold',
];

const rendered = new Map<string, Promise<Buffer>>();
/** Pictures that were on a card lately, so that their address can be answered. */
const shown = new Map<string, Picture>();

export function makePicture(name: string, svg: string, alt: string): Picture {
  const hash = createHash('sha256').update(svg).digest('hex').slice(0, 24);
  return { hash, name, svg, alt };
}

/** Where a picture is served, below the server's own address. Asking for it keeps the picture findable. */
export function picturePath(picture: Picture): string {
  keep(shown, picture.hash, picture);
  return `/pictures/${picture.hash}.png`;
}

/** The picture at such a path. */
export function pictureAt(path: string): Picture | undefined {
  return shown.get(/^\/pictures\/([0-9a-f]{24})\.png$/.exec(path)?.[1] ?? '');
}

/** Sets an entry as the newest, and drops the oldest ones that are too many. */
function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
}

/**
 * The picture as PNG, drawn off the event loop and kept by its hash.
 *
 * @throws when the SVG can't be drawn; `checkSvg` says why beforehand.
 */
export function renderPng(picture: Picture): Promise<Buffer> {
  const known = rendered.get(picture.hash);
  if (known) return known;
  const png = draw(picture.svg);
  keep(rendered, picture.hash, png);
  png.catch(() => rendered.delete(picture.hash));
  return png;
}

async function draw(svg: string): Promise<Buffer> {
  // Loaded when the first picture is asked for: a start needs none.
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: WIDTH },
    font: {
      loadSystemFonts: false,
      fontFiles: FONTS.map((font) => packages.resolve(`@expo-google-fonts/inter/${font}.ttf`)),
      defaultFontFamily: 'Inter',
    },
  });
  return image.asPng();
}
