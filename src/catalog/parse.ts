import matter from 'gray-matter';
import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, ErrorCode } from 'yaml';
import type { z } from 'zod';
import type { ListItem } from 'mdast';
import { parseTree } from '../markdown.ts';
import { editDistance, squash } from '../find/text.ts';
import { ARXIV_ID, frontMatter, type Next, type Note, type Reference } from './note.ts';
import type { Problem } from './problem.ts';

/** The sections of a note's body, in the order they must stand. */
export const SECTIONS = [
  'TLDR',
  'Key contributions',
  'Why it still matters',
  'Where to read next',
] as const;
type Section = (typeof SECTIONS)[number];

/** A note is a page, not a book: files above this many bytes are refused before they are read. */
export const LARGEST_FILE = 256 * 1024;

/** A note's id, which is its file name: it goes into buttons and addresses. */
export const ID = /^[a-z0-9][a-z0-9-]{0,59}$/;

type Parsed = { note: Note; problems: [] } | { note?: undefined; problems: Problem[] };

/**
 * Reads one note. The text is data, never code: only YAML front matter is read, without anchors.
 *
 * @param text the file's text; `file` its place in the notes' folder (`alignment/lora.md`).
 * @returns the note, or everything that is wrong with it.
 */
export function parseNote(text: string, file: string): Parsed {
  const [topic = '', name = ''] = file.split('/');
  const id = name.replace(/\.md$/, '');
  const problems: Problem[] = [];
  const report = (field: string, message: string, line = 1, column = 1): void => {
    problems.push({ file, line, column, field, message });
  };
  if (!ID.test(id)) {
    report('file name', 'use lower-case letters, digits and hyphens, like chain-of-thought.md');
  }
  if (!ID.test(topic)) {
    report('folder name', 'use lower-case letters, digits and hyphens, like language-models');
  }
  const front = readFrontMatter(text, report);
  if (!front) return { problems };
  const sections = readSections(front.body, front.bodyLine, report);
  const next = sections && readNext(sections['Where to read next'], report);
  if (!front.data || !sections || !next || problems.length > 0) return { problems };

  const { builds_on: buildsOn, arxiv, url, code, ...rest } = front.data;
  return {
    note: {
      id,
      topic,
      ...rest,
      ...(arxiv !== undefined && { arxiv }),
      ...(code !== undefined && { code }),
      url: url ?? `https://arxiv.org/abs/${arxiv ?? ''}`,
      buildsOn,
      tldr: sections.TLDR.text,
      contributions: sections['Key contributions'].text,
      why: sections['Why it still matters'].text,
      next,
      file,
    },
    problems: [],
  };
}

type Report = (field: string, message: string, line?: number, column?: number) => void;
type FrontMatter = z.infer<typeof frontMatter>;

function readFrontMatter(
  source: string,
  report: Report,
): { data: FrontMatter | undefined; body: string; bodyLine: number } | undefined {
  const text = source.replace(/^\ufeff/, '');
  if (!text.startsWith('---')) {
    const blank = /^\s+---/.test(text);
    report(
      'front matter',
      blank
        ? 'nothing may stand before the first `---`; remove the blank space above it'
        : 'a note starts with `---`, the fields, and `---` again',
    );
    return undefined;
  }
  if (!/^---[ \t]*(ya?ml[ \t]*)?\r?\n/.test(text)) {
    report('front matter', 'the first line must be `---` alone: front matter is YAML, never code');
    return undefined;
  }
  // gray-matter takes any line that begins with `---` for the closing one.
  const [, afterClosing] = /\n---(.*)/.exec(text.slice(3)) ?? [];
  if (afterClosing?.trim() !== '') {
    report('front matter', 'the closing `---` is missing');
    return undefined;
  }
  const lines = new LineCounter();
  let yaml: Document | undefined;
  const refuse = (): never => {
    throw new Error('front matter is YAML, never code');
  };
  // Options are always given: without them gray-matter caches a note that failed to parse as `{}`.
  const { content } = matter(text, {
    language: 'yaml',
    engines: {
      yaml: {
        parse: (block: string) => {
          // Of a line end `\r\n` before the closing `---`, gray-matter leaves the `\r`.
          yaml = parseDocument(block.replace(/\r$/, ''), {
            lineCounter: lines,
            version: '1.2',
            uniqueKeys: true,
          });
          return {};
        },
        stringify: refuse,
      },
      javascript: { parse: refuse, stringify: refuse },
      json: { parse: refuse, stringify: refuse },
    },
  });
  if (!yaml) report('front matter', NO_FIELDS);
  const bodyLine = text.slice(0, text.length - content.length).split('\n').length;
  return { data: yaml && readFields(yaml, lines, report), body: content, bodyLine };
}

