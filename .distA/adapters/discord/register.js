import { isDeepStrictEqual } from 'node:util';
import { ApplicationCommandOptionType, ApplicationCommandType, ApplicationIntegrationType, InteractionContextType, PermissionFlagsBits, Routes, } from 'discord-api-types/v10';
import { RequestMethod } from 'discord.js';
import { worksOn } from "../../src/command.js";
import { messageUses } from "../../src/commands/in-message.js";
import { HIDE } from "../../src/invocation.js";
import { en } from "../../src/phrases/en.js";
import { labelsOf, translations } from "../../src/phrases/languages.js";
/** In servers, in the bot's direct messages and everywhere else for those who installed it themselves. */
const EVERYWHERE = {
    integration_types: [
        ApplicationIntegrationType.GuildInstall,
        ApplicationIntegrationType.UserInstall,
    ],
    contexts: [
        InteractionContextType.Guild,
        InteractionContextType.BotDM,
        InteractionContextType.PrivateChannel,
    ],
};
/** The commands as Discord registers them, made from their definitions. */
export function commandsJson(all) {
    const commands = all.filter((command) => worksOn(command, 'discord'));
    const heads = commands.filter(({ name }) => !name.includes(' '));
    return heads.map((head) => ({
        type: ApplicationCommandType.ChatInput,
        name: head.name,
        description: head.description,
        ...localized((language) => {
            const { name, description } = labelsOf(head, language.locale);
            return { name: name.split(' ')[0] ?? name, description };
        }),
        options: partsOf(head, commands) ?? optionsJson(head),
        // Of a family, parts can't be shown apart. Whoever manages the server can open it to others.
        ...(family(head, commands).some(({ manage }) => manage) && {
            default_member_permissions: String(PermissionFlagsBits.ManageGuild),
        }),
        ...EVERYWHERE,
    }));
}
/** The entries of every message's menu, below "Apps". */
export function menusJson(uses) {
    return uses.map(({ name, nameIn }) => ({
        type: ApplicationCommandType.Message,
        name,
        name_localizations: inEach((language) => nameIn(language.phrases)),
        ...EVERYWHERE,
    }));
}
/** What something is called in each language that Discord may show it in. */
function localized(labelIn) {
    return {
        name_localizations: inEach((language) => labelIn(language).name),
        description_localizations: inEach((language) => labelIn(language).description),
    };
}
function inEach(textIn) {
    return Object.fromEntries(translations.map((language) => [language.locale, textIn(language)]));
}
/** A command and its parts. */
function family(head, commands) {
    return commands.filter(({ name }) => name.split(' ')[0] === head.name);
}
/** The parts of a family, which Discord calls subcommands; undefined for a command without any. */
function partsOf(head, commands) {
    const parts = family(head, commands).flatMap((command) => {
        const [, part] = command.name.split(' ');
        return part === undefined ? [] : [{ name: part, command }];
    });
    if (parts.length === 0)
        return undefined;
    const bare = head.bare === undefined ? [] : [{ name: head.bare, command: head }];
    return [...bare, ...parts].map(({ name, command }) => ({
        type: ApplicationCommandOptionType.Subcommand,
        name,
        description: command.description,
        ...localized(({ locale }) => {
            const labels = labelsOf(command, locale);
            return { name: labels.name.split(' ')[1] ?? name, description: labels.description };
        }),
        options: optionsJson(command),
    }));
}
function optionsJson(command) {
    return [
        ...Object.entries(command.options)
            .sort(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false))
            .map(([name, option]) => optionJson(option, { name, description: option.description }, ({ locale }) => labelsOf(command, locale).options[name] ?? { name, description: option.description })),
        optionJson({ kind: 'flag', description: en.hide.description }, { ...en.hide, name: HIDE }, ({ phrases }) => phrases.hide),
    ];
}
function optionJson(option, label, labelIn) {
    const common = { ...label, ...localized(labelIn), required: option.required ?? false };
    switch (option.kind) {
        case 'text':
            return {
                type: ApplicationCommandOptionType.String,
                ...common,
                ...(option.suggest && { autocomplete: true }),
            };
        case 'number':
            return {
                type: ApplicationCommandOptionType.Integer,
                ...common,
                min_value: 1,
            };
        case 'flag':
            return { type: ApplicationCommandOptionType.Boolean, ...common };
    }
}
const REGISTER_MS = 60_000;
const REGISTER_TRY_MS = 20_000;
/**
 * Registers the commands, unless Discord already has exactly these: registering needlessly makes
 * people's clients reload them and counts against a daily limit.
 *
 * @returns whether anything was changed.
 */
export async function register(send, application, commands) {
    const fullRoute = Routes.applicationCommands(application);
    const effort = () => ({
        until: performance.now() + REGISTER_MS,
        tryMs: REGISTER_TRY_MS,
        repeatable: true,
    });
    const wanted = [...commandsJson(commands), ...menusJson(messageUses)];
    // Without it Discord leaves the other languages out.
    const query = new URLSearchParams({ with_localizations: 'true' });
    const registered = (await send({ method: RequestMethod.Get, fullRoute, query }, effort()));
    if (isDeepStrictEqual(byName(wanted), byName(registered)))
        return false;
    await send({ method: RequestMethod.Put, fullRoute, body: wanted }, effort());
    return true;
}
function compared(option) {
    return {
        type: option.type,
        ...labelOf(option),
        required: option.required ?? false,
        autocomplete: ('autocomplete' in option && option.autocomplete) ?? false,
        min: ('min_value' in option && option.min_value) || undefined,
        options: ('options' in option ? (option.options ?? []) : []).map(compared),
    };
}
function labelOf(labelled) {
    return {
        name: labelled.name,
        names: labelled.name_localizations ?? {},
        description: 'description' in labelled ? labelled.description : '',
        descriptions: ('description_localizations' in labelled && labelled.description_localizations) || {},
    };
}
/** What is compared: only what we set, with the defaults that Discord leaves out. */
function byName(list) {
    return list
        .map((command) => ({
        type: command.type ?? ApplicationCommandType.ChatInput,
        ...labelOf(command),
        options: ('options' in command ? (command.options ?? []) : []).map(compared),
        permissions: command.default_member_permissions ?? null,
        integrations: [...(command.integration_types ?? [])].sort(),
        contexts: [...(command.contexts ?? [])].sort(),
    }))
        .sort((a, b) => a.type - b.type || (a.name < b.name ? -1 : 1));
}
//# sourceMappingURL=register.js.map