import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openLibrary } from "../catalog/library.js";
import { ID } from "../catalog/note.js";
import { StartError } from "../start-error.js";
import { readArxivId } from "./arxiv.js";
import { nameOf, scaffold, slugOf } from "./scaffold.js";
import { frontMatterSchema, SCHEMA } from "./schema.js";
/** Where notes go that nobody has given a topic. */
const UNSORTED = 'unsorted';
/**
 * Writes a new note with hints to fill in, never over one that is there.
 *
 * @param ask what arXiv knows of a paper, or in words why it is not known.
 * @returns the file, the note's id, and what its author should know.
 * @throws {StartError} when there is nothing to write, or another note is in the way.
 */
export async function newNote({ paper, folder, topic, id, today }, ask) {
    const arxiv = readArxivId(paper);
    if (arxiv === undefined) {
        throw new StartError(`There is no arXiv id in "${paper}". Give one like 2106.09685, or a link.`);
    }
    const unsafe = [topic, id].find((name) => name !== undefined && !ID.test(name));
    if (unsafe !== undefined) {
        throw new StartError(`"${unsafe}" can't be used here: take lower-case letters, digits and hyphens, like chain-of-thought.`);
    }
    const there = existsSync(folder) ? (await openLibrary([folder])).catalog : undefined;
    const same = there?.notes.find((note) => note.arxiv === arxiv);
    if (same)
        throw taken(join(folder, same.file), 'is about this paper');
    const answer = await ask(arxiv);
    const known = typeof answer === 'string' ? undefined : answer;
    const slug = id ?? (slugOf(known ? nameOf(known.title) : '') || slugOf(arxiv));
    const twin = [...(there?.notes ?? []), ...(there?.problems ?? [])].find(({ file }) => file.endsWith(`/${slug}.md`));
    if (twin)
        throw taken(join(folder, twin.file), 'has this name; --id gives the new one another');
    const file = join(folder, topic ?? UNSORTED, `${slug}.md`);
    await mkdir(join(folder, topic ?? UNSORTED), { recursive: true });
    try {
        await writeFile(file, scaffold(arxiv, known, today), { flag: 'wx' });
        await addSchema(folder);
    }
    catch (error) {
        if (error.code === 'EEXIST')
            throw taken(file, 'has this name');
        throw error;
    }
    const topics = there?.topics.map((one) => one.id).filter((one) => one !== UNSORTED) ?? [];
    return {
        file,
        id: slug,
        remarks: [
            ...(typeof answer === 'string'
                ? [`${answer}: fill in the title, the short name and the authors yourself.`]
                : []),
            ...(topic === undefined && topics.length > 0
                ? [`Move it into its topic's folder, like ${topics.join(', ')}.`]
                : []),
        ],
    };
}
function taken(file, why) {
    return new StartError(`${file} is there already and ${why}. Nothing was written.`);
}
/** The fields' schema beside the topics, where the first line of a new note says it is. */
async function addSchema(folder) {
    const file = join(folder, basename(SCHEMA));
    if (!existsSync(file))
        await writeFile(file, frontMatterSchema(), { flag: 'wx' });
}
//# sourceMappingURL=new.js.map