const NO_FIELDS = 'write fields, one per line, like `year: 2021`';
const NO_ANCHORS = 'YAML anchors and aliases (`&`, `*`) are not allowed; write it out';

/** How to mend what the YAML parser finds, where its own words don't say. */
const REMEDIES: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'line it up with the lines around it',
  DUPLICATE_KEY: 'this field stands twice; keep one',
  TAB_AS_INDENT: 'indent with spaces instead of tabs',
};

function readFields(yaml: Document, lines: LineCounter, report: Report): FrontMatter | undefined {
  const faults = [...yaml.errors, ...yaml.warnings];
  for (const { code, message, pos } of faults) {
    const { line, col } = lines.linePos(pos[0]);
    const remedy = REMEDIES[code] ?? 'check its quotes, colons and indentation';
    report('front matter', `${firstLine(message)}; ${remedy}`, line, col);
  }
  if (faults.length > 0) return undefined;
  if (!isMap(yaml.contents)) {
    report('front matter', NO_FIELDS);
    return undefined;
  }
  let anchored = false as boolean;
  visit(yaml, {
    Node: (_key, node) => {
      if (!isAlias(node) && node.anchor === undefined) return;
      anchored = true;
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      report('front matter', NO_ANCHORS, line, col);
    },
  });
  if (anchored) return undefined;
  const result = frontMatter.safeParse(yaml.toJS({ maxAliasCount: 0 }));
  const place = (path: PropertyKey[]): { line: number; col: number } => {
    for (let length = path.length; length > 0; length--) {
      const node = yaml.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]);
    }
    return { line: 1, col: 1 };
  };
  const placeOfKey = (path: PropertyKey[], key: string): { line: number; col: number } => {
    const map = path.length === 0 ? yaml.contents : yaml.getIn(path, true);
    const pair = isMap(map)
      ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    const range = isNode(pair?.key) ? pair.key.range : undefined;
    return range ? lines.linePos(range[0]) : place(path);
  };
  for (const issue of result.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const { line, col } = placeOfKey(issue.path, key);
        report([...issue.path, key].join('.'), unknownField(key, issue.path), line, col);
      }
      continue;
    }
    const { line, col } = place(issue.path);
    const found: unknown = yaml.getIn(issue.path);
    const message =
      found === undefined ? `missing; ${issue.message}` : `${issue.message} (found ${show(found)})`;
    report(issue.path.join('.'), message, line, col);
  }
  if (!result.success) return undefined;
  if (result.data.arxiv === undefined && result.data.url === undefined) {
    report('arxiv', 'missing; give the arXiv id, or `url:` when the paper is not on arXiv');
    return undefined;
  }
  return result.data;
}

function unknownField(key: string, path: PropertyKey[]): string {
  if (path.length > 0) return 'no such field; remove it';
  const typed = squash(key);
  const slips = Math.max(1, Math.floor(typed.length / 3));
  const meant = Object.keys(frontMatter.shape).find((name) => {
    const known = squash(name);
    return known.startsWith(typed) || editDistance(typed, known, slips) <= slips;
  });
  return meant === undefined
    ? 'no such field; remove it'
    : `no such field; did you mean \`${meant}\`?`;
}

