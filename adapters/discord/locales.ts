import { RequestMethod } from 'discord.js';
import { Routes, type APIGuild, type APIInteraction } from 'discord-api-types/v10';
import type { Log } from '../../src/log.ts';
import { keepNewest } from '../../src/newest.ts';
import type { Send } from './requests.ts';

/**
 * The languages of those who write messages, which, unlike interactions, do not tell them: a server's
 * is asked for, a person's is the one that their client had last. They are forgotten with the process.
 */
export interface Locales {
  /** Takes note of what an interaction tells. */
  note: (interaction: APIInteraction) => void;
  /** A person's, like `ja`; undefined before they did anything here. */
  ofPerson: (user: string) => string | undefined;
  /** A server's; undefined when Discord does not say it soon. Never rejects. */
  ofServer: (guild: string) => Promise<string | undefined>;
}

/** An answer waits no longer than this for its language; English then. */
const WAIT_MS = 1000;
/** How long what Discord said is believed, and how long it is not asked again after it said nothing. */
const KEPT_MS = 3_600_000;
const PAUSE_MS = 60_000;
/** People, and servers, that are remembered, some 100 bytes each. */
const KEPT = 10_000;

export function createLocales(send: Send, log: Log, now = Date.now): Locales {
  const people = new Map<string, string>();
  const servers = new Map<string, { locale: Promise<string | undefined>; until: number }>();

  async function ask(guild: string): Promise<string | undefined> {
    try {
      const request = { method: RequestMethod.Get, fullRoute: Routes.guild(guild) };
      const until = performance.now() + WAIT_MS;
      const found = await send(request, { until, tryMs: WAIT_MS, repeatable: true });
      return (found as APIGuild).preferred_locale;
    } catch (error) {
      log.warn({ err: error, platform: 'Discord' }, 'a server’s language could not be asked');
      const entry = servers.get(guild);
      if (entry) entry.until = now() + PAUSE_MS;
      return undefined;
    }
  }

  return {
    note(interaction) {
      const { guild_id: guild, guild_locale: server, member } = interaction;
      const user = (member?.user ?? interaction.user)?.id;
      if (user !== undefined && 'locale' in interaction)
        keepNewest(people, user, interaction.locale, KEPT);
      if (guild !== undefined && server !== undefined) {
        const locale = Promise.resolve(server);
        keepNewest(servers, guild, { locale, until: now() + KEPT_MS }, KEPT);
      }
    },
    ofPerson: (user) => people.get(user),
    ofServer(guild) {
      const known = servers.get(guild);
      if (known && known.until > now()) return known.locale;
      const entry = {
        locale: Promise.resolve<string | undefined>(undefined),
        until: now() + KEPT_MS,
      };
      keepNewest(servers, guild, entry, KEPT);
      entry.locale = ask(guild);
      return entry.locale;
    },
  };
}
