import * as z from 'zod';

/** A note's id, which is its file name: it goes into buttons and addresses. */
export const ID = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** A paper outside the catalog: a title, and its arXiv id or address where it has one. */
export interface Paper {
  title: string;
  arxiv?: string;
  url?: string;
}

/** A note another one leads to: by id when it is in the catalog, else the paper itself. */
export type Reference = { id: string } | Paper;

/** An entry of "Where to read next": what to read, and why. */
export interface Next {
  label: string;
  to: Reference;
  why: string;
}

/** An arXiv id without its version, of either age. */
export const ARXIV_ID = /^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})$/;

const arxivId = z
  .string({ error: 'write the arXiv id in quotes, like "2106.09685"' })
  .regex(ARXIV_ID, {
    error: 'use an arXiv id without version, like "2106.09685"',
  });
const line = (what: string, most: number) =>
  z
    .string({ error: `write ${what} as text` })
    .trim()
    .min(1, { error: `${what} is empty; write it or remove the line` })
    .max(most, { error: `${what} is longer than ${most} characters; shorten it` })
    .regex(/^[^\p{Cc}]*$/u, { error: `${what} must be one line` });
const webAddress = z.url({
  protocol: /^https?$/,
  error: 'use a full web address that starts with https://',
});
/** A list, one entry per line. @param example one entry, as it is written. */
const list = <T extends z.ZodType>(entry: T, example: string) =>
  z.array(entry, { error: `write a list, one line each, like \`- ${example}\`` });
const thisYear = () => new Date().getUTCFullYear();

/** The front matter of a note. Numbers and names are shown as they are written here. */
export const frontMatter = z.strictObject({
  title: line('the title', 200),
  name: line('the short name', 40),
  aliases: list(line('an alias', 80), 'low-rank adaptation')
    .max(50, { error: 'keep at most 50 aliases' })
    .default([]),
  authors: list(line('an author', 100), 'Edward J. Hu')
    .min(1, { error: 'name at least one author' })
    .max(500, { error: 'name at most 500 authors' }),
  year: z
    .int({ error: 'write the year as a number, like 2021' })
    .min(1900, { error: 'write the year the paper first appeared, 1900 or later' })
    .refine((year) => year <= thisYear() + 1, { error: 'the year lies in the future' }),
  venue: line('the venue', 100),
  arxiv: arxivId.optional(),
  url: webAddress.optional(),
  code: webAddress.optional(),
  numbers: list(
    z.strictObject(
      {
        label: line('the label', 80),
        value: line('the value', 40),
        source: line('the source', 40),
      },
      { error: 'write a row with `label:`, `value:` and `source:`' },
    ),
    'label: …` with `value: …` and `source: …',
  )
    .min(3, { error: 'give 3 to 5 rows' })
    .max(5, { error: 'give 3 to 5 rows' }),
  reviewed: z.iso.date({ error: 'write the day of the last review, like 2026-11-22' }),
  builds_on: list(
    z.union(
      [
        z.strictObject({ id: line('the id', 60) }),
        z.strictObject({ title: line('the title', 200), arxiv: arxivId.optional() }),
      ],
      { error: 'write `- id: lora` for a note, or `- title: …` with `arxiv: "…"` for a paper' },
    ),
    'id: lora',
  ).default([]),
});

/** A note: one paper, as its Markdown file tells it. */
export interface Note {
  id: string;
  /** The folder's name. */
  topic: string;
  title: string;
  name: string;
  aliases: string[];
  authors: string[];
  /** The year the paper first appeared, which may be earlier than its venue's. */
  year: number;
  venue: string;
  arxiv?: string;
  /** Where the paper can be read. */
  url: string;
  code?: string;
  numbers: { label: string; value: string; source: string }[];
  /** The day of the last review, `YYYY-MM-DD`. */
  reviewed: string;
  buildsOn: Reference[];
  /** The four sections, Markdown. */
  tldr: string;
  contributions: string;
  why: string;
  next: Next[];
  /** The file it was read from, relative to the notes' folder, with `/`. */
  file: string;
}