function show(value: unknown): string {
  const text = isNode(value) ? 'something else' : (JSON.stringify(value) as string | undefined);
  return (text ?? 'nothing').slice(0, 60);
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

interface SectionText {
  text: string;
  /** Where the text starts in the file, from 1. */
  line: number;
}

function readSections(
  body: string,
  bodyLine: number,
  report: Report,
): Record<Section, SectionText> | undefined {
  const headings = parseTree(body).children.flatMap((node) =>
    node.type === 'heading' && node.depth <= 2
      ? [
          {
            title: body.slice(node.position?.start.offset, node.position?.end.offset),
            line: (node.position?.start.line ?? 1) + bodyLine - 1,
            start: node.position?.start.offset ?? 0,
            end: node.position?.end.offset ?? 0,
          },
        ]
      : [],
  );
  const sections: Partial<Record<Section, SectionText>> = {};
  let wrong = false as boolean;
  const complain: Report = (...args) => {
    wrong = true;
    report(...args);
  };
  let last = -1;
  headings.forEach((heading, i) => {
    const title = firstLine(heading.title).replace(/^#+\s*|\s+#*\s*$/g, '');
    const index = SECTIONS.findIndex((name) => `## ${name}` === `## ${title}`);
    const section = SECTIONS[index];
    const raw = body.slice(heading.end, headings[i + 1]?.start);
    const text = raw.trim();
    if (!section || !heading.title.startsWith('## ')) {
      complain(title, `no such section; a note has ${list(SECTIONS)}`, heading.line);
    } else if (sections[section]) {
      complain(section, 'this section stands twice; keep one', heading.line);
    } else {
      if (index < last) {
        complain(section, `out of order; the order is ${list(SECTIONS)}`, heading.line);
      }
      if (text === '') complain(section, 'this section is empty; write it', heading.line);
      last = Math.max(last, index);
      const above = raw.slice(0, raw.length - raw.trimStart().length).split('\n').length - 1;
      sections[section] = { text, line: heading.line + above };
    }
  });
  const before = body.slice(0, headings[0]?.start);
  if (headings.length > 0 && before.trim() !== '') {
    const above = before.slice(0, before.length - before.trimStart().length).split('\n').length - 1;
    const line = bodyLine + above;
    complain('body', `text before the first section; move it under ## ${SECTIONS[0]}`, line);
  }
  for (const section of SECTIONS) {
    if (!sections[section]) complain(section, `missing; add \`## ${section}\``, bodyLine);
  }
  return wrong ? undefined : (sections as Record<Section, SectionText>);
}

function list(names: readonly string[]): string {
  return names.map((name) => `## ${name}`).join(', ');
}

function readNext({ text, line }: SectionText, report: Report): Next[] | undefined {
  const field = 'Where to read next';
  const shape = 'write a list: `1. [LoRA](lora): why`, or `1. [QLoRA](arxiv:2305.14314): why`';
  const at = (offset: number): number => line + text.slice(0, offset).split('\n').length - 1;
  const tree = parseTree(text);
  const items = tree.children.flatMap((node) => (node.type === 'list' ? node.children : []));
  if (items.length === 0 || tree.children.some((node) => node.type !== 'list')) {
    report(field, shape, line);
    return undefined;
  }
  const next = items.map((item) => readNextItem(item, text));
  next.forEach((entry, i) => {
    if (entry) return;
    report(field, shape, at(items[i]?.position?.start.offset ?? 0));
  });
  return next.every((entry) => entry !== undefined) ? next : undefined;
}

function readNextItem(item: ListItem, text: string): Next | undefined {
  const [paragraph, ...more] = item.children;
  if (more.length > 0) return undefined;
  const link = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
  if (link?.type !== 'link') return undefined;
  const [word] = link.children;
  const label = word?.type === 'text' ? word.value : '';
  const why = text
    .slice(link.position?.end.offset, paragraph?.position?.end.offset)
    .replace(/^\s*[:,–-]\s*/, '')
    .replace(/\s*\n\s*/g, ' ');
  const to = readTarget(link.url, label);
  return label === '' || why === '' || !to ? undefined : { label, to, why };
}

function readTarget(url: string, title: string): Reference | undefined {
  const arxiv = /^arxiv:(\S+)$/i.exec(url)?.[1];
  if (arxiv !== undefined) return ARXIV_ID.test(arxiv) ? { title, arxiv } : undefined;
  if (/^https?:\/\//.test(url)) return { title, url };
  return ID.test(url) ? { id: url } : undefined;
}
