import { list, objects, str } from './discord-form.ts';
import type { Obj } from './discord-form.ts';
import type { Gateway } from './discord-gateway.ts';
import { allComponents, buttons } from './discord-messages.ts';
import {
  IDS,
  channelObject,
  envelope,
  installers,
  isGuestIn,
  userObject,
} from './discord-objects.ts';
import type { Place } from './discord-objects.ts';
import { dmChannel, fail, guildOf, snowflake } from './discord-world.ts';
import type { FakeMessage, Interaction, World } from './discord-world.ts';

/** Who acts, and where. */
export interface Who {
  /** Default `IDS.user`. */
  user?: string;
  /** A channel of the guild. Default `IDS.channel`. */
  channel?: string;
  /** True: in the private channel with the bot. */
  dm?: boolean;
  /** The user's language. Default `en-US`. */
  locale?: string;
  /** The server's language. Default `en-US`. */
  guildLocale?: string;
  /** What the user may do in the channel, as bits. Default everything. */
  permissions?: string;
  /** What the bot may do there. Default everything. */
  appPermissions?: string;
  /** Whether somebody who manages the server opened the command to this user. */
  granted?: boolean;
}

/** A slash command as a user fills it in; a subcommand's name follows a space (`shelf add`). */
export interface Slash extends Who {
  name: string;
  options?: Record<string, string | number | boolean>;
}

/** An entry of a message's menu, chosen on a message that anybody may have written. */
export interface Menu extends Who {
  name: string;
  message: { content?: string; embeds?: Obj[]; message_snapshots?: Obj[] };
}

/** Who presses; the channel is the message's. */
export type Press = Pick<Who, 'user' | 'locale'>;

/** What came of an interaction by its first answer, or by the 3 s that are allowed for it. */
export interface Acknowledged {
  /** False: the user saw "The application did not respond", and `failures` has it. */
  answered: boolean;
  /** From sending the interaction to accepting its first answer, ms. */
  ackMs: number;
  /** The type of the first answer: 4 message, 5 deferred, 6 deferred update, 7 update; 0 for none. */
  type: number;
  /** The interaction's messages: a live list that later follow-ups join. For an update: the pressed message. */
  messages: readonly FakeMessage[];
  /** The interaction's id and token, for requests that the bot would not make. */
  id: string;
  token: string;
}

/** A suggestion of an autocompletion. */
export interface Choice {
  name: string;
  value: string | number;
}

/** What users can do. */
export interface Acts {
  /**
   * Sends a slash command, checked against the registered commands as Discord's client does.
   * @throws Error when Discord's client would not send it: no such command or option, wrong type, missing, out of range
   */
  slash: (command: Slash) => Promise<Acknowledged>;
  /**
   * Chooses an entry of a message's menu ("Apps").
   * @throws Error when Discord's client would not show it
   */
  menu: (menu: Menu) => Promise<Acknowledged>;
  /**
   * Types into an option that completes.
   * @throws Error when the option does not complete, or no valid answer came in time ("Loading options failed")
   */
  autocomplete: (command: Slash & { focused: string }) => Promise<Choice[]>;
  /**
   * Presses the button with this label.
   * @throws Error when the user can't: no such button, a link, disabled, deleted, or somebody else's message
   */
  press: (message: FakeMessage, label: string, who?: Press) => Promise<Acknowledged>;
  /**
   * Chooses values in the message's string select; `placeholder` or custom_id says which when there are several.
   * @throws Error when the user can't
   */
  select: (
    message: FakeMessage,
    values: readonly string[],
    who?: Press & { select?: string },
  ) => Promise<Acknowledged>;
  /** Writes a message; its content reaches the bot under Discord's rules for the message content intent. `type`: what kind of message it is; ordinary by default. */
  say: (content: string, who?: Who & { type?: number }) => string;
}

const CONTENT = 1 << 15;
const ADMINISTRATOR = 1n << 3n;
/** All of a member's permissions, as `envelope` has them. */
const ALL = '2248473465835073';
const KINDS: Record<number, string> = { 3: 'string', 4: 'number', 5: 'boolean', 10: 'number' };

