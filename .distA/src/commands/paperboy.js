import { defineCommand, toCaller, worksOn } from "../command.js";
import { labelsOf, phrasesFor } from "../phrases/languages.js";
import { showNote, showTopics } from "./calls.js";
export const paperboy = defineCommand({
    name: 'paperboy',
    bare: 'help',
    description: 'See what Paperboy can do and how it is doing',
    examples: [{}],
    options: {},
    run(_options, { catalog, caller, commands: all, status }) {
        const commands = all.filter((command) => worksOn(command, caller.platform));
        const example = catalog.notes[0];
        const { button, paperboy: words } = phrasesFor(caller);
        const problems = status.problems.length === 0 ? words.noProblems : words.problems(status.problems.length);
        return toCaller({
            title: words.title,
            blocks: [
                { kind: 'text', text: words.intro },
                {
                    kind: 'section',
                    heading: words.commands,
                    text: commands.map((command) => usage(command, caller)).join('\n'),
                },
                {
                    kind: 'section',
                    heading: words.status,
                    text: words.state(status.version, status.notes, catalog.topics.length, problems),
                },
            ],
            actions: [
                { kind: 'run', label: button.browse, run: showTopics() },
                ...(example
                    ? [{ kind: 'run', label: words.try(example.name), run: showNote(example.id) }]
                    : []),
            ],
        });
    },
});
function usage(command, { surface, locale }) {
    const typed = (options) => surface.typed({ command: command.name, options }, command, locale);
    const examples = command.examples.map((options) => `\`${typed(options)}\``);
    const { description } = labelsOf(command, locale);
    return `- **${typed({})}**: ${description}\\\n  ${examples.join(' · ')}`;
}
//# sourceMappingURL=paperboy.js.map