import { PermissionFlagsBits } from 'discord.js';
import { ApplicationIntegrationType, ChannelType, InteractionContextType, } from 'discord-api-types/v10';
import { phrasesFor } from "../../src/phrases/languages.js";
import { discordSurface } from "./surface.js";
/** Who did something in Discord, and where. @param readsMessages whether the message content intent is used. */
export function discordCaller(interaction, readsMessages, request) {
    const { guild_id: guild, channel, member } = interaction;
    const user = (member?.user ?? interaction.user)?.id ?? '';
    const caller = callerAt({ guild, channel: channel?.id ?? '', user });
    if (request)
        caller.request = request;
    if ('locale' in interaction)
        caller.locale = interaction.locale;
    if (interaction.guild_locale !== undefined)
        caller.placeLocale = interaction.guild_locale;
    caller.guest = isGuest(interaction);
    caller.readsMessages = readsMessages;
    // In a direct message everybody is at home.
    caller.mayManage = () => Promise.resolve(member ? has(member.permissions, PermissionFlagsBits.ManageGuild) : guild === undefined);
    caller.hindrance = (threads) => Promise.resolve(hindrance(interaction, threads));
    return caller;
}
/**
 * Who wrote a message in Discord, and where; what that person may do there it does not say. What is
 * said to all in a server is in the server's language.
 */
export async function messageCaller({ guild_id: guild, channel_id: channel, author, }, locales) {
    const locale = guild === undefined ? locales.ofPerson(author.id) : await locales.ofServer(guild);
    const caller = callerAt({ guild, channel, user: author.id });
    return locale === undefined ? caller : { ...caller, locale };
}
const unknown = () => Promise.resolve(undefined);
const no = () => Promise.resolve(false);
function callerAt({ guild = '', channel, user, }) {
    return {
        platform: 'discord',
        surface: discordSurface,
        workspace: guild,
        channel,
        user,
        person: user,
        timezone: unknown,
        mayManage: no,
        hindrance: unknown,
    };
}
/** Whether Paperboy came along with the person who installed it, to where it is no member. */
function isGuest({ context, authorizing_integration_owners: owners }) {
    return (context !== InteractionContextType.BotDM && !(ApplicationIntegrationType.GuildInstall in owners));
}
/** What Paperboy needs in a channel, as Discord's settings call it. */
export const NEEDED = [
    ['View Channel', PermissionFlagsBits.ViewChannel],
    ['Send Messages', PermissionFlagsBits.SendMessages],
    ['Embed Links', PermissionFlagsBits.EmbedLinks],
    ['Attach Files', PermissionFlagsBits.AttachFiles],
    // To find out, after a lost answer, whether a post is there.
    ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
];
/** What the questions below a daily pick take. */
export const NEEDED_FOR_THREADS = [
    ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
    ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
];
/** Channels in which a thread can be opened below a message. */
const WITH_THREADS = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]);
function hindrance(interaction, threads) {
    const { guild_id: guild, app_permissions: permissions, channel } = interaction;
    const { and, hindrance: words } = phrasesFor('locale' in interaction ? interaction : {});
    if (isGuest(interaction)) {
        return guild === undefined ? words.notInConversation : words.notMember;
    }
    if (threads && channel && !WITH_THREADS.has(channel.type))
        return words.noThreads;
    const needed = threads ? [...NEEDED, ...NEEDED_FOR_THREADS] : NEEDED;
    const lacking = needed
        .filter(([, bit]) => !has(permissions, bit))
        .map(([name]) => words.rights[name]);
    if (guild === undefined || lacking.length === 0)
        return undefined;
    const rights = and.format(lacking);
    return lacking.length === 1 ? words.lacksRight(rights) : words.lacksRights(rights);
}
/** @param permissions bits, as Discord writes them. */
function has(permissions, bit) {
    const bits = BigInt(permissions);
    return (bits & PermissionFlagsBits.Administrator) !== 0n || (bits & bit) !== 0n;
}
//# sourceMappingURL=caller.js.map