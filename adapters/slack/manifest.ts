import { worksOn, type Command } from '../../src/command.ts';
import { PAPER_SITES } from '../../src/find/links.ts';
import { StartError } from '../../src/start-error.ts';
import { positional, typedAsText } from '../../src/invocation.ts';
import { clip } from '../../src/markdown.ts';
import { SHORTCUTS } from './shortcut-list.ts';

/** What the bot may do, and nothing it does not use. */
export const SCOPES = [
  'commands',
  // Answers, the daily pick, and looking whether one whose receipt was lost is there.
  'chat:write',
  'channels:history',
  'groups:history',
  'im:history',
  'mpim:history',
  // Whether it is in the channel it should post to.
  'channels:read',
  'groups:read',
  'im:read',
  'mpim:read',
  // Pictures are uploaded where the bot has no public address.
  'files:write',
  // The time zone of whoever sets up a daily pick, and whether they are an admin.
  'users:read',
  // Being mentioned; cards under links; the conversation with the app itself.
  'app_mentions:read',
  'links:read',
  'links:write',
  'assistant:write',
] as const;

/** What the bot hears of. */
export const EVENTS = [
  'app_home_opened',
  'app_mention',
  'link_shared',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
] as const;

/** Slack's limit on a command's usage hint, in characters; from its app manifest reference. */
const USAGE_HINT = 1000;

/** The commands of an app that leaves all other names to others: the rest follows `/paperboy`. */
const MINIMAL = ['paper', 'paperboy'];

/**
 * The Slack app as its manifest describes it, made from the commands. Paste it at
 * https://api.slack.com/apps under "From a manifest".
 *
 * @param options `url`: where Slack reaches the bot, like `https://bot.example.org`; without it the
 *   app uses Socket Mode and needs no public address. `minimal`: register `/paper` and `/paperboy`
 *   alone, since on Slack the app that was installed last owns a command's name.
 */
export function slackManifest(
  commands: readonly Command[],
  { url, minimal = false }: { url?: string | undefined; minimal?: boolean } = {},
): object {
  if (url !== undefined && !/^https:\/\/[^/\s]+/.test(url)) {
    throw new StartError(
      'The address must start with https://, as Slack calls no other: npm run manifest -- --url https://bot.example.org',
    );
  }
  const calls = url === undefined ? undefined : `${url.replace(/\/+$/, '')}/slack/events`;
  const ours = commands.filter((command) => worksOn(command, 'slack'));
  return {
    display_information: {
      name: 'Paperboy',
      description: 'Paper notes: what each paper changed, its numbers, what to read next',
      background_color: '#1f2937',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      agent_view: {
        agent_description:
          'Answers questions about the papers in your notes, in their own words, and says so where they say nothing.',
      },
      bot_user: { display_name: 'Paperboy', always_online: true },
      shortcuts: SHORTCUTS.map((shortcut) => ({ ...shortcut })),
      slash_commands: ours
        .filter(({ name }) => !name.includes(' ') && (!minimal || MINIMAL.includes(name)))
        .map((command) => ({
          command: `/${command.name}`,
          description: command.description,
          usage_hint: usageHint(command, ours),
          should_escape: false,
          ...(calls !== undefined && { url: calls }),
        })),
      unfurl_domains: [...PAPER_SITES],
    },
    oauth_config: {
      scopes: {
        bot: [...SCOPES],
      },
    },
    settings: {
      event_subscriptions: {
        ...(calls !== undefined && { request_url: calls }),
        bot_events: [...EVENTS],
      },
      interactivity: {
        is_enabled: true,
        ...(calls !== undefined && { request_url: calls, message_menu_options_url: calls }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: calls === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** What Slack shows while somebody types the command: `<query> [--hide]`, or `set | off` for a family. */
function usageHint(command: Command, commands: readonly Command[]): string {
  const { options, examples, name } = command;
  const parts = commands.flatMap((it) =>
    it.name.startsWith(`${name} `) ? [it.name.slice(name.length + 1)] : [],
  );
  if (parts.length > 0) return clip(`[${parts.join(' | ')}]`, USAGE_HINT);
  const words = Object.entries(options).map(([option, { kind, required }]) => {
    const named = `--${option}${kind === 'flag' ? '' : ' …'}`;
    const value = option === positional(command) ? option : named;
    return required === true ? `<${value}>` : `[${value}]`;
  });
  const example = examples.find((values) => Object.keys(values).length > 0);
  const shown = example && typedAsText({ command: name, options: example }, command);
  const hint = [...words, '[--hide]', ...(shown === undefined ? [] : [`e.g. ${shown}`])].join(' ');
  return clip(hint, USAGE_HINT);
}
