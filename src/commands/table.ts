import { typedAsText } from '../bot.ts';
import type { Command } from '../command.ts';

/** The commands as a Markdown table: the README's, kept equal by a test. */
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
