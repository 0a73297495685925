import type { Command } from '../../src/command.ts';
import { typedAsText } from '../../src/bot.ts';

/**
 * The Slack app as its manifest describes it, made from the commands. Paste it at
 * https://api.slack.com/apps under "From a manifest".
 *
 * @param address where Slack reaches the bot, like `https://bot.example.org`; without it the app uses
 *   Socket Mode and needs no public address.
 */
export function slackManifest(commands: readonly Command[], address?: string): object {
  const events = address === undefined ? undefined : `${address.replace(/\/+$/, '')}/slack/events`;
  return {
    display_information: {
      name: 'Paperboy',
      description: 'Paper notes: what each paper changed, its numbers, what to read next',
      background_color: '#1f2937',
    },
    features: {
      bot_user: { display_name: 'Paperboy', always_online: true },
      slash_commands: commands.map((command) => ({
        command: `/${command.name}`,
        description: command.description,
        usage_hint: usageHint(command),
        should_escape: false,
        ...(events !== undefined && { url: events }),
      })),
    },
    oauth_config: { scopes: { bot: ['commands'] } },
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

/** What Slack shows while somebody types the command: `<query> [--hide]`. */
function usageHint({ options, examples, name }: Command): string {
  const words = Object.entries(options).map(([option, { kind, required }], i) => {
    const value = kind === 'text' && i === 0 ? option : `--${option}${kind === 'flag' ? '' : ' …'}`;
    return required === true ? `<${value}>` : `[${value}]`;
  });
  const example = examples.find((values) => Object.keys(values).length > 0);
  const shown =
    example && typedAsText({ command: name, options: example }, { name, options } as Command);
  return [...words, '[--hide]', ...(shown === undefined ? [] : [`e.g. ${shown}`])].join(' ');
}
