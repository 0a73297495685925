import { defineCommand, toCaller } from '../command.ts';
import { drawActivity, MEASURES } from '../picture/activity.ts';
import { makePicture } from '../picture/png.ts';
import { readStats, type Sums } from '../stats/stats.ts';
import { showHelp } from './calls.ts';

export const stats = defineCommand({
  name: 'paperboy stats',
  description:
    'How much Paperboy is used here: counts, no names; for those who look after this place',
  examples: [{}],
  options: {},
  async run(_options, { catalog, caller, store, counts }) {
    const say = (title: string, text: string) =>
      toCaller({
        title,
        blocks: [{ kind: 'text', text }],
        actions: [{ kind: 'run', label: 'Help', run: showHelp() }],
      });
    if (caller.workspace === '') {
      return say(
        'Nothing is counted here',
        'Counts are kept for a server: type it in a channel of one.',
      );
    }
    if (!(await caller.mayManage())) {
      return say(
        'That is for those who look after this place',
        'Ask somebody who may manage it here to type it.',
      );
    }
    await counts.flush();
    const found = await readStats(store, caller, catalog);
    const title = `The last ${found.days} days`;
    const subtitle = 'Counts of everybody here together; no names, no words';
    const lines = found.topics.map(({ topic, sums }) => `- ${topic.name}: ${sumsText(sums)}`);
    const text = `${upper(sumsText(found.all))}.`;
    const alt = `${title}. ${text} ${found.topics.map(({ topic, sums }) => `${topic.name}: ${sumsText(sums)}.`).join(' ')}`;
    const picture = makePicture('stats', drawActivity(found, title, subtitle), alt);
    return toCaller({
      title,
      subtitle,
      blocks: [
        { kind: 'picture', picture },
        { kind: 'text', text },
        ...(lines.length === 0
          ? []
          : [{ kind: 'section', heading: 'By topic', text: lines.join('\n') } as const]),
      ],
      actions: [],
      footer: 'Days are counted in UTC',
    });
  },
});

/** `12 cards shown, 3 saved`: what there was. */
function sumsText(sums: Sums): string {
  const parts = MEASURES.filter(([measure]) => sums[measure] > 0).map(
    ([measure, label]) => `${sums[measure].toLocaleString('en')} ${label}`,
  );
  return parts.length === 0 ? 'nothing yet' : parts.join(', ');
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
