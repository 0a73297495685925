import matter from 'gray-matter';
import type { ErrorCode } from 'yaml';
import type { z } from 'zod';
import { editDistance, squash } from '../find/text.ts';
import { findHidden } from './hidden.ts';
import { isNested, NESTED } from './nested.ts';
import { frontMatter } from './note.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { Report } from './problem.ts';

/** Characters. 500 authors are some 12,000; the YAML parser takes ever longer for more. */
const LONGEST = 16 * 1024;
/** gray-matter looks at blank space again and again, so a hundred thousand empty lines take minutes. */
const BLANK = /\s{500}/;
/** The most faults that are told of one front matter. */
const MOST_FAULTS = 20;

/** All names of fields, in the front matter and in its lists. */
const NAMES = new Set([...Object.keys(frontMatter.shape), 'label', 'value', 'source', 'id']);

type FrontMatter = z.infer<typeof frontMatter>;

/**
 * Reads a note's front matter: YAML without anchors, never code.
 *
 * @param report told of everything that is wrong with it, with its place in the file.
 * @returns the fields if they are right, and the body with the line it starts on; nothing when the two
 *   can't be told apart.
 */
export async function readFrontMatter(
  source: string,
  report: Report,
): Promise<{ data: FrontMatter | undefined; body: string; bodyLine: number } | undefined> {
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
  const closing = /\n---(.*)/.exec(text.slice(3));
  if (closing?.[1]?.trim() !== '') {
    report('front matter', 'the closing `---` is missing');
    return undefined;
  }
  if (closing.index > LONGEST || BLANK.test(text.slice(0, closing.index))) {
    report(
      'front matter',
      `longer than ${LONGEST / 1024} KB, or mostly blank; keep it to the fields`,
    );
    return undefined;
  }
  if (isNested(text.slice(0, closing.index))) {
    report('front matter', `${NESTED}; keep it to the fields`);
    return undefined;
  }
  let block: string | undefined;
  const refuse = (): never => {
    throw new Error('front matter is YAML, never code');
  };
  // Options are always given: without them gray-matter caches a note that failed to parse as `{}`.
  const { content } = matter(text, {
    language: 'yaml',
    engines: {
      yaml: {
        parse: (found: string) => {
          // Of a line end `\r\n` before the closing `---`, gray-matter leaves the `\r`.
          block = found.replace(/\r$/, '');
          return {};
        },
        stringify: refuse,
      },
      javascript: { parse: refuse, stringify: refuse },
      json: { parse: refuse, stringify: refuse },
    },
  });
  if (block === undefined) report('front matter', NO_FIELDS);
  const bodyLine = text.slice(0, text.length - content.length).split('\n').length;
  const data =
    block === undefined ? undefined : (readAtOnce(block) ?? (await readFields(block, report)));
  return { data, body: content, bodyLine };
}

/** The fields of nearly all front matter; undefined when something may be wrong with it. */
function readAtOnce(block: string): FrontMatter | undefined {
  const { data } = frontMatter.safeParse(readPlainYaml(block, NAMES));
  return data && isFound(data) ? data : undefined;
}

function isFound({ arxiv, url }: FrontMatter): boolean {
  return arxiv !== undefined || url !== undefined;
}

const NO_FIELDS = 'write fields, one per line, like `year: 2021`';
const NO_ANCHORS = 'YAML anchors and aliases (`&`, `*`) are not allowed; write it out';

/** How to mend what the YAML parser finds, where its own words don't say. */
const REMEDIES: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'line it up with the lines around it',
  DUPLICATE_KEY: 'this field stands twice; keep one',
  TAB_AS_INDENT: 'indent with spaces instead of tabs',
};

async function readFields(block: string, report: Report): Promise<FrontMatter | undefined> {
  const { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } =
    await import('./yaml.ts');
  const lines = new LineCounter();
  const yaml = parseDocument(block, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    version: '1.2',
    uniqueKeys: true,
  });
  const faults = [...yaml.errors, ...yaml.warnings].slice(0, MOST_FAULTS);
  for (const { code, message, pos } of faults) {
    const { line, col } = lines.linePos(pos[0]);
    const remedy = REMEDIES[code] ?? 'check its quotes, colons and indentation';
    report('front matter', `${message}; ${remedy}`, line, col);
  }
  if (faults.length > 0) return undefined;
  if (!isMap(yaml.contents)) {
    report('front matter', NO_FIELDS);
    return undefined;
  }
  let refused = false as boolean;
  visit(yaml, {
    Node: (_key, node) => {
      const anchored = isAlias(node) || node.anchor !== undefined;
      const hidden = isScalar(node) && typeof node.value === 'string' && findHidden(node.value);
      if (!anchored && !hidden) return;
      refused = true;
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      report('front matter', hidden ? hidden.message : NO_ANCHORS, line, col);
    },
  });
  if (refused) return undefined;
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
      found === undefined
        ? `missing; ${issue.message}`
        : `${issue.message} (found ${isNode(found) ? 'something else' : show(found)})`;
    report(issue.path.join('.'), message, line, col);
  }
  if (!result.success) return undefined;
  if (!isFound(result.data)) {
    report('arxiv', 'missing; give the arXiv id, or `url:` when the paper is not on arXiv');
    return undefined;
  }
  return result.data;
}

function unknownField(key: string, path: PropertyKey[]): string {
  if (path.length > 0 || key.length > 40) return 'no such field; remove it';
  const typed = squash(key);
  // Of a sign alone nothing is left, and with that every name begins.
  if (typed === '') return 'no such field; remove it';
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
  const text = JSON.stringify(value) as string | undefined;
  return (text ?? 'nothing').slice(0, 60);
}
