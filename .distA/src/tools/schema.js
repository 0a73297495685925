import * as z from 'zod';
import { frontMatter } from "../catalog/note.js";
/** Where the schema lies, from the project's folder. */
export const SCHEMA = 'notes/schema.json';
/** The front matter's JSON Schema, for editors. */
export function frontMatterSchema() {
    const schema = z.toJSONSchema(frontMatter, { io: 'input' });
    return `${JSON.stringify({ title: 'The front matter of a Paperboy note', ...schema }, null, 2)}\n`;
}
/** The fields as a Markdown table, from the same descriptions. */
export function fieldTable() {
    const { properties = {}, required = [] } = z.toJSONSchema(frontMatter, { io: 'input' });
    const rows = Object.entries(properties).map(([name, property]) => {
        const { description = '' } = typeof property === 'object' ? property : {};
        const must = required.includes(name) ? 'yes' : '';
        return `| \`${name}\` | ${must} | ${description} |`;
    });
    return ['| field | required | what it holds |', '|---|---|---|', ...rows, ''].join('\n');
}
/** A text with the table between its `<!-- fields -->` marks brought up to date. */
export function withFieldTable(text) {
    return text.replace(/(<!-- fields[^>]*-->\n)[^]*?(<!-- \/fields -->)/, (_, begin, end) => begin + fieldTable() + end);
}
//# sourceMappingURL=schema.js.map