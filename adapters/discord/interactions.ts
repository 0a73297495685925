import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import {
  ApplicationCommandType,
  ComponentType,
  InteractionResponseType,
  InteractionType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
} from 'discord-api-types/v10';
import type { Bot } from '../../src/bot.ts';
import type { Invocation, Reply } from '../../src/card.ts';
import { messageUses } from '../../src/commands/in-message.ts';
import { showLater } from '../../src/later.ts';
import type { Log } from '../../src/log.ts';
import { clip } from '../../src/markdown.ts';
import { openRequest, type Request } from '../../src/request.ts';
import type { Phrases } from '../../src/phrases/en.ts';
import { phrasesFor } from '../../src/phrases/languages.ts';
import { isAnswered, openAnswer, sendFirst, UnsureError, type Answer } from './answer.ts';
import { discordCaller } from './caller.ts';
import { draw, type Drawn } from './draw.ts';
import type { Locales } from './locales.ts';
import { readOptions } from './options.ts';
import { CHANGE_MS } from './render.ts';
import type { Send } from './requests.ts';
import { allWordsOf } from './words.ts';

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

/** What answering takes. */
export interface Desk {
  bot: Bot;
  log: Log;
  send: Send;
  locales: Locales;
  /** Whether messages that are not for the bot can be read. */
  readsMessages: boolean;
}

/** What answers interactions as they come from the gateway. */
export interface Interactions {
  /** Answers one. Never rejects: whatever goes wrong is logged, and the person told. */
  answer: (interaction: APIInteraction) => Promise<void>;
  /** Tells all who still wait for an answer that none comes, within `ms`. */
  farewell: (ms: number) => Promise<void>;
}

