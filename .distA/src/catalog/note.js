import * as z from 'zod';
/** A note's id, which is its file name: it goes into buttons and addresses. */
export const ID = /^[a-z0-9][a-z0-9-]{0,59}$/;
/** An arXiv id without its version, of either age. */
export const ARXIV_ID = /^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})$/;
const arxivId = z
    .string({ error: 'write the arXiv id in quotes, like "2106.09685"' })
    .regex(ARXIV_ID, {
    error: 'use an arXiv id without version, like "2106.09685"',
});
const line = (what, most) => z
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
const list = (entry, example) => z.array(entry, { error: `write a list, one line each, like \`- ${example}\`` });
const thisYear = () => new Date().getUTCFullYear();
/** The front matter of a note. Numbers and names are shown as they are written here. */
export const frontMatter = z.strictObject({
    title: line('the title', 200).describe('The paper’s title, as the paper has it.'),
    name: line('the short name', 40)
        .describe('The short name people say.')
        .meta({ examples: ['LoRA'] }),
    aliases: list(line('an alias', 80), 'low-rank adaptation')
        .max(50, { error: 'keep at most 50 aliases' })
        .default([])
        .describe('Other names people type. No two notes share one; case, spaces and hyphens are ignored.')
        .meta({ examples: [['low-rank adaptation', 'loralib']] }),
    authors: list(line('an author', 100), 'Edward J. Hu')
        .min(1, { error: 'name at least one author' })
        .max(500, { error: 'name at most 500 authors' })
        .describe('All authors, in the paper’s order, given names first.')
        .meta({ examples: [['Edward J. Hu', 'Yelong Shen']] }),
    year: z
        .int({ error: 'write the year as a number, like 2021' })
        .min(1900, { error: 'write the year the paper first appeared, 1900 or later' })
        .refine((year) => year <= thisYear() + 1, { error: 'the year lies in the future' })
        .describe('The year the paper first appeared, which may be before its venue’s.')
        .meta({ examples: [2021] }),
    venue: line('the venue', 100)
        .describe('Where it was published, short.')
        .meta({ examples: ['ICLR 2022', 'arXiv preprint'] }),
    arxiv: arxivId
        .optional()
        .describe('The arXiv id without version, in quotes. Needed unless there is a `url`.')
        .meta({ examples: ['2106.09685'] }),
    url: webAddress.optional().describe('Where the paper can be read, if not on arXiv.'),
    code: webAddress.optional().describe('Where its code is.'),
    numbers: list(z.strictObject({
        label: line('the label', 80),
        value: line('the value', 40),
        source: line('the source', 40),
    }, { error: 'write a row with `label:`, `value:` and `source:`' }), 'label: …` with `value: …` and `source: …')
        .min(3, { error: 'give 3 to 5 rows' })
        .max(5, { error: 'give 3 to 5 rows' })
        .describe('Three to five numbers: `label`, `value`, and `source`, the place in the paper.')
        .meta({
        examples: [[{ label: 'trainable parameters', value: '10,000× fewer', source: 'Abstract' }]],
    }),
    alt: z
        .string({ error: 'write what the picture shows as text' })
        .trim()
        .min(40, {
        error: 'tell in a sentence or two what the picture shows, for those who can’t see it',
    })
        .max(1000, { error: 'the description is longer than 1000 characters; shorten it' })
        .optional()
        .describe('What the picture shows, for those who can’t see it. Needed when there is a picture.'),
    reviewed: z.iso
        .date({ error: 'write the day of the last review, like 2026-11-22' })
        .describe('The day somebody last held the note against the paper; check reminds you after a year.')
        .meta({ examples: ['2026-11-22'] }),
    builds_on: list(z.union([
        z.strictObject({ id: line('the id', 60) }),
        z.strictObject({ title: line('the title', 200), arxiv: arxivId.optional() }),
    ], { error: 'write `- id: lora` for a note, or `- title: …` with `arxiv: "…"` for a paper' }), 'id: lora')
        .default([])
        .describe('What it builds on: notes by `id`, other papers by `title` and, if they have one, `arxiv`.')
        .meta({ examples: [[{ id: 'transformer' }, { title: 'QLoRA', arxiv: '2305.14314' }]] }),
});
//# sourceMappingURL=note.js.map