/** Complains as Discord's client would about one option's value. */
function checkValue(option: Obj, value: unknown, typing: boolean): void {
  const type = Number(option.type);
  const name = `option "${str(option.name)}"`;
  // What is being typed travels as a string, whatever the option's type.
  if (typing && typeof value === 'string') return;
  if (type in KINDS ? typeof value !== KINDS[type] : typeof value !== 'string' || type === 11)
    throw new Error(`${name}: a ${typeof value} does not fit type ${type}`);
  if (type >= 6 && type <= 9 && !/^\d{17,20}$/.test(str(value)))
    throw new Error(`${name}: not an id: ${str(value)}`);
  if (type === 4 && !Number.isSafeInteger(value)) throw new Error(`${name}: not an integer`);
  const size = type === 3 ? str(value).length : Number(value);
  const [low, high] =
    type === 3
      ? [Number(option.min_length ?? 1), Number(option.max_length ?? 6000)]
      : [Number(option.min_value ?? -Infinity), Number(option.max_value ?? Infinity)];
  if ((type === 3 || type === 4 || type === 10) && (size < low || size > high))
    throw new Error(`${name}: ${size} is not between ${low} and ${high}`);
  const choices = objects(option.choices);
  if (choices.length > 0 && !choices.some((item) => item.value === value))
    throw new Error(`${name}: not one of the choices`);
}

/** Complains when Discord's client would not show a command to this user in this place. */
function checkShown(found: Obj, name: string, who: Who, place: Place): void {
  const guest = isGuestIn(place.channel);
  const context = place.guild === undefined ? (guest ? 2 : 1) : 0;
  const contexts = list(found.contexts);
  if (contexts.length > 0 ? !contexts.includes(context) : context === 1 && !found.dm_permission)
    throw new Error(`${name} is not registered for this context`);
  if (!list(found.integration_types).includes(guest ? 1 : 0))
    throw new Error(`${name} is not registered for this kind of installation`);
  if (context !== 0 || guest || who.granted === true || found.default_member_permissions === null)
    return;
  const needed = BigInt(str(found.default_member_permissions));
  const may = BigInt(who.permissions ?? ALL);
  const admin = (may & ADMINISTRATOR) !== 0n;
  // Application Commands reference: "0" hides it from all but administrators.
  if (!admin && (needed === 0n || (may & needed) !== needed))
    throw new Error(`${name} is not shown to this user`);
}

function findCommand(world: World, command: Slash, place: Place) {
  const [name, ...path] = command.name.split(' ');
  const scopes = [
    place.guild === undefined ? [] : world.commands.get(place.guild),
    world.commands.get('global'),
  ];
  const all = scopes.flatMap((scope) => scope ?? []);
  const found = all.find((item) => item.name === name && item.type === 1);
  if (!found) throw new Error(`/${name ?? ''} is not registered`);
  checkShown(found, `/${name ?? ''}`, command, place);
  let options = objects(found.options);
  const parents: Obj[] = [];
  for (const part of path) {
    const sub = options.find((item) => item.name === part && Number(item.type) <= 2);
    if (!sub) throw new Error(`/${command.name} is not registered`);
    parents.push(sub);
    options = objects(sub.options);
  }
  if (options.some((item) => Number(item.type) <= 2))
    throw new Error(`/${command.name} needs a subcommand`);
  return { found, parents, options };
}

