import sax from 'sax';

/** What is wrong with a picture, and where: lines and columns from 1. */
export interface SvgFault {
  line: number;
  column: number;
  message: string;
}

/** A diagram is a few kilobytes; more is a photograph in disguise. */
export const LARGEST_SVG = 64 * 1024;
/** Groups in groups: deep nesting overflows the stack of native renderers. */
const DEEPEST = 32;
/** Height against width: a picture taller than this fills a whole chat window. */
const TALLEST = 1.5;

const ELEMENTS = new Set(
  (
    'svg title desc defs marker g rect circle ellipse line polyline polygon path text tspan ' +
    'linearGradient radialGradient stop clipPath'
  ).split(' '),
);

/**
 * Checks that an SVG is a drawing and nothing else: no scripts, styles, images, links, entities, or
 * references to anything outside of itself. What passes can be rendered without reading any file.
 */
export function checkSvg(text: string): SvgFault[] {
  const faults: SvgFault[] = [];
  const parser = sax.parser(true, { position: true });
  const fault = (message: string): void => {
    if (faults.length < 20)
      faults.push({ line: parser.line + 1, column: parser.column + 1, message });
  };
  if (text.length > LARGEST_SVG) {
    return [{ line: 1, column: 1, message: `larger than ${LARGEST_SVG / 1024} KB; simplify it` }];
  }
  let depth = 0;
  let box: string | undefined;
  let root: string | undefined;
  parser.onerror = (error) => {
    fault(`not well-formed XML: ${error.message.split('\n')[0] ?? ''}`);
    parser.resume();
  };
  parser.ondoctype = () => fault('a document type is not allowed; remove it');
  parser.onprocessinginstruction = ({ name }) => {
    if (name !== 'xml') fault(`the instruction <?${name}?> is not allowed; remove it`);
  };
  parser.onopentag = ({ name, attributes }) => {
    depth += 1;
    root ??= name;
    if (depth === 1) box = attributes['viewBox'] as string | undefined;
    if (depth === DEEPEST) fault(`nested deeper than ${DEEPEST} elements; flatten it`);
    if (!ELEMENTS.has(name))
      fault(`<${name}> is not allowed in a picture; draw it with shapes and text`);
    for (const [attribute, value] of Object.entries(attributes)) {
      const unsafe = unsafeAttribute(attribute, String(value));
      if (unsafe !== undefined) fault(unsafe);
    }
  };
  parser.onclosetag = () => (depth -= 1);
  parser.write(text).close();
  if (root !== 'svg') fault('the outermost element must be <svg>');
  else {
    const size = shape(box);
    if (size === undefined) fault('<svg> needs a viewBox of four numbers, like "0 0 1000 560"');
    else if (size > TALLEST) fault(`taller than ${TALLEST} times its width; make it wider`);
  }
  return faults;
}

function unsafeAttribute(name: string, value: string): string | undefined {
  if (/^on/i.test(name)) return `the attribute ${name} is not allowed; a picture runs nothing`;
  if (name === 'style' || name === 'class') {
    return `write ${name} as attributes like fill="…" instead`;
  }
  if (/href$/i.test(name)) return `the link ${name} is not allowed; a picture refers to nothing`;
  const outside = [...value.matchAll(/url\(\s*['"]?([^)'"]*)/gi)].some(
    ([, target = '']) => !target.startsWith('#'),
  );
  return outside ? `${name} refers to something outside of the picture; use url(#id)` : undefined;
}

/** Height over width of a view box. */
function shape(viewBox: string | undefined): number | undefined {
  const [, , width = 0, height = 0, ...more] = (viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return more.length === 0 && width > 0 && height > 0 ? height / width : undefined;
}