export function createInteractions(desk: Desk): Interactions {
  /** Answers that are due, and what to say to those for whom none comes. */
  const waiting = new Map<Answer, string>();

  return {
    async answer(interaction) {
      desk.locales.note(interaction);
      const kind = interaction.type === InteractionType.MessageComponent ? 'button' : 'command';
      const request = openRequest('discord', kind);
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
        return suggest(interaction, desk, request.receivedAt).catch((error: unknown) => {
          // Whoever types on has asked anew by then.
          if (!isLate(error)) complain(error, interaction, desk, request);
        });
      }
      const work = workOf(interaction, request, desk);
      if (!work) return;
      const answer = openAnswer(interaction, desk.send, request);
      const { fault } = phrasesIn(interaction);
      waiting.set(answer, fault.restarting);
      const thinking = setTimeout(
        () =>
          void answer
            .acknowledge()
            .catch((error: unknown) => complain(error, interaction, desk, request)),
        THINK_MS,
      );
      let shown: Reply | undefined;
      try {
        shown = await desk.bot.serve(request, () => inTime(work(answer)));
      } catch (error) {
        // With the same token elsewhere, the other process answered: the person has what was asked for.
        if (isAnswered(error)) return;
        complain(error, interaction, desk, request);
        const text = error instanceof UnsureError ? fault.unsure : fault.apology;
        await answer
          .apologise(text)
          .catch((failure: unknown) =>
            desk.log.error({ err: failure, platform: 'Discord' }, 'apology did not get through'),
          );
      } finally {
        clearTimeout(thinking);
        waiting.delete(answer);
      }
      // By now nobody waits for it: a stop leaves what is shown as it is.
      if (shown?.later) {
        await showLater(shown, CHANGE_MS, desk.log, async (better) =>
          answer.change(await drawn(better, desk)),
        );
      }
    },
    async farewell(ms) {
      const told = [...waiting].map(([answer, restarting]) =>
        answer
          .apologise(restarting, ms)
          .catch((error: unknown) =>
            desk.log.error({ err: error, platform: 'Discord' }, 'farewell did not get through'),
          ),
      );
      await Promise.all(told);
    },
  };
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new Error(`no answer within ${WORK_MS / 1000} s`));
    const timer = setTimeout(late, WORK_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Answers an interaction. @returns the reply that was shown; undefined when none was. */
type Work = (answer: Answer) => Promise<Reply | undefined>;

/** What an interaction asks for; undefined for what Paperboy never offered. */
function workOf(interaction: APIInteraction, request: Request, desk: Desk): Work | undefined {
  if (interaction.type === InteractionType.MessageComponent) {
    return (answer) => press(interaction, request, answer, desk);
  }
  if (interaction.type !== InteractionType.ApplicationCommand) return undefined;
  if (isSlash(interaction)) return (answer) => slash(interaction, request, answer, desk);
  if (isMenu(interaction)) return (answer) => menu(interaction, request, answer, desk);
  return undefined;
}

function isSlash(
  interaction: APIApplicationCommandInteraction,
): interaction is APIChatInputApplicationCommandInteraction {
  return interaction.data.type === ApplicationCommandType.ChatInput;
}

function isMenu(
  interaction: APIApplicationCommandInteraction,
): interaction is APIMessageApplicationCommandInteraction {
  return interaction.data.type === ApplicationCommandType.Message;
}

async function slash(
  interaction: APIChatInputApplicationCommandInteraction,
  request: Request,
  answer: Answer,
  desk: Desk,
): Promise<Reply> {
  const { name, options } = readOptions(interaction.data);
  const values: Invocation['options'] = {};
  for (const option of options) values[option.name] = option.value;
  const caller = discordCaller(interaction, desk.readsMessages, request);
  const reply = await desk.bot.run(name, values, caller);
  await show(reply, answer, desk);
  return reply;
}

async function menu(
  interaction: APIMessageApplicationCommandInteraction,
  request: Request,
  answer: Answer,
  desk: Desk,
): Promise<Reply> {
  const { name, target_id: target, resolved } = interaction.data;
  const use = messageUses.find((one) => one.name === name);
  const message = resolved.messages[target];
  if (!use || !message)
    throw new Error(`the menu has no "${name}", or it came without its message`);
  const reply = await desk.bot.useMessage(
    use,
    allWordsOf(message),
    discordCaller(interaction, desk.readsMessages, request),
  );
  await show(reply, answer, desk);
  return reply;
}

async function suggest(
  interaction: APIApplicationCommandAutocompleteInteraction,
  desk: Desk,
  receivedAt: number,
): Promise<void> {
  const { name, options } = readOptions(interaction.data);
  const typed = options.find((option) => 'focused' in option && option.focused === true);
  const suggestions = await desk.bot.suggest(
    name,
    typed?.name ?? '',
    String(typed?.value ?? ''),
    discordCaller(interaction, desk.readsMessages),
  );
  const choices = suggestions
    .filter(({ value }) => value.length <= CHOICE)
    .slice(0, CHOICES)
    .map(({ label, value }) => ({ name: clip(label, CHOICE), value }));
  const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
  await sendFirst(interaction, type, { body: { choices } }, desk.send, receivedAt);
}

async function press(
  interaction: APIMessageComponentInteraction,
  request: Request,
  answer: Answer,
  desk: Desk,
): Promise<Reply | undefined> {
  const { data, message } = interaction;
  const chosen = data.component_type === ComponentType.StringSelect ? data.values[0] : undefined;
  const pressed = await desk.bot.press(
    chosen ?? data.custom_id,
    discordCaller(interaction, desk.readsMessages, request),
  );
  switch (pressed.kind) {
    case 'reply':
      await show(pressed.reply, answer, desk);
      return pressed.reply;
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
      } catch (error) {
        // Whoever is told that it may not be there may press again.
        await desk.bot.marks.clear(mark).catch(() => undefined);
        throw error;
      }
      // It is shared, whatever becomes of the private one.
      await answer
        .remove()
        .catch((error: unknown) =>
          desk.log.warn({ err: error, platform: 'Discord' }, 'a card that was shared stays'),
        );
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
function phrasesIn(interaction: APIInteraction): Phrases {
  return phrasesFor('locale' in interaction ? interaction : {});
}

async function show(reply: Reply, answer: Answer, desk: Desk): Promise<void> {
  await answer.show(await drawn(reply, desk), reply.beside);
}

function drawn(reply: Reply, { bot, log }: Desk): Promise<Drawn> {
  return draw(reply, bot.find, log, PICTURE_MS);
}

/** Whether Discord no longer waits for an answer. */
function isLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownInteraction;
}

function complain(
  error: unknown,
  interaction: APIInteraction,
  { log }: Desk,
  request: Request,
): void {
  const command =
    interaction.data !== undefined && 'name' in interaction.data
      ? interaction.data.name
      : interaction.type;
  const told = { err: error, platform: 'Discord', command, request: request.id };
  log.error(told, 'answer did not get through');
}