function commandData(world: World, command: Slash, place: Place, focused?: string) {
  const { found, parents, options } = findCommand(world, command, place);
  const given = Object.entries(command.options ?? {});
  const resolved: Record<string, Obj> = {};
  const filled = given.map(([name, value]): Obj => {
    const option = options.find((item) => item.name === name);
    if (!option) throw new Error(`/${command.name} has no option "${name}"`);
    checkValue(option, value, name === focused);
    if (option.type === 6)
      resolved.users = { ...resolved.users, [String(value)]: userObject(String(value)) };
    if (option.type === 7)
      resolved.channels = { ...resolved.channels, [String(value)]: channelObject(String(value)) };
    return { name, type: option.type, value, ...(name === focused && { focused: true }) };
  });
  const missing = options.find(
    (item) => item.required === true && !given.some(([name]) => name === item.name),
  );
  if (missing && focused === undefined)
    throw new Error(`option "${str(missing.name)}" is required`);
  const nested = parents.reduceRight<Obj[]>(
    (inner, parent) => [{ name: parent.name, type: parent.type, options: inner }],
    filled,
  );
  const guild = [...world.commands].find(([, all]) => all.includes(found))?.[0];
  return {
    data: {
      id: found.id,
      name: found.name,
      type: 1,
      ...(nested.length > 0 && { options: nested }),
      ...(Object.keys(resolved).length > 0 && { resolved }),
      ...(guild !== 'global' && { guild_id: guild }),
    },
    focusedOption: options.find((item) => item.name === focused),
  };
}

