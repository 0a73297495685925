import { defineCommand, toCaller, worksOn, type Command, type Surface } from '../command.ts';
import { showNote, showTopics } from './calls.ts';

export const paperboy = defineCommand({
  name: 'paperboy',
  description: 'See what Paperboy can do and how it is doing',
  examples: [{}],
  options: {},
  run(_options, { catalog, caller: { platform, surface }, commands: all, status }) {
    const commands = all.filter((command) => worksOn(command, platform));
    const example = catalog.notes[0];
    const problems =
      status.problems.length === 0
        ? 'no problems'
        : status.problems.length === 1
          ? '1 problem, in the log'
          : `${status.problems.length} problems, in the log`;
    return toCaller({
      title: 'Paperboy: your paper notes, in this chat',
      blocks: [
        {
          kind: 'text',
          text:
            'Ask for a paper and get a card: what it changed, its numbers, why it still matters and ' +
            'what to read next. The buttons under a card answer you alone; **Share** shows the ' +
            'answer to the channel.',
        },
        {
          kind: 'section',
          heading: 'Commands',
          text: commands.map((command) => usage(command, surface)).join('\n'),
        },
        {
          kind: 'section',
          heading: 'Status',
          text: `Version ${status.version}, ${status.notes} notes in ${catalog.topics.length} topics, ${problems}.`,
        },
      ],
      actions: [
        { kind: 'run', label: 'Browse the papers', run: showTopics() },
        ...(example
          ? [{ kind: 'run', label: `Try ${example.name}`, run: showNote(example.id) } as const]
          : []),
      ],
    });
  },
});

function usage(command: Command, surface: Surface): string {
  const examples = command.examples.map(
    (options) => `\`${surface.typed({ command: command.name, options }, command)}\``,
  );
  return `- **/${command.name}**: ${command.description}\\\n  ${examples.join(' · ')}`;
}
