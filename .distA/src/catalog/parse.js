import { readNext, readSections } from "./body.js";
import { readFrontMatter } from "./front-matter.js";
import { findHidden, showSafely } from "./hidden.js";
import { ID } from "./note.js";
/** A note is a page, not a book: files above this many bytes are refused before they are read. */
export const LARGEST_FILE = 256 * 1024;
/** The most problems that are told of one note. */
const MOST_PROBLEMS = 50;
/**
 * Reads one note. The text is data, never code: only YAML front matter is read, without anchors.
 *
 * @param text the file's text.
 * @param file where it lies; the last two parts are its topic and its id (`alignment/lora.md`).
 * @returns the note, or everything that is wrong with it.
 */
export async function parseNote(text, file) {
    const [topic = '', name = ''] = file.split('/').slice(-2);
    const id = name.replace(/\.md$/, '');
    const shownFile = showSafely(file, 300);
    const problems = [];
    const report = (field, message, line = 1, column = 1) => {
        if (problems.length >= MOST_PROBLEMS)
            return;
        problems.push({
            file: shownFile,
            line,
            column,
            field: showSafely(field, 60),
            message: showSafely(message, 300),
        });
    };
    if (!ID.test(id)) {
        report('file name', 'use lower-case letters, digits and hyphens, like chain-of-thought.md');
    }
    if (!ID.test(topic)) {
        report('folder name', 'use lower-case letters, digits and hyphens, like language-models');
    }
    const hidden = findHidden(text.replace(/^\ufeff/, ''));
    if (hidden) {
        const before = text.slice(0, hidden.index).split('\n');
        report('text', hidden.message, before.length, (before.at(-1)?.length ?? 0) + 1);
        return { problems };
    }
    const front = await readFrontMatter(text, report);
    if (!front)
        return { problems };
    const sections = readSections(front.body, front.bodyLine, report);
    const next = sections && readNext(sections['Where to read next'], report);
    if (!front.data || !sections || !next || problems.length > 0)
        return { problems };
    const { builds_on: buildsOn, arxiv, url, code, alt, ...rest } = front.data;
    const note = {
        id,
        topic,
        ...rest,
        ...(arxiv !== undefined && { arxiv }),
        ...(code !== undefined && { code }),
        ...(alt !== undefined && { alt }),
        url: url ?? `https://arxiv.org/abs/${arxiv ?? ''}`,
        buildsOn,
        tldr: sections.TLDR.text,
        contributions: sections['Key contributions'].text,
        why: sections['Why it still matters'].text,
        next,
        file,
    };
    // Texts of its own: slices would keep the whole file in memory, and in twice the bytes for one curly quote.
    return { note: JSON.parse(JSON.stringify(note)), problems: [] };
}
//# sourceMappingURL=parse.js.map