import { access, constants, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { openLibrary } from "../catalog/library.js";
import { describeProblem } from "../catalog/problem.js";
import { notesFolders, readConfig } from "../config.js";
import { createLog } from "../log.js";
import { makePicture, renderPng } from "../picture/png.js";
import { examineStore } from "../store/examine.js";
/** An examination that takes longer counts as failed, ms. */
const PATIENCE_MS = 15_000;
/** Clocks further apart than this make Slack's signatures and daily picks go wrong, ms. */
const CLOCKS_APART_MS = 60_000;
/** What `engines` in package.json asks for. */
const OLDEST_NODE = [20, 19];
/**
 * Examines an installation as its settings say, and changes nothing.
 *
 * @param env the settings. @param platforms what else is looked at, by name.
 */
export async function examine(env, platforms) {
    const found = [node()];
    let config;
    try {
        config = readConfig(env);
        found.push(fine('settings', 'complete'));
    }
    catch (error) {
        found.push(fault('settings', error.message));
    }
    const parts = [
        ['notes', () => notes(config?.notes ?? notesFolders(env['NOTES_DIR']))],
        ['pictures', pictures],
    ];
    if (config) {
        const { databaseUrl, host, port: wanted } = config;
        const settled = config;
        parts.push(['database', () => database(databaseUrl)], ['port', () => port(host, wanted)], ...Object.entries(platforms).map(([name, look]) => [
            name,
            () => look(settled),
        ]));
    }
    const all = await Promise.all(parts.map(([part, look]) => inTime(part, look())));
    return [...found, ...all.flat()];
}
/** Diagnoses for people: a line each, faults last said to be so. */
export function writeDiagnoses(diagnoses) {
    const widest = Math.max(...diagnoses.map(({ part }) => part.length));
    const lines = diagnoses.map(({ part, state, words }) => {
        const indented = words.replaceAll('\n', `\n${' '.repeat(widest + 11)}`);
        return `${state.padEnd(7)}  ${part.padEnd(widest)}  ${indented}`;
    });
    const count = (state) => diagnoses.filter((diagnosis) => diagnosis.state === state).length;
    const [faults, warnings] = [count('fault'), count('warning')];
    const sum = faults + warnings === 0
        ? 'All is well.'
        : `${faults} ${faults === 1 ? 'fault' : 'faults'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`;
    return [...lines, '', sum, ''].join('\n');
}
export const fine = (part, words) => ({ part, state: 'fine', words });
export const warning = (part, words) => ({
    part,
    state: 'warning',
    words,
});
export const fault = (part, words) => ({ part, state: 'fault', words });
/**
 * What a platform's clock says of this machine's.
 *
 * @param date the `Date` of an answer that has just come.
 */
export function clocks(part, date) {
    const apart = Date.now() - Date.parse(date ?? '');
    if (!(Math.abs(apart) > CLOCKS_APART_MS))
        return [];
    const way = apart > 0 ? 'ahead of' : 'behind';
    return [
        warning(part, `this machine’s clock is ${Math.round(Math.abs(apart) / 1000)} s ${way} the platform’s; set it by NTP`),
    ];
}
async function inTime(part, looking) {
    let timer;
    const late = new Promise((resolve) => {
        const words = `no answer within ${PATIENCE_MS / 1000} s; check the network`;
        timer = setTimeout(() => resolve([fault(part, words)]), PATIENCE_MS);
    });
    try {
        return await Promise.race([looking, late]);
    }
    catch (error) {
        return [fault(part, error.message)];
    }
    finally {
        clearTimeout(timer);
    }
}
function node() {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const [least, and] = OLDEST_NODE;
    return major > least || (major === least && minor >= and)
        ? fine('node', process.versions.node)
        : fault('node', `${process.versions.node} is too old; install ${least}.${and} or later`);
}
async function notes(folders) {
    const library = await openLibrary(folders).catch((error) => {
        const { code = 'unknown', path = folders.join(', ') } = error;
        throw new Error(`${path} can’t be read (${code}); NOTES_DIR names the notes’ folders`);
    });
    const { notes: all, topics, problems } = library.catalog;
    await library.close();
    const [first] = problems;
    if (all.length === 0) {
        return [fault('notes', `none in ${folders.join(', ')}; NOTES_DIR names the notes’ folders`)];
    }
    const counted = `${all.length} in ${topics.length} topics`;
    if (!first)
        return [fine('notes', counted)];
    const more = problems.length === 1 ? '' : `, and ${problems.length - 1} more`;
    const told = `${counted}; ${describeProblem(first)}${more}. All of them: paperboy check`;
    return [warning('notes', told)];
}
/** Draws one word: without its font the renderer draws none. */
async function pictures() {
    const [blank, word] = await Promise.all(['', 'Paperboy'].map((text) => renderPng(makePicture('doctor', `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><text y="60" font-family="Inter">${text}</text></svg>`, ''))));
    return word && blank && !word.equals(blank)
        ? [fine('pictures', 'drawn, with the font')]
        : [fault('pictures', 'drawn without words: the font is missing; run npm ci again')];
}
async function database(url) {
    const log = createLog('silent');
    const { kind, version, pending, unknown, readOnly, aheadMs } = await examineStore(url, log);
    const name = kind === 'sqlite' ? `SQLite file ${url}` : 'PostgreSQL';
    if (version === undefined) {
        const folder = await nearest(dirname(resolve(url)));
        const writable = access(folder, constants.W_OK).then(() => stat(folder));
        return [
            (await writable.catch(() => undefined))?.isDirectory() === true
                ? fine('database', `${name}, made at the first start`)
                : fault('database', `${name} can’t be made: ${folder} is not writable; see DATABASE_URL`),
        ];
    }
    if (unknown.length > 0) {
        const steps = unknown.join(', ');
        return [
            fault('database', `${name} was used by a newer Paperboy (${steps}); start that version`),
        ];
    }
    if (readOnly !== undefined) {
        return [fault('database', `${name} can’t be written to (${readOnly}); check its rights`)];
    }
    const next = pending.length === 0 ? '' : `; the next start brings ${pending.join(', ')}`;
    const apart = Math.round(Math.abs(aheadMs) / 1000);
    return [
        fine('database', `${name}, version ${version}${next}`),
        ...(Math.abs(aheadMs) > CLOCKS_APART_MS
            ? [warning('database', `its clock is ${apart} s apart from this machine’s; set both by NTP`)]
            : []),
    ];
}
/** A folder, or the nearest one above it that is there. */
async function nearest(folder) {
    try {
        await access(folder);
        return folder;
    }
    catch {
        return nearest(dirname(folder));
    }
}
async function port(host, wanted) {
    const server = createServer();
    const code = await new Promise((resolve) => {
        server.once('error', (error) => resolve(error.code ?? 'unknown'));
        server.listen(wanted, host, () => resolve(undefined));
    });
    if (server.listening)
        await new Promise((resolve) => server.close(resolve));
    if (code === undefined)
        return [fine('port', `${wanted} on ${host} is free`)];
    return code === 'EADDRINUSE'
        ? [warning('port', `${wanted} is taken, by Paperboy itself if it runs here; else set PORT`)]
        : [fault('port', `${wanted} on ${host} can’t be had (${code}); set PORT or HOST`)];
}
//# sourceMappingURL=doctor.js.map