/** The acts over a running gateway; `stop` ends what still waits. */
export function createActs(world: World, gateway: Gateway): Acts & { stop: () => void } {
  const waiting = new Map<NodeJS.Timeout, () => void>();

  const place = (who: Who): Place => {
    const user = who.user ?? IDS.user;
    const channel = who.dm === true ? dmChannel(world, user) : (who.channel ?? IDS.channel);
    const { guildLocale: own } = world.options;
    const { locale = 'en-US', guildLocale = own, permissions, appPermissions } = who;
    const guild = guildOf(world, channel);
    return { user, channel, guild, locale, guildLocale, permissions, appPermissions };
  };

  const send = (
    kind: Interaction['kind'],
    name: string,
    where: Place,
    data: Obj,
    more: { message?: Obj; source?: FakeMessage; focusedType?: number } = {},
  ) =>
    new Promise<Acknowledged & { data: Obj }>((resolve) => {
      const id = snowflake();
      const start = performance.now();
      const owners = installers(where);
      const interaction: Interaction = {
        id,
        token: `interaction-token-${id}`,
        kind,
        name,
        channel: where.channel,
        user: where.user,
        sentAt: Date.now(),
        state: 'waiting',
        messages: [],
        ...(more.source && { source: more.source }),
        ...(more.focusedType !== undefined && { focusedType: more.focusedType }),
        metadata: {
          id,
          type: kind,
          user: userObject(where.user),
          authorizing_integration_owners: owners,
          ...(more.source && { interacted_message_id: more.source.id }),
        },
        settle: (type, answer) => finish(type, answer),
      };
      const finish = (type: number, answer: Obj) => {
        clearTimeout(timer);
        waiting.delete(timer);
        const { token, messages } = interaction;
        const ackMs = performance.now() - start;
        resolve({ answered: type !== 0, ackMs, type, messages, id, token, data: answer });
      };
      const timer = setTimeout(() => {
        fail(world, interaction);
        finish(0, {});
      }, world.options.answerWithinMs);
      waiting.set(timer, () => finish(0, {}));
      world.interactions.set(id, interaction);
      const { message } = more;
      const payload = { ...envelope(interaction, where), data, ...(message && { message }) };
      gateway.dispatch('INTERACTION_CREATE', payload, where.guild);
    });

  const touch = (message: FakeMessage, who: Press): Place => {
    const user = who.user ?? (message.visibleTo === 'channel' ? IDS.user : message.visibleTo);
    if (message.deleted) throw new Error('The message is deleted.');
    if (message.visibleTo !== 'channel' && message.visibleTo !== user)
      throw new Error(`${user} does not see this message.`);
    const locale = who.locale ?? 'en-US';
    const { guildLocale } = world.options;
    const { channel } = message;
    return { user, channel, guild: guildOf(world, channel), locale, guildLocale };
  };
  const operate = (message: FakeMessage, name: string, where: Place, data: Obj) =>
    send(3, name, where, data, {
      source: message,
      // A snapshot: the message may change before the bot looks.
      message: structuredClone(message.raw as unknown as Obj),
    });

  return {
    slash: async (command) => {
      const where = place(command);
      const { data } = commandData(world, command, where);
      return send(2, `/${command.name}`, where, data);
    },
    menu: async (menu) => {
      const where = place(menu);
      const found = (world.commands.get('global') ?? []).find(
        (item) => item.name === menu.name && item.type === 3,
      );
      if (!found) throw new Error(`no menu entry "${menu.name}"`);
      checkShown(found, menu.name, menu, where);
      const target = snowflake();
      const message = {
        id: target,
        type: 0,
        channel_id: where.channel,
        author: userObject(IDS.otherUser),
        content: '',
        timestamp: new Date().toISOString(),
        edited_timestamp: null,
        tts: false,
        mention_everyone: false,
        mentions: [],
        mention_roles: [],
        attachments: [],
        embeds: [],
        components: [],
        pinned: false,
        flags: 0,
        ...menu.message,
      };
      const data = {
        id: found.id,
        name: found.name,
        type: 3,
        target_id: target,
        resolved: { messages: { [target]: message } },
      };
      return send(2, menu.name, where, data);
    },
    autocomplete: async (command) => {
      const where = place(command);
      const { data, focusedOption } = commandData(world, command, where, command.focused);
      if (!focusedOption || focusedOption.autocomplete !== true)
        throw new Error(`option "${command.focused}" does not complete`);
      if (command.options?.[command.focused] === undefined)
        throw new Error(`give "${command.focused}" a value, '' for nothing typed yet`);
      const focusedType = Number(focusedOption.type);
      const answer = await send(4, `/${command.name}`, where, data, { focusedType });
      if (!answer.answered) throw new Error('Loading options failed');
      return objects(answer.data.choices) as unknown as Choice[];
    },
    press: async (message, label, who = {}) => {
      const where = touch(message, who);
      const button = buttons(message).find((item) => item.label === label);
      if (!button)
        throw new Error(
          `no button "${label}", only: ${buttons(message)
            .map((item) => item.label)
            .join(', ')}`,
        );
      if (button.url !== undefined)
        throw new Error(`"${label}" is a link: pressing it sends nothing`);
      if (button.disabled) throw new Error(`"${label}" is disabled`);
      const raw = allComponents(message.components).find(
        (item) => item.custom_id === button.custom_id,
      );
      const data = { component_type: 2, custom_id: button.custom_id, id: raw?.id };
      return operate(message, label, where, data);
    },
    select: async (message, values, who = {}) => {
      const where = touch(message, who);
      const menu = allComponents(message.components).find(
        (item) =>
          item.type === 3 &&
          (who.select === undefined || [item.placeholder, item.custom_id].includes(who.select)),
      );
      if (!menu || menu.disabled === true) throw new Error('no such select, or it is disabled');
      const known = objects(menu.options).map((item) => item.value);
      const unknown = values.find((value) => !known.includes(value));
      if (unknown !== undefined) throw new Error(`the select has no value "${unknown}"`);
      if (
        values.length < Number(menu.min_values ?? 1) ||
        values.length > Number(menu.max_values ?? 1)
      )
        throw new Error(`the select does not take ${values.length} values`);
      const data = { component_type: 3, custom_id: menu.custom_id, id: menu.id, values };
      return operate(message, str(menu.placeholder), where, data);
    },
    say: (content, who = {}) => {
      const where = place(who);
      const id = snowflake();
      const named = content.includes(`<@${IDS.app}>`) || content.includes(`<@!${IDS.app}>`);
      const payload = (intents: number) => ({
        id,
        type: who.type ?? 0,
        channel_id: where.channel,
        guild_id: where.guild,
        author: userObject(where.user),
        // Gateway reference: without the message content intent only private messages and mentions can be read.
        content: where.guild === undefined || named || (intents & CONTENT) !== 0 ? content : '',
        timestamp: new Date().toISOString(),
        edited_timestamp: null,
        tts: false,
        flags: 0,
        mention_everyone: false,
        mentions: named ? [userObject(IDS.app)] : [],
        pinned: false,
        mention_roles: [],
        attachments: [],
        embeds: [],
        components: [],
      });
      gateway.dispatch('MESSAGE_CREATE', payload, where.guild);
      return id;
    },
    stop: () => {
      for (const [timer, finish] of [...waiting]) {
        clearTimeout(timer);
        finish();
      }
    },
  };
}
