import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { notesFolders } from "../config.js";
import { StartError } from "../start-error.js";
import { askArxiv } from "./arxiv.js";
import { checkNotes } from "./check.js";
import { FORMATS, writeFindings } from "./findings.js";
import { newNote } from "./new.js";
const check = async (args, env, measure) => {
    const { positionals, values } = read(args, { format: { type: 'string', default: 'text' } });
    const format = FORMATS.find((name) => name === values['format']);
    if (!format)
        throw new StartError(`--format must be one of ${FORMATS.join(', ')}.`);
    const folders = positionals.length > 0 ? positionals : notesFolders(env['NOTES_DIR']);
    return checked(folders, format, measure);
};
async function checked(folders, format, measure) {
    let result;
    try {
        result = await checkNotes(folders, measure);
    }
    catch (error) {
        const { code, path = folders.join(', ') } = error;
        if (code === undefined)
            throw error;
        throw new StartError(`${path} can't be read (${code}). Give a folder of <topic>/<id>.md files.`);
    }
    const { notes, findings } = result;
    if (notes === 0 && findings.length === 0) {
        throw new StartError(`There is no note in ${folders.join(', ')}. It needs files like alignment/lora.md.`);
    }
    return {
        output: writeFindings(findings, notes, format),
        code: findings.some(({ severity }) => severity === 'error') ? 1 : 0,
    };
}
const create = async (args, env) => {
    const { positionals, values } = read(args, {
        topic: { type: 'string' },
        dir: { type: 'string' },
        id: { type: 'string' },
    });
    const [paper, ...more] = positionals;
    if (paper === undefined || more.length > 0) {
        throw new StartError('Give one arXiv id or link, like paperboy new 2106.09685.');
    }
    const folders = notesFolders(env['NOTES_DIR']);
    const { file, id, remarks } = await newNote({
        paper,
        folder: values['dir'] ?? folders.at(-1) ?? '.',
        topic: values['topic'],
        id: values['id'],
        today: new Date().toISOString().slice(0, 10),
    }, (arxiv) => askArxiv(arxiv, env['ARXIV_API_URL']));
    const said = [
        `${relative('.', file)} is there to be written.`,
        ...remarks,
        `See it as you write: paperboy preview ${id}. When it is done: paperboy check.`,
    ];
    return { output: `${said.join('\n')}\n`, code: 0 };
};
/** The tools for authors, by name. They throw {@link StartError} when they are used in a wrong way. */
export const tools = { check, new: create };
function read(args, options) {
    try {
        const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
        return { positionals, values: values };
    }
    catch (error) {
        throw new StartError(error.message);
    }
}
//# sourceMappingURL=index.js.map