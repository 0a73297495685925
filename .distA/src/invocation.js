import { en } from "./phrases/en.js";
/** The option every command has: show the answer to the caller alone. */
export const HIDE = 'hide';
/** The command that leads to all others. */
const HOME = 'paperboy';
/** What could be wrong with a typed invocation, in words for the person who typed it. */
export class InvocationError extends Error {
    /** The same as `message`, in a language. */
    messageIn;
    /** The option that is wrong, where it is one. */
    option;
    constructor(messageIn, option) {
        super(messageIn(en));
        this.messageIn = messageIn;
        this.option = option;
    }
}
/** What is said of a format that is none of these. */
export function unknownFormat(formats) {
    const values = formats.map((format) => `\`${format}\``);
    return new InvocationError(({ fault, or }) => fault.oneOf('format', or.format(values)), 'format');
}
/**
 * Writes an invocation as text that {@link readInvocation} reads back: `papers --page 2 retrieval`.
 * Options come first, so the words of a free-text option stay as they are.
 */
export function writeInvocation({ command, options }, definition) {
    const words = [];
    const flags = [];
    for (const [name, value] of Object.entries(options)) {
        if (name === positional(definition))
            words.push(String(value));
        else if (value === true)
            flags.push(`--${name}`);
        else if (value !== false)
            flags.push(`--${name} ${value}`);
    }
    return [command, ...flags, ...words].join(' ');
}
/** How a command is typed where options are flags: `/paper --hide lora`. */
export function typedAsText(invocation, definition) {
    return `/${writeInvocation(invocation, definition)}`;
}
/** How a caller types an invocation, where they are and in their language. */
export function typedFor({ surface, locale }, invocation, commands) {
    const definition = commands.find(({ name }) => name === invocation.command);
    return definition ? surface.typed(invocation, definition, locale) : `/${invocation.command}`;
}
/**
 * The command that a typed line means, and the words that are left for it. The longest name wins
 * (`daily set` before `daily`); behind `/paperboy` every other command can be typed, for where
 * another app owns its name.
 *
 * @param name the word after the slash, in lower case.
 * @param text what follows it.
 */
export function commandOf(name, text, find) {
    const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/su.exec(text) ?? [];
    const next = word.toLowerCase();
    const part = find(`${name} ${next}`);
    if (part)
        return { command: part, rest };
    if (name === HOME && next !== '' && next !== HOME && !next.startsWith('-')) {
        const other = commandOf(next.replace(/^\//, ''), rest, find);
        if (other)
            return other;
    }
    const command = find(name);
    return command && { command, rest: text };
}
/**
 * Reads what follows a command's name (`lora --hide`): known options may stand anywhere, written
 * `--name`, `--name value` or `--name=value`; all other words are the command's first text option.
 * Phones turn `--` into a long dash and begin with a capital, so those count as well.
 *
 * @throws {InvocationError} when an option lacks its value or the value is of the wrong kind.
 */
export function readInvocation(definition, text) {
    const options = {};
    const words = [];
    const tokens = text.split(/\s+/u).filter((token) => token !== '');
    for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
        const [, typed = '', inline] = /^(?:--|—|–)([a-z][\w-]*)(?:=(.*))?$/isu.exec(token) ?? [];
        const name = typed.toLowerCase();
        const option = name === HIDE ? 'flag' : definition.options[name]?.kind;
        if (option === undefined)
            words.push(token);
        else if (option === 'flag')
            options[name] = true;
        else
            options[name] = readValue(name, option, inline ?? tokens.shift());
    }
    const rest = positional(definition);
    if (rest !== undefined && words.length > 0)
        options[rest] = words.join(' ');
    return { command: definition.name, options };
}
/**
 * Reads options that the platform has apart. `--hide` typed within the text, as one does where
 * options are flags, hides as well.
 */
export function readOptions(definition, given) {
    const name = positional(definition) ?? '';
    const { [name]: text, ...others } = given;
    if (typeof text !== 'string')
        return given;
    const words = text.trim().split(/\s+/u);
    const left = words.filter((word) => !HIDE_FLAG.test(word));
    if (left.length === words.length)
        return given;
    const rest = left.join(' ');
    return { ...others, ...(rest !== '' && { [name]: rest }), [HIDE]: true };
}
const HIDE_FLAG = new RegExp(`^(?:--|—|–)${HIDE}$`, 'iu');
function readValue(name, kind, value) {
    if (value === undefined || value === '') {
        throw new InvocationError(({ fault }) => fault.needsValue(`--${name}`), name);
    }
    if (kind === 'text')
        return value;
    if (!/^\d{1,16}$/.test(value)) {
        throw new InvocationError(({ fault }) => fault.needsNumber(`--${name}`), name);
    }
    return Number(value);
}
/** The name of the option that takes the words which belong to no other: the first text option. */
export function positional(definition) {
    return Object.entries(definition.options).find(([, option]) => option.kind === 'text')?.[0];
}
/**
 * Writes what pressing a button does as a short text (`run:paper lora`). It holds everything needed,
 * so a button works after a restart, on every replica, for ever.
 */
export function writePress(action, find) {
    if (action.kind === 'link')
        return action.kind;
    if (action.kind === 'dismiss')
        return action.by === undefined ? action.kind : `${action.kind}:${action.by}`;
    const definition = find(action.run.command);
    if (!definition)
        throw new Error(`a button carries the unknown command ${action.run.command}`);
    return `${action.kind}:${writeInvocation(action.run, definition)}`;
}
/** A key in front of a button's text, for finding its message again; pressing it does the same. */
export function withKey(pressed, key) {
    return `~${key} ${pressed}`;
}
/** Reads a button's text back; undefined when it is none of ours. */
export function readPress(text) {
    const pressed = text.replace(/^~[0-9a-f]{25} /, '');
    if (pressed === 'dismiss' || pressed === 'link')
        return { kind: pressed };
    const [, by] = /^dismiss:(\S+)$/u.exec(pressed) ?? [];
    if (by !== undefined)
        return { kind: 'dismiss', by };
    const [, kind, command, rest] = /^(run|share):(\S+) ?(.*)$/su.exec(pressed) ?? [];
    if (command === undefined || rest === undefined)
        return undefined;
    return { kind: kind === 'share' ? 'share' : 'run', command, text: rest };
}
//# sourceMappingURL=invocation.js.map