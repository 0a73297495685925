/** A run of text and what is done to it. A line break is `\n` in the text. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; children: Inline[] }
  | { kind: 'link'; url: string; children: Inline[] };

/** A piece of a message, as Discord lays it out. */
export type Block =
  | { kind: 'text' | 'subtext'; children: Inline[] }
  | { kind: 'heading'; level: 1 | 2 | 3; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] };

const ITEM = /^( *)([-*]|\d{1,9}\.) +(?=\S)/;

/** Reads Discord's Markdown, line by line. What is no markup stays text. */
export function readBlocks(source: string): Block[] {
  const lines = source.split('\n');
  const blocks: Block[] = [];
  let text: string[] = [];
  const flush = (): void => {
    if (text.length > 0) blocks.push({ kind: 'text', children: readInline(text.join('\n')) });
    text = [];
  };
  for (let at = 0; at < lines.length;) {
    const read = readBlock(lines, at);
    if (read) {
      flush();
      blocks.push(read.block);
      at = read.next;
    } else {
      text.push(lines[at] ?? '');
      at += 1;
    }
  }
  flush();
  return blocks;
}

/** The block that starts at a line, and the line after it; undefined where plain text stands. */
function readBlock(
  lines: readonly string[],
  at: number,
): { block: Block; next: number } | undefined {
  const line = lines[at] ?? '';
  if (line.startsWith('```')) return readFence(lines, at);
  if (line.startsWith('>>> ')) {
    const rest = [line.slice(4), ...lines.slice(at + 1)].join('\n');
    return { block: { kind: 'quote', blocks: readBlocks(rest) }, next: lines.length };
  }
  if (line.startsWith('> ')) {
    const next = endOf(lines, at, (other) => other.startsWith('> '));
    const inner = lines.slice(at, next).map((quoted) => quoted.slice(2));
    return { block: { kind: 'quote', blocks: readBlocks(inner.join('\n')) }, next };
  }
  const [, marks = '', title = ''] = /^(#{1,3}) +(\S.*)$/.exec(line) ?? [];
  if (title !== '') {
    const level = marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3;
    return { block: { kind: 'heading', level, children: readInline(title) }, next: at + 1 };
  }
  const small = /^-# +(\S.*)$/.exec(line)?.[1];
  if (small !== undefined) {
    return { block: { kind: 'subtext', children: readInline(small) }, next: at + 1 };
  }
  return ITEM.test(line) ? readList(lines, at) : undefined;
}

function readFence(
  lines: readonly string[],
  at: number,
): { block: Block; next: number } | undefined {
  const [first = '', ...rest] = lines.slice(at);
  const whole = [first.slice(3), ...rest].join('\n');
  const end = whole.indexOf('```');
  if (end < 0) return undefined;
  const inner = whole.slice(0, end);
  const height = inner.split('\n').length;
  // What stands right behind the opening is the name of a language, if more lines follow.
  const text = inner.replace(/^[\w+.-]*\n/, '').replace(/\n$/, '');
  return { block: { kind: 'code', text }, next: at + height };
}

function readList(lines: readonly string[], at: number): { block: Block; next: number } {
  const [, spaces = '', mark = '-'] = ITEM.exec(lines[at] ?? '') ?? [];
  const ordered = mark !== '-' && mark !== '*';
  const items: string[][] = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    const [whole = '', indent = '', kind = ''] = ITEM.exec(line) ?? [];
    const depth = line.length - line.trimStart().length;
    if (whole !== '' && indent.length <= spaces.length) {
      if (/\d/.test(kind) !== ordered) break;
      items.push([line.slice(whole.length)]);
    } else if (line.trim() !== '' && depth > spaces.length) {
      const inner = spaces.length + mark.length + 1;
      items.at(-1)?.push(line.slice(Math.min(depth, inner)));
    } else break;
  }
  const start = ordered ? Number.parseInt(mark, 10) : 1;
  const blocks = items.map((item) => readBlocks(item.join('\n')));
  return { block: { kind: 'list', ordered, start, items: blocks }, next };
}

function endOf(lines: readonly string[], at: number, like: (line: string) => boolean): number {
  const end = lines.findIndex((line, i) => i >= at && !like(line));
  return end < 0 ? lines.length : end;
}

const PAIRS = [
  { mark: '**', kind: 'bold' },
  { mark: '__', kind: 'underline' },
  { mark: '~~', kind: 'strike' },
  { mark: '||', kind: 'spoiler' },
  { mark: '*', kind: 'italic' },
  { mark: '_', kind: 'italic' },
] as const;

/** Reads what is inside a line or paragraph. */
export function readInline(source: string, inLink = false): Inline[] {
  const found: Inline[] = [];
  const say = (text: string): void => {
    const last = found.at(-1);
    if (last?.kind === 'text') last.text += text;
    else found.push({ kind: 'text', text });
  };
  for (let at = 0; at < source.length;) {
    const escaped = escapedAt(source, at);
    if (escaped !== undefined) {
      say(escaped);
      at += 2;
      continue;
    }
    const read =
      readCode(source, at) ??
      readTime(source, at) ??
      readLink(source, at, inLink) ??
      readPair(source, at, inLink);
    if (read) {
      found.push(read.inline);
      at = read.next;
    } else {
      say(source[at] ?? '');
      at += 1;
    }
  }
  return found;
}

