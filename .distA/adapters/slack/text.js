/**
 * A message's text as people typed it. Slack marks addresses and mentions with angle brackets and
 * escapes three characters; see https://docs.slack.dev/messaging/formatting-message-text.
 *
 * @param self the bot's user, whose mention is left out.
 */
export function typedText(text, self) {
    return text
        .replace(/<([^<>]*)>/g, (_, marked) => {
        const [target = '', label] = marked.split('|');
        if (target === `@${self ?? ''}`)
            return ' ';
        if (/^[@#!]/.test(target))
            return label ?? target;
        // A link that is named says both.
        return label === undefined || target.endsWith(label) ? target : `${label} ${target}`;
    })
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
        .trim();
}
/** All that a message says, what is quoted or previewed in it included. */
export function wordsOf({ text = '', attachments = [] }) {
    const quoted = attachments.flatMap((it) => [it.from_url ?? it.title_link, it.title, it.text]);
    return [text, ...quoted]
        .filter((piece) => piece !== undefined && piece !== '')
        .map((piece) => typedText(piece ?? ''))
        .join('\n');
}
//# sourceMappingURL=text.js.map