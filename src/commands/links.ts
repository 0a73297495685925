import type { Reply } from '../card.ts';
import { defineCommand, toCaller } from '../command.ts';
import { InvocationError } from '../invocation.ts';
import { answersLinks, switchLinks } from '../links/links.ts';

export const links = defineCommand({
  name: 'links',
  platforms: ['discord'],
  description: 'Answer links to papers in this server’s messages, or not',
  manage: true,
  examples: [{ state: 'on' }, { state: 'off' }],
  options: {
    state: {
      kind: 'text',
      description: 'on or off; leave it out to see which',
      suggest: (typed: string) =>
        ['on', 'off']
          .filter((state) => state.startsWith(typed.toLowerCase()))
          .map((state) => ({ label: state, value: state })),
    },
  },
  async run({ state }, { caller, store }) {
    const wanted = state?.trim().toLowerCase();
    if (wanted !== undefined && wanted !== 'on' && wanted !== 'off') {
      throw new InvocationError(({ fault }) => fault.onOrOff('state'), 'state');
    }
    if (caller.readsMessages === undefined || caller.workspace === '' || caller.guest === true) {
      return say(
        'Links are not answered here',
        'That is for servers on Discord that Paperboy is a member of.',
      );
    }
    if (!caller.readsMessages) {
      return say(
        'Links can’t be answered yet',
        'Whoever runs Paperboy must set `DISCORD_MESSAGE_CONTENT=true` and allow the Message Content intent. “Find the paper”, in the menu of any message, works without.',
      );
    }
    if (wanted !== undefined) {
      if (!(await caller.mayManage())) {
        return say(
          'That is for those who look after this server',
          'Ask somebody who may manage it to type it.',
        );
      }
      await switchLinks(store, caller, wanted === 'on');
    }
    return (await answersLinks(store, caller))
      ? say(
          'Links to papers are answered in this server',
          'Where there is a note, once per paper, channel and day. `/links off` ends it.',
        )
      : say('Links are not answered in this server', '`/links on` begins it.');
  },
});

function say(title: string, text: string): Reply {
  return toCaller({ title, blocks: [{ kind: 'text', text }], actions: [] });
}
