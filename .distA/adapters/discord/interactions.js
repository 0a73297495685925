import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { ApplicationCommandOptionType, ApplicationCommandType, ComponentType, InteractionResponseType, InteractionType, } from 'discord-api-types/v10';
import { messageUses } from "../../src/commands/in-message.js";
import { showLater } from "../../src/later.js";
import { clip } from "../../src/markdown.js";
import { openRequest } from "../../src/request.js";
import { phrasesFor } from "../../src/phrases/languages.js";
import { isAnswered, openAnswer, sendFirst, UnsureError } from "./answer.js";
import { discordCaller } from "./caller.js";
import { draw } from "./draw.js";
import { CHANGE_MS } from "./render.js";
import { allWordsOf } from "./words.js";
/** Autocomplete limits, see the interactions page of Discord's documentation. */
const CHOICES = 25;
const CHOICE = 100;
/** When "thinking…" is shown: a first answer may come 3 s after the interaction at the latest. */
const THINK_MS = 1500;
/** How long an answer waits for its picture. */
const PICTURE_MS = 1500;
/** How long a private message that was shared is not shared again, ms. */
const SHARE_MS = 60_000;
/** Whoever waits this long for a command is told that it did not work. */
const WORK_MS = 60_000;
export function createInteractions(desk) {
    /** Answers that are due, and what to say to those for whom none comes. */
    const waiting = new Map();
    return {
        async answer(interaction) {
            desk.locales.note(interaction);
            const kind = interaction.type === InteractionType.MessageComponent ? 'button' : 'command';
            const request = openRequest('discord', kind);
            if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
                return suggest(interaction, desk, request.receivedAt).catch((error) => {
                    // Whoever types on has asked anew by then.
                    if (!isLate(error))
                        complain(error, interaction, desk, request);
                });
            }
            const work = workOf(interaction, request, desk);
            if (!work)
                return;
            const answer = openAnswer(interaction, desk.send, request);
            const { fault } = phrasesIn(interaction);
            waiting.set(answer, fault.restarting);
            const thinking = setTimeout(() => void answer
                .acknowledge()
                .catch((error) => complain(error, interaction, desk, request)), THINK_MS);
            let shown;
            try {
                shown = await desk.bot.serve(request, () => inTime(work(answer)));
            }
            catch (error) {
                // With the same token elsewhere, the other process answered: the person has what was asked for.
                if (isAnswered(error))
                    return;
                complain(error, interaction, desk, request);
                const text = error instanceof UnsureError ? fault.unsure : fault.apology;
                await answer
                    .apologise(text)
                    .catch((failure) => desk.log.error({ err: failure, platform: 'Discord' }, 'apology did not get through'));
            }
            finally {
                clearTimeout(thinking);
                waiting.delete(answer);
            }
            // By now nobody waits for it: a stop leaves what is shown as it is.
            if (shown) {
                await showLater(shown, CHANGE_MS, desk.log, async (better) => answer.change(await drawn(better, desk)));
            }
        },
        async farewell(ms) {
            const told = [...waiting].map(([answer, restarting]) => answer
                .apologise(restarting, ms)
                .catch((error) => desk.log.error({ err: error, platform: 'Discord' }, 'farewell did not get through')));
            await Promise.all(told);
        },
    };
}
async function inTime(work) {
    let timer;
    const late = new Promise((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${WORK_MS / 1000} s`)), WORK_MS);
    });
    try {
        return await Promise.race([work, late]);
    }
    finally {
        clearTimeout(timer);
    }
}
/** What an interaction asks for; undefined for what Paperboy never offered. */
function workOf(interaction, request, desk) {
    if (interaction.type === InteractionType.MessageComponent) {
        return (answer) => press(interaction, request, answer, desk);
    }
    if (interaction.type !== InteractionType.ApplicationCommand)
        return undefined;
    if (isSlash(interaction))
        return (answer) => slash(interaction, request, answer, desk);
    if (isMenu(interaction))
        return (answer) => menu(interaction, request, answer, desk);
    return undefined;
}
function isSlash(interaction) {
    return interaction.data.type === ApplicationCommandType.ChatInput;
}
function isMenu(interaction) {
    return interaction.data.type === ApplicationCommandType.Message;
}
async function slash(interaction, request, answer, desk) {
    const { name, options } = readOptions(interaction.data);
    const values = Object.fromEntries(options.map(({ name: option, value }) => [option, value]));
    const caller = discordCaller(interaction, desk.readsMessages, request);
    return show(await desk.bot.run(name, values, caller), answer, desk);
}
/** A command's whole name and its options; of a family, Discord has the part's name around these. */
function readOptions({ name, options = [], }) {
    const [part] = options;
    if (part?.type === ApplicationCommandOptionType.Subcommand) {
        return { name: `${name} ${part.name}`, options: part.options ?? [] };
    }
    return { name, options: options.filter((option) => 'value' in option) };
}
async function menu(interaction, request, answer, desk) {
    const { name, target_id: target, resolved } = interaction.data;
    const use = messageUses.find((one) => one.name === name);
    const message = resolved.messages[target];
    if (!use || !message)
        throw new Error(`the menu has no "${name}", or it came without its message`);
    const reply = await desk.bot.useMessage(use, allWordsOf(message), discordCaller(interaction, desk.readsMessages, request));
    return show(reply, answer, desk);
}
async function suggest(interaction, desk, receivedAt) {
    const { name, options } = readOptions(interaction.data);
    const typed = options.find((option) => 'focused' in option && option.focused === true);
    const suggestions = await desk.bot.suggest(name, typed?.name ?? '', String(typed?.value ?? ''), discordCaller(interaction, desk.readsMessages));
    const choices = suggestions
        .filter(({ value }) => value.length <= CHOICE)
        .slice(0, CHOICES)
        .map(({ label, value }) => ({ name: clip(label, CHOICE), value }));
    const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
    await sendFirst(interaction, type, { body: { choices } }, desk.send, receivedAt);
}
async function press(interaction, request, answer, desk) {
    const { data, message } = interaction;
    const chosen = data.component_type === ComponentType.StringSelect ? data.values[0] : undefined;
    const pressed = await desk.bot.press(chosen ?? data.custom_id, discordCaller(interaction, desk.readsMessages, request));
    switch (pressed.kind) {
        case 'reply':
            return show(pressed.reply, answer, desk);
        case 'share': {
            const workspace = interaction.guild_id ?? '';
            const mark = { platform: 'discord', workspace, key: `share/${message.id}/${data.custom_id}` };
            // The second press of a double click.
            if (!(await desk.bot.marks.set(mark, SHARE_MS))) {
                await answer.acknowledge();
                return undefined;
            }
            try {
                await answer.share(await drawn(pressed.reply, desk));
            }
            catch (error) {
                // Whoever is told that it may not be there may press again.
                await desk.bot.marks.clear(mark).catch(() => undefined);
                throw error;
            }
            return pressed.reply;
        }
        case 'dismiss':
            await answer.remove();
            return undefined;
        case 'link':
            return undefined;
    }
}
/** What is said to whoever an interaction comes from. */
function phrasesIn(interaction) {
    return phrasesFor('locale' in interaction ? interaction : {});
}
async function show(reply, answer, desk) {
    await answer.show(await drawn(reply, desk), reply.beside);
    return reply;
}
function drawn(reply, { bot, log }) {
    return draw(reply, bot.find, log, PICTURE_MS);
}
/** Whether Discord no longer waits for an answer. */
function isLate(error) {
    return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownInteraction;
}
function complain(error, interaction, { log }, request) {
    const command = interaction.data !== undefined && 'name' in interaction.data
        ? interaction.data.name
        : interaction.type;
    const told = { err: error, platform: 'Discord', command, request: request.id };
    log.error(told, 'answer did not get through');
}
//# sourceMappingURL=interactions.js.map