interface Read {
  inline: Inline;
  next: number;
}

/** Only what could be markup can be escaped: before a letter or a digit a backslash is one. */
function escapedAt(source: string, at: number): string | undefined {
  const next = source[at] === '\\' ? source[at + 1] : undefined;
  return next !== undefined && /[^\p{L}\p{N}\s]/u.test(next) ? next : undefined;
}

function readCode(source: string, at: number): Read | undefined {
  if (source[at] !== '`') return undefined;
  const ticks = /^`+/.exec(source.slice(at))?.[0] ?? '`';
  for (let end = at + ticks.length; end < source.length; end += 1) {
    end = source.indexOf('`', end);
    if (end < 0) return undefined;
    const run = /^`+/.exec(source.slice(end))?.[0] ?? '`';
    if (run.length === ticks.length) {
      const inner = source.slice(at + ticks.length, end);
      const text = ticks.length > 1 ? inner.replace(/^ (.*) $/su, '$1') : inner;
      return { inline: { kind: 'code', text }, next: end + ticks.length };
    }
    end += run.length - 1;
  }
  return undefined;
}

/** A moment, as Discord shows it to each in their own time: `<t:1764234000:f>`, `<t:1764234000:R>`. */
function readTime(source: string, at: number): Read | undefined {
  const [whole, seconds, style] = /^<t:(\d{1,12})(?::([fR]))?>/.exec(source.slice(at)) ?? [];
  if (whole === undefined) return undefined;
  const moment = Number(seconds) * 1000;
  const text =
    style === 'R'
      ? away(moment - Date.now())
      : new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' }).format(
          moment,
        );
  return { inline: { kind: 'text', text }, next: at + whole.length };
}

/** `in 14 hours`, `2 days ago`. @param ms until then. */
function away(ms: number): string {
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  const [unit, each] =
    UNITS.find(([, least]) => Math.abs(ms) >= least) ?? (['second', 1000] as const);
  return format.format(Math.round(ms / each), unit);
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function readLink(source: string, at: number, inLink: boolean): Read | undefined {
  if (inLink) return undefined;
  if (source[at] === '[') {
    const close = closeOf(source, at + 1, ']');
    if (close < 0 || source[close + 1] !== '(') return undefined;
    const [whole, target = ''] = /^\(<?([^\s()<>]+)>?\)/.exec(source.slice(close + 1)) ?? [];
    const url = safeUrl(target);
    if (whole === undefined || url === undefined) return undefined;
    const children = readInline(source.slice(at + 1, close), true);
    return { inline: { kind: 'link', url, children }, next: close + 1 + whole.length };
  }
  if (source[at] !== '<' && source[at] !== 'h') return undefined;
  const rest = source.slice(at, at + 2048);
  const bracketed = /^<(https?:\/\/[^\s<>]+)>/.exec(rest);
  const bare = bracketed ?? /^(https?:\/\/[^\s<]*[^\s<.,:;"'\])])/.exec(rest);
  const [whole = '', target = ''] = bare ?? [];
  const url = safeUrl(target);
  if (url === undefined) return undefined;
  const children: Inline[] = [{ kind: 'text', text: target }];
  return { inline: { kind: 'link', url, children }, next: at + whole.length };
}

/** The address if it may be followed, written as browsers do. */
export function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return /^(https?|mailto):$/.test(protocol) ? href : undefined;
}

function readPair(source: string, at: number, inLink: boolean): Read | undefined {
  const pair = PAIRS.find(({ mark }) => source.startsWith(mark, at));
  if (!pair) return undefined;
  const { mark, kind } = pair;
  const from = at + mark.length;
  const single = mark.length === 1;
  if (single && /\s/.test(source[from] ?? ' ')) return undefined;
  if (mark === '_' && isWord(source[at - 1])) return undefined;
  const close = closeOf(source, from, mark);
  if (close <= from) return undefined;
  const children = readInline(source.slice(from, close), inLink);
  return { inline: { kind, children }, next: close + mark.length };
}

/** Where `mark` closes what was opened before `from`, or -1. Escapes and code are stepped over. */
function closeOf(source: string, from: number, mark: string): number {
  let open = 0;
  for (let at = from; at < source.length; at += 1) {
    if (escapedAt(source, at) !== undefined) {
      at += 1;
      continue;
    }
    const code = readCode(source, at);
    if (code) {
      at = code.next - 1;
      continue;
    }
    if (mark === ']' && source[at] === '[') open += 1;
    if (!source.startsWith(mark, at)) continue;
    if (mark === ']') {
      if (open === 0) return at;
      open -= 1;
    } else if (mark.length === 2) {
      // Of three marks the last two close: `***both***` is bold around italic.
      if (source[at + 2] !== mark[0]) return at;
    } else if (source[at + 1] === mark) at += 1;
    else if (!/\s/.test(source[at - 1] ?? ' ') && !(mark === '_' && isWord(source[at + 1]))) {
      return at;
    }
  }
  return -1;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
