import sax from 'sax';
import { encryptedOrLocal } from "../environment.js";
import { arxivIdIn } from "../find/arxiv.js";
import { StartError } from "../start-error.js";
const API = 'https://export.arxiv.org/api/query';
/** How long an author waits for what they could type themselves, ms. */
const PATIENCE_MS = 5000;
/** One paper's answer is a few kilobytes; thousands of authors make it a few hundred. */
const LARGEST_ANSWER = 2_000_000;
/** The arXiv id in an id, address or DOI, as notes write it: without version, `math.GT/0309136`. */
export function readArxivId(text) {
    return arxivIdIn(text)?.replace(/\.[a-z]{2}\//, (area) => area.toUpperCase());
}
/** The year an arXiv id was given out, which it begins with. */
export function yearOfId(id) {
    const digits = Number(/(\d{2})\d{2}(?:\.|\d{3}$)/.exec(id)?.[1]);
    return digits > 90 ? 1900 + digits : 2000 + digits;
}
/**
 * Asks arXiv's public API for a paper.
 *
 * @param address the API's, to try it against a server of one's own.
 * @returns the paper, or in words why it is not known.
 * @throws {StartError} when the address is neither encrypted nor this machine's.
 */
export async function askArxiv(id, address = API) {
    if (!encryptedOrLocal(address)) {
        throw new StartError('ARXIV_API_URL must start with https:// (http:// only for this machine).');
    }
    const url = new URL(address);
    url.search = new URLSearchParams({ id_list: id, max_results: '1' }).toString();
    try {
        const signal = AbortSignal.timeout(PATIENCE_MS);
        const response = await fetch(url, { signal, headers: { accept: 'application/atom+xml' } });
        const text = await readText(response);
        if (!response.ok)
            return `arXiv answered ${response.status}`;
        return readAtom(text, id) ?? `arXiv has no paper ${id}`;
    }
    catch (error) {
        if (error instanceof RangeError)
            return 'arXiv’s answer is too long';
        const late = error instanceof Error && error.name === 'TimeoutError';
        return late ? 'arXiv did not answer in time' : 'arXiv can’t be reached';
    }
}
async function readText(response) {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of (response.body ?? [])) {
        text += decoder.decode(chunk, { stream: true });
        if (text.length > LARGEST_ANSWER)
            throw new RangeError('too long');
    }
    return text;
}
/** The paper with this id in an Atom feed; undefined when there is none, or the text is no feed. */
export function readAtom(xml, id) {
    const parser = sax.parser(true, { trim: false });
    const path = [];
    const entry = { id: '', title: '', published: '' };
    const authors = [];
    let entries = 0;
    let broken = false;
    parser.onopentag = ({ name }) => {
        path.push(name);
        const here = path.join('/');
        if (here === 'feed/entry')
            entries += 1;
        if (here === 'feed/entry/author/name' && entries === 1)
            authors.push('');
    };
    parser.onclosetag = () => path.pop();
    parser.ontext = parser.oncdata = (text) => {
        if (entries !== 1)
            return;
        const here = path.join('/');
        if (here === 'feed/entry/id')
            entry.id += text;
        else if (here === 'feed/entry/title')
            entry.title += text;
        else if (here === 'feed/entry/published')
            entry.published += text;
        else if (here === 'feed/entry/author/name')
            authors.push(`${authors.pop() ?? ''}${text}`);
    };
    parser.onerror = () => {
        broken = true;
        parser.resume();
    };
    parser.write(xml).close();
    const title = oneLine(entry.title);
    const year = Number(/^\s*(\d{4})-/.exec(entry.published)?.[1]);
    const names = authors.map(oneLine).filter((name) => name !== '');
    const right = readArxivId(entry.id) === id;
    if (broken || !right || title === '' || names.length === 0 || !year)
        return undefined;
    return { title, authors: names, year };
}
function oneLine(text) {
    return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
//# sourceMappingURL=arxiv.js.map