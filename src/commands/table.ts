import { typedAsText } from '../invocation.ts';
import type { Command } from '../command.ts';

/** The commands as a Markdown table. */
export function commandTable(commands: readonly Command[]): string {
  const rows = commands.map(({ name, description, examples, options }) => {
    const typed = examples.map(
      (values) =>
        `\`${typedAsText({ command: name, options: values }, { name, options } as Command)}\``,
    );
    return `| \`/${name}\` | ${description} | ${typed.join(', ')} |`;
  });
  return ['| command | what it does | for example |', '|---|---|---|', ...rows, ''].join('\n');
}

/** A text with the table between its `<!-- commands -->` marks brought up to date. */
export function withCommandTable(text: string, commands: readonly Command[]): string {
  return text.replace(
    /(<!-- commands[^>]*-->\n)[^]*?(<!-- \/commands -->)/,
    (_, begin: string, end: string) => begin + commandTable(commands) + end,
  );
}
