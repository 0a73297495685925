/** A field in a line of its own: its name, and what stands behind the colon. */
const FIELD = /^([a-z_]+):(?: (.+))?$/;
const ENTRY = /^- (.+)$/;
/** A further field of a list's entry. */
const INNER = /^ {2}(\S.*)$/;
const FOLDED = /^ {2}(\S(?:.*\S)?)$/;
const QUOTED = /^"([^"\\]*)"$/;
/** Text that can be nothing else in YAML: no mark at its beginning, no `: ` and no ` #` in it. */
const PLAIN = /^[A-Za-z0-9(\u00a1-\u167f\u2010-\u2027](?:(?!:[\s:]|:$|\s#)[^\t])*$/;
const NUMBER = /^[1-9]\d{0,14}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** What YAML reads as nothing, as true or false, or perhaps as a number. */
const OTHER = /^(?:null|true|false|\d[\dA-Fa-fxo.+_-]*)$/i;
/**
 * Reads YAML that is written like nearly all front matter: one field per line, lists of text or of
 * fields indented by two spaces, texts that are plain, in simple double quotes, or folded (`>-`). That
 * takes a tenth of the time of a YAML parser, which tells places for what is wrong with the rest.
 *
 * @param names the fields there are, in the text and in its lists.
 * @returns the same as a YAML 1.2 parser would; undefined when the text has anything else in it.
 */
export function readPlainYaml(text, names) {
    const lines = text.split('\n');
    const data = {};
    for (let i = 0; i < lines.length;) {
        const line = lines[i++] ?? '';
        if (line === '' || line.startsWith('#'))
            continue;
        const [, name = '', value] = FIELD.exec(line) ?? [];
        if (!names.has(name) || Object.hasOwn(data, name))
            return undefined;
        let read;
        if (value === undefined)
            [read, i] = readList(lines, i, '  ', names);
        else if (value === '>-')
            [read, i] = readFolded(lines, i);
        else
            read = value === '[]' ? [] : readScalar(value);
        if (read === undefined)
            return undefined;
        data[name] = read;
    }
    return Object.keys(data).length > 0 ? data : undefined;
}
/**
 * Reads YAML that is one list, of text or of fields, written in the same plain way.
 *
 * @param names the fields there are in it.
 * @returns the same as a YAML 1.2 parser would; undefined when the text has anything else in it.
 */
export function readPlainList(text, names) {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const [entries, end] = readList(lines, 0, '', names);
    return end === lines.length ? entries : undefined;
}
/** @returns the entries, and the line behind them; undefined when one of them is anything else. */
function readList(lines, from, indent, names) {
    const entries = [];
    const matches = (pattern, line = '') => line.startsWith(indent) ? pattern.exec(line.slice(indent.length))?.[1] : undefined;
    let i = from;
    for (;;) {
        const entry = matches(ENTRY, lines[i]);
        if (entry === undefined)
            return [entries.length > 0 ? entries : undefined, i];
        i++;
        const first = readPair(entry, {}, names);
        if (first) {
            for (;;) {
                const more = matches(INNER, lines[i]);
                if (more === undefined)
                    break;
                if (!readPair(more, first, names))
                    return [undefined, i];
                i++;
            }
        }
        const read = first ?? readScalar(entry);
        if (read === undefined)
            return [undefined, i];
        entries.push(read);
    }
}
/** Adds `name: value` to fields and returns them; undefined when it is anything else. */
function readPair(text, into, names) {
    const [, name = '', value = ''] = FIELD.exec(text) ?? [];
    if (!names.has(name) || Object.hasOwn(into, name))
        return undefined;
    const read = readScalar(value);
    if (read === undefined)
        return undefined;
    into[name] = read;
    return into;
}
function readFolded(lines, from) {
    const found = [];
    for (;;) {
        const text = FOLDED.exec(lines[from + found.length] ?? '')?.[1];
        if (text === undefined)
            break;
        found.push(text);
    }
    return [found.length > 0 ? found.join(' ') : undefined, from + found.length];
}
function readScalar(text) {
    const quoted = QUOTED.exec(text)?.[1];
    if (quoted !== undefined)
        return quoted;
    if (!PLAIN.test(text) || text !== text.trim())
        return undefined;
    if (NUMBER.test(text))
        return Number(text);
    return OTHER.test(text) && !DAY.test(text) ? undefined : text;
}
//# sourceMappingURL=plain-yaml.js.map