import { worksOn } from "../../src/command.js";
import { PAPER_SITES } from "../../src/find/links.js";
import { StartError } from "../../src/start-error.js";
import { positional, typedAsText } from "../../src/invocation.js";
import { clip } from "../../src/markdown.js";
import { REDIRECT_PATH } from "./paths.js";
import { SHORTCUTS } from "./shortcut-list.js";
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
];
/** What the bot hears of. */
export const EVENTS = [
    'app_home_opened',
    'app_mention',
    'link_shared',
    'message.channels',
    'message.groups',
    'message.im',
    'message.mpim',
    // Being taken out of a workspace, whose data is deleted then.
    'app_uninstalled',
    'tokens_revoked',
    'team_access_revoked',
];
/** What is asked for where people install the bot: its pictures come from its address, not from uploads. */
export const ASKED_SCOPES = SCOPES.filter((scope) => scope !== 'files:write');
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
 *   alone, since on Slack the app that was installed last owns a command's name. `many`: people
 *   install it in many workspaces, with tokens that end; `socket`: with Socket Mode all the same.
 */
export function slackManifest(commands, { url, minimal = false, many = false, socket = false, } = {}) {
    if (many && url === undefined) {
        throw new StartError('Whoever installs the bot is sent back to its address: npm run manifest -- --many --url https://bot.example.org');
    }
    if (url !== undefined && !/^https:\/\/[^/\s]+/.test(url)) {
        throw new StartError('The address must start with https://, as Slack calls no other: npm run manifest -- --url https://bot.example.org');
    }
    const address = url?.replace(/\/+$/, '');
    const calls = address === undefined || socket ? undefined : `${address}/slack/events`;
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
                agent_description: 'Answers questions about the papers in your notes, in their own words, and says so where they say nothing.',
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
            ...(address !== undefined && { redirect_urls: [address + REDIRECT_PATH] }),
            scopes: {
                bot: many ? ASKED_SCOPES : [...SCOPES],
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
            org_deploy_enabled: many,
            socket_mode_enabled: calls === undefined,
            // The one token of one workspace would end after twelve hours.
            token_rotation_enabled: many,
        },
    };
}
/** What Slack shows while somebody types the command: `<query> [--hide]`, or `set | off` for a family. */
function usageHint(command, commands) {
    const { options, examples, name } = command;
    const parts = commands.flatMap((it) => it.name.startsWith(`${name} `) ? [it.name.slice(name.length + 1)] : []);
    if (parts.length > 0)
        return clip(`[${parts.join(' | ')}]`, USAGE_HINT);
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
//# sourceMappingURL=manifest.js.map