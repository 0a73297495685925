import { stringify } from 'yaml';
import { normalise } from "../find/text.js";
import { yearOfId } from "./arxiv.js";
/** Stands before the hints in a new note; a note with it in is not finished. */
export const UNWRITTEN = 'TODO:';
/** The first line of the front matter: tells editors that read YAML which fields there are. */
export const MODELINE = '# yaml-language-server: $schema=../schema.json';
const LONGEST_NAME = 40;
/** What a note on a paper can be called until its author finds a better name: `LoRA`. */
export function nameOf(title) {
    const [before = '', after] = title.split(/:\s/, 2);
    if (after !== undefined && before.trim() !== '' && before.length <= LONGEST_NAME)
        return before;
    if (title.length <= LONGEST_NAME)
        return title;
    return title
        .slice(0, LONGEST_NAME + 1)
        .replace(/\s+\S*$/, '')
        .slice(0, LONGEST_NAME);
}
/** A name as a file name; empty when it has no Latin letter or digit. */
export function slugOf(name) {
    const plain = normalise(name).replace(/[^a-z0-9]+/g, '-');
    return plain.slice(0, 60).replace(/^-+|-+$/g, '');
}
/**
 * A new note: every field and section, with what is known filled in and hints for the rest. It can be
 * previewed as it is.
 *
 * @param today `YYYY-MM-DD`.
 */
export function scaffold(arxiv, paper, today) {
    const todo = (hint) => `${UNWRITTEN} ${hint}`;
    const title = paper?.title ?? todo('the title');
    const authors = paper?.authors.slice(0, 500) ?? [todo('an author')];
    const number = (hint) => [
        `  - label: ${scalar(todo(hint))}`,
        `    value: ${scalar(todo('the value'))}`,
        `    source: ${scalar(todo('like Table 2'))}`,
    ];
    return [
        '---',
        MODELINE,
        `title: ${scalar(title)}`,
        '# What people say for short; the file name is its id.',
        `name: ${scalar(paper ? nameOf(title) : todo('the short name'))}`,
        '# Other names people type, one per line: `  - low-rank adaptation`. No two notes share one.',
        'aliases: []',
        'authors:',
        ...authors.map((author) => `  - ${scalar(author)}`),
        '# The year it first appeared, and where it was published since.',
        `year: ${paper?.year ?? yearOfId(arxiv)}`,
        'venue: arXiv preprint',
        `arxiv: ${stringify(arxiv, { defaultStringType: 'QUOTE_DOUBLE' }).trim()}`,
        '# code: https://github.com/…',
        '# Three to five numbers, each with its place in the paper.',
        'numbers:',
        ...number('what the headline number measures'),
        ...number('what it cost, or saved'),
        ...number('a number that surprises'),
        '# For the picture beside this file, which has its name and ends in .svg.',
        `alt: ${scalar(todo('tell what the picture shows, for those who can’t see it'))}`,
        `reviewed: ${today}`,
        '# Notes and papers it builds on: `  - id: lora`, or `  - title: …` with `    arxiv: "…"`.',
        'builds_on: []',
        '---',
        '',
        '## TLDR',
        '',
        todo('two or three sentences for a newcomer: what it is, what it changed, its main number.'),
        '',
        '## Key contributions',
        '',
        `- **${todo('a lead-in.')}** One claim, with its number.`,
        `- **${todo('a lead-in.')}** Three to five of them.`,
        `- **${todo('a lead-in.')}** One claim each.`,
        '',
        '## Why it still matters',
        '',
        todo('what survived, what aged badly, what people get wrong. A practitioner may disagree.'),
        '',
        '## Where to read next',
        '',
        `1. [The paper](arxiv:${arxiv}): ${todo('three to five links, each with why to read it next;')}`,
        '   a note is linked by its id, like [LoRA](lora).',
        '',
    ].join('\n');
}
function scalar(text) {
    return stringify(text, { lineWidth: 0 }).trim();
}
//# sourceMappingURL=scaffold.js.map