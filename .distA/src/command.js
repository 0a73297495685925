/**
 * Defines a command. Its registration on every platform, the help and the README's table all follow
 * from this one object.
 *
 * @param definition `name` in lower case, each word at most 32 characters, see {@link Command} for
 *   names of two words; `description` at most 100; `examples` as option values; `run` gets options
 *   of the defined types.
 */
export function defineCommand(definition) {
    return {
        ...definition,
        examples: definition.examples,
        run: (options, context) => definition.run(options, context),
    };
}
/** Whether a command makes sense on a platform. */
export function worksOn({ platforms }, platform) {
    return platforms?.includes(platform) ?? true;
}
/**
 * A reply that everybody in the channel sees (unless the caller asked to hide it).
 *
 * @param again the shortest invocation that gives this answer: a button can hold 100 characters.
 */
export function toChannel(card, again) {
    return { card, to: 'channel', again };
}
/** A reply for the caller alone: a mistake, a question back, nothing found. */
export function toCaller(card) {
    return { card, to: 'caller' };
}
//# sourceMappingURL=command.js.map