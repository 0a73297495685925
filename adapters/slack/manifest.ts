import type { Command } from '../../src/command.ts';
import { StartError } from '../../src/start-error.ts';
import { positional, typedAsText } from '../../src/invocation.ts';
import { clip } from '../../src/markdown.ts';

/** What the bot may do, and nothing it does not use. */
export const SCOPES = [
  'commands',
  // The daily pick, and looking whether one whose answer was lost is there.
  'chat:write',
  'channels:history',
  'groups:history',
  'im:history',
  // Whether it is in the channel it should post to.
  'channels:read',
  'groups:read',
  'im:read',
  // Pictures are uploaded where the bot has no public address.
  'files:write',
  // The time zone of whoever sets up a daily pick, and whether they are an admin.
  'users:read',
] as const;

/** Slack's limit on a command's usage hint, in characters; from its app manifest reference. */
const USAGE_HINT = 1000;

/**
 * The Slack app as its manifest describes it, made from the commands. Paste it at
 * https://api.slack.com/apps under "From a manifest".
 *
 * @param address where Slack reaches the bot, like `https://bot.example.org`; without it the app uses
 *   Socket Mode and needs no public address.
 */
export function slackManifest(commands: readonly Command[], address?: string): object {
  if (address !== undefined && !/^https:\/\/[^/\s]+/.test(address)) {
    throw new StartError(
      'The address must start with https://, as Slack calls no other: npm run manifest -- https://bot.example.org',
    );
  }
  const events = address === undefined ? undefined : `${address.replace(/\/+$/, '')}/slack/events`;
  return {
    display_information: {
      name: 'Paperboy',
      description: 'Paper notes: what each paper changed, its numbers, what to read next',
      background_color: '#1f2937',
    },
    features: {
      bot_user: { display_name: 'Paperboy', always_online: true },
      slash_commands: commands
        .filter(({ name }) => !name.includes(' '))
        .map((command) => ({
          command: `/${command.name}`,
          description: command.description,
          usage_hint: usageHint(command, commands),
          should_escape: false,
          ...(events !== undefined && { url: events }),
        })),
    },
    oauth_config: {
      scopes: {
        bot: [...SCOPES],
      },
    },
    settings: {
      interactivity: {
        is_enabled: true,
        ...(events !== undefined && { request_url: events }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: events === undefined,
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
