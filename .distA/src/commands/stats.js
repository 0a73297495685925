import { defineCommand, toCaller } from "../command.js";
import { en } from "../phrases/en.js";
import { phrasesFor } from "../phrases/languages.js";
import { drawActivity, MEASURES } from "../picture/activity.js";
import { makePicture } from "../picture/png.js";
import { readStats } from "../stats/stats.js";
import { showHelp } from "./calls.js";
export const stats = defineCommand({
    name: 'paperboy stats',
    description: 'How much Paperboy is used here: counts, no names; for those who look after this place',
    examples: [{}],
    options: {},
    async run(_options, { catalog, caller, store, counts }) {
        const { button, fault, stats: words } = phrasesFor(caller);
        const say = (title, text) => toCaller({
            title,
            blocks: [{ kind: 'text', text }],
            actions: [{ kind: 'run', label: button.help, run: showHelp() }],
        });
        if (caller.workspace === '') {
            return say(words.nothing, words.nothingNext);
        }
        if (!(await caller.mayManage())) {
            return say(fault.onlyManagers, words.askManager);
        }
        await counts.flush();
        const found = await readStats(store, caller, catalog);
        const title = words.title(found.days);
        const { subtitle } = words;
        const lines = found.topics.map(({ topic, sums }) => `${topic.name}: ${sumsText(sums, words)}`);
        const text = fault.sentence(upper(sumsText(found.all, words)));
        const alt = [fault.sentence(title), text, ...lines.map(fault.sentence)].join(' ');
        // The picture is in English: its font has no other script.
        const drawn = drawActivity(found, en.stats.title(found.days), en.stats.subtitle);
        const picture = makePicture('stats', drawn, alt);
        return toCaller({
            title,
            subtitle,
            blocks: [
                { kind: 'picture', picture },
                { kind: 'text', text },
                ...(lines.length === 0
                    ? []
                    : [
                        {
                            kind: 'section',
                            heading: words.byTopic,
                            text: lines.map((line) => `- ${line}`).join('\n'),
                        },
                    ]),
            ],
            actions: [],
            footer: words.days,
        });
    },
});
/** `12 cards shown, 3 saved`: what there was. */
function sumsText(sums, words) {
    const parts = MEASURES.filter(([measure]) => sums[measure] > 0).map(([measure]) => words[measure](sums[measure]));
    return parts.length === 0 ? words.nothingYet : parts.join(', ');
}
function upper(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
//# sourceMappingURL=stats.js.map