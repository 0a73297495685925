import type { Invocation, Reply } from '../../src/card.ts';
import { PostError, type Place, type Posted, type Publisher } from '../../src/daily/publisher.ts';

export interface Message {
  channel: string;
  key: string;
  title: string;
  subtitle: string | undefined;
  /** All that is said below the title. */
  text: string;
  at: number;
}

/** What goes wrong with the next post to a channel, and how. */
export type Fault = PostError['reason'] | 'lost answer';

const shownOf = ({ title, subtitle, blocks, footer }: Reply['card']) => ({
  ...{ title, subtitle },
  text: JSON.stringify([blocks, footer]),
});

/** Channels kept in memory, with faults. For the adapters' own publishers see the adapters' tests. */
export function memoryChannels(clock: () => number): Publisher & {
  messages: Message[];
  /** What stands below which message. Faults of `C1 below` befall what is written below those of `C1`. */
  below: { id: string; title: string }[];
  told: string[];
  faults: Map<string, Fault[]>;
  /** What the platform's clock shows, where it differs. */
  platformClock: () => number;
} {
  const channels = {
    messages: [] as Message[],
    below: [] as { id: string; title: string }[],
    told: [] as string[],
    faults: new Map<string, Fault[]>(),
    platformClock: clock,
    async post(
      place: Place,
      { card }: Reply,
      key: string,
      isOurs?: () => Promise<boolean>,
    ): Promise<Posted> {
      if ((await isOurs?.()) === false) throw new PostError('later', ['noAnswerYet']);
      const fault = channels.faults.get(place.channel)?.shift();
      if (fault !== undefined && fault !== 'lost answer') {
        return Promise.reject(new PostError(fault, ['noAnswer', 'Chat', `a fault: ${fault}`]));
      }
      const message = {
        ...{ channel: place.channel, key, at: clock() },
        ...shownOf(card),
      };
      channels.messages.push(message);
      if (fault === 'lost answer')
        return Promise.reject(new PostError('unknown', ['noAnswer', 'Chat', 'lost']));
      return Promise.resolve({
        id: String(channels.messages.length),
        url: 'https://chat.example/1',
      });
    },
    find(place: Place, key: string, since: number): Promise<Posted | undefined> {
      const at = channels.messages.findIndex(
        (message) =>
          message.channel === place.channel && message.key === key && message.at >= since,
      );
      return Promise.resolve(at < 0 ? undefined : { id: String(at + 1) });
    },
    replace(_place: Place, posted: Posted, { card }: Reply): Promise<void> {
      const message = channels.messages[Number(posted.id) - 1];
      if (message) Object.assign(message, shownOf(card));
      return Promise.resolve();
    },
    reply(place: Place, posted: Posted, { card }: Reply): Promise<void> {
      const fault = channels.faults.get(`${place.channel} below`)?.shift();
      if (fault !== undefined && fault !== 'lost answer') {
        return Promise.reject(new PostError(fault, ['noAnswer', 'Chat', `a fault: ${fault}`]));
      }
      channels.below.push({ id: posted.id, title: card.title });
      return fault === undefined
        ? Promise.resolve()
        : Promise.reject(new PostError('unknown', ['noAnswer', 'Chat', 'no answer']));
    },
    replied: (_place: Place, { id }: Posted, { card }: Reply) =>
      Promise.resolve(channels.below.some((it) => it.id === id && it.title === card.title)),
    typed: ({ command }: Invocation) => `/${command}`,
    link: ({ channel }: Place) => `https://chat.example/${channel}`,
    tell(_place: Place, user: string, { card }: Reply): Promise<void> {
      channels.told.push(`${user}: ${card.title}`);
      return Promise.resolve();
    },
    now: () => Promise.resolve(channels.platformClock()),
  };
  return channels;
}
