import { typedAsText } from "../invocation.js";
/** The commands as a Markdown table. */
export function commandTable(commands) {
    const rows = commands.map(({ name, description, examples, options }) => {
        const typed = examples.map((values) => `\`${typedAsText({ command: name, options: values }, { name, options })}\``);
        return `| \`/${name}\` | ${description} | ${typed.join(', ')} |`;
    });
    return ['| command | what it does | for example |', '|---|---|---|', ...rows, ''].join('\n');
}
/** A text with the table between its `<!-- commands -->` marks brought up to date. */
export function withCommandTable(text, commands) {
    return text.replace(/(<!-- commands[^>]*-->\n)[^]*?(<!-- \/commands -->)/, (_, begin, end) => begin + commandTable(commands) + end);
}
//# sourceMappingURL=table.js.map