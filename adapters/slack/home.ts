import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Bot } from '../../src/bot.ts';
import type { Reply } from '../../src/card.ts';
import type { Log } from '../../src/log.ts';
import type { Phrases } from '../../src/phrases/en.ts';
import { phrasesFor } from '../../src/phrases/languages.ts';
import { again } from './again.ts';
import { slackCaller } from './caller.ts';
import type { Locales } from './locales.ts';
import type { Posts } from './posts.ts';
import { renderReply } from './render.ts';
import { searchField } from './shortcuts.ts';

/** Somebody in a workspace, and the client to reach them with. */
export interface Reader {
  client: WebClient;
  workspace: string;
  user: string;
}

/** People's Home tabs. */
export interface Homes {
  /** Publishes somebody's home, as it is now. */
  show: (reader: Reader) => Promise<void>;
  /** Offers questions to somebody who opened the conversation with the app. */
  greet: (reader: Reader, channel: string) => Promise<void>;
  /** Publishes somebody's home again if they have opened it lately and it is another by now. */
  changed: (reader: Reader) => void;
  /** The same for everybody in a workspace, as after a daily pick. */
  changedIn: (workspace: string) => void;
  stop: () => void;
}

/** Blocks of a view; https://docs.slack.dev/reference/views/home-tab-views. */
const BLOCKS = 100;
/** One home is published at most once in this time, ms. */
const GAP_MS = 2000;
/** Homes opened longer ago than this are left alone until they are opened again, ms. */
const OPEN_MS = 3_600_000;
/** Homes that are kept up to date. */
const KEPT = 5000;

interface Kept extends Reader {
  openedAt: number;
  publishedAt: number;
  /** The view as it was published last. */
  drawn: string;
  timer?: NodeJS.Timeout | undefined;
}

export function createHomes(desk: {
  bot: Bot;
  posts: Posts;
  log: Log;
  adminsOnly: boolean;
  locales: Locales;
  track: <T>(work: Promise<T>) => Promise<T>;
}): Homes {
  const { bot, posts, log, locales, track } = desk;
  const kept = new Map<string, Kept>();

  async function publish(home: Kept, always: boolean): Promise<void> {
    const { client, workspace, user } = home;
    const caller = await slackCaller({ workspace, channel: '', user }, { ...desk, client });
    const view = await draw(caller);
    const drawn = JSON.stringify(view);
    if (!always && drawn === home.drawn) return;
    home.publishedAt = Date.now();
    await again(() => posts.apart(client).views.publish({ user_id: user, view }), {
      repeatable: true,
    });
    home.drawn = drawn;
  }

  async function draw(caller: Parameters<Bot['home']>[0]): Promise<HomeView> {
    const cards = await bot.home(caller);
    const parts = cards.map((card, part) =>
      inPart(part, renderReply({ card, to: 'caller' }, bot.find).blocks),
    );
    const blocks: KnownBlock[] = [searchField(phrasesFor(caller)), ...parts.flat()];
    return { type: 'home', blocks: blocks.slice(0, BLOCKS) };
  }

  /** Publishes now, or as soon as the last time is long enough ago; once for all that ask meanwhile. */
  async function refresh(home: Kept, always: boolean): Promise<void> {
    if (home.timer !== undefined) return;
    const pause = home.publishedAt + GAP_MS - Date.now();
    if (pause <= 0) {
      await publish(home, always);
      return;
    }
    home.timer = setTimeout(() => {
      home.timer = undefined;
      void track(publish(home, always).catch(report));
    }, pause);
  }

  const report = (error: unknown): void =>
    log.warn({ err: error, platform: 'Slack' }, 'a home was not published');

  const nameOf = ({ workspace, user }: Reader): string => `${workspace}/${user}`;

  return {
    async show(reader) {
      const name = nameOf(reader);
      const before = kept.get(name) ?? { publishedAt: 0, drawn: '' };
      const home: Kept = Object.assign(before, reader, { openedAt: Date.now() });
      kept.delete(name);
      kept.set(name, home);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      await refresh(home, true);
    },
    async greet({ client, workspace, user }, channel) {
      const prompts = bot.prompts();
      if (prompts.length === 0) return;
      const locale = await locales.of(client, { workspace, user });
      // Without a thread: an agent's conversation shows them above its composer.
      await again(
        () =>
          posts.apart(client).assistant.threads.setSuggestedPrompts({
            channel_id: channel,
            title: phrasesFor({ locale }).slack.prompts,
            prompts,
          }),
        { repeatable: true },
      );
    },
    changed(reader) {
      const home = kept.get(nameOf(reader));
      if (!home || Date.now() - home.openedAt > OPEN_MS) return;
      void track(refresh(home, false).catch(report));
    },
    changedIn(workspace) {
      for (const home of kept.values()) if (home.workspace === workspace) this.changed(home);
    },
    stop() {
      for (const { timer } of kept.values()) clearTimeout(timer);
      kept.clear();
    },
  };
}

/** Buttons' ids are unique in a card; in a view of several they carry their card's number. */
function inPart(part: number, blocks: KnownBlock[]): KnownBlock[] {
  return blocks.map((block) =>
    block.type === 'actions'
      ? {
          ...block,
          elements: block.elements.map((element) => ({
            ...element,
            action_id: `${part}-${element.action_id ?? ''}`,
          })),
        }
      : block,
  );
}

/** An answer as a modal, for where there is no message to answer with. */
export function modalOf(reply: Reply, bot: Bot, { slack: words }: Phrases): ModalView {
  // There is no channel to share with, and a modal has a button to close it.
  const { blocks } = renderReply({ ...reply, actions: [] }, bot.find);
  const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: true });
  return {
    type: 'modal',
    title: plain('Paperboy'),
    close: plain(words.close),
    blocks: blocks.slice(0, BLOCKS),
  };
}
