/** What a message says: its text, and of its cards title and description. */
export function wordsOf({ content, embeds }) {
    const said = embeds.flatMap(({ title, description }) => [title ?? '', description ?? '']);
    return [content, ...said].filter((text) => text !== '').join('\n');
}
/** Everything a message shows in words: also its cards' links and fields, and what it forwards. */
export function allWordsOf(message) {
    const links = message.embeds.flatMap(({ url, fields = [] }) => [
        url ?? '',
        ...fields.flatMap(({ name, value }) => [name, value]),
    ]);
    const forwarded = (message.message_snapshots ?? []).map((snapshot) => allWordsOf(snapshot.message));
    return [wordsOf(message), ...links, ...forwarded].filter((text) => text !== '').join('\n');
}
//# sourceMappingURL=words.js.map