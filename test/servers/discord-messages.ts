import { hear } from '../heard.ts';
import type { APIMessage } from 'discord-api-types/v10';

import { isObj, list, objects, str } from './discord-form.ts';
import type { Obj } from './discord-form.ts';
import { FLAGS, isEmpty, messageProblems, pings, textDisplays } from './discord-limits.ts';
import { IDS, userObject } from './discord-objects.ts';
import { changed, snowflake } from './discord-world.ts';
import type { FakeMessage, Interaction, World } from './discord-world.ts';

function trimmed(value: Obj, keys: readonly string[]): Obj {
  const strings = keys.filter((key) => typeof value[key] === 'string');
  return { ...value, ...Object.fromEntries(strings.map((key) => [key, str(value[key]).trim()])) };
}

function storedEmbed(value: Obj, place: (url: string) => string): Obj {
  const media = Object.fromEntries(
    ['image', 'thumbnail'].flatMap((key) => {
      const part = value[key];
      return isObj(part) ? [[key, { ...part, url: place(str(part.url)) }]] : [];
    }),
  );
  return {
    type: 'rich',
    content_scan_version: 0,
    ...trimmed(value, ['title', 'description']),
    ...media,
    ...(isObj(value.footer) && { footer: trimmed(value.footer, ['text']) }),
    ...(isObj(value.author) && { author: trimmed(value.author, ['name']) }),
    ...(Array.isArray(value.fields) && {
      fields: objects(value.fields).map((field) => ({
        inline: false,
        ...trimmed(field, ['name', 'value']),
      })),
    }),
  };
}

const described = (attachment: Obj | undefined) =>
  attachment?.description == null ? {} : { description: attachment.description };

// Discord numbers the components that come without an id.
function numbered(components: unknown, place: (url: string) => string): Obj[] {
  let last = 0;
  const visit = (item: Obj): Obj => {
    const id = item.id === undefined || item.id === 0 ? ++last : item.id;
    const media = (part: unknown) =>
      isObj(part) ? { ...part, url: place(str(part.url)) } : undefined;
    return {
      ...item,
      id,
      ...(isObj(item.media) && { media: media(item.media) }),
      ...(isObj(item.file) && { file: media(item.file) }),
      ...(Array.isArray(item.items) && {
        items: objects(item.items).map((part) => ({ ...part, media: media(part.media) })),
      }),
      ...(Array.isArray(item.components) && { components: objects(item.components).map(visit) }),
      ...(isObj(item.accessory) && { accessory: visit(item.accessory) }),
    };
  };
  return objects(components).map(visit);
}

/** What a new message belongs to. */
export interface NewMessage {
  channel: string;
  interaction?: Interaction;
  /** True for the callback's own message, false for follow-ups and channel posts. */
  first?: boolean;
  /** True for a deferred answer: nothing to see yet but "thinking...". */
  thinking?: boolean;
}

/** Makes a message from an accepted payload and shows it. */
export function addMessage(
  world: World,
  payload: Obj,
  files: readonly string[],
  from: NewMessage,
): FakeMessage {
  // Nobody in a chat is to be told a secret.
  hear(JSON.stringify(payload));
  const { interaction } = from;
  const thinking = from.thinking === true;
  const flags = Number(payload.flags ?? 0) | (thinking ? FLAGS.loading : 0);
  const raw: Obj = {
    id: snowflake(),
    type: interaction?.kind === 2 && from.first ? 20 : 0,
    channel_id: from.channel,
    author: userObject(IDS.app),
    content: '',
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    pinned: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    flags,
    ...(interaction && {
      application_id: IDS.app,
      webhook_id: IDS.app,
      interaction_metadata: interaction.metadata,
      ...(interaction.kind === 2 && {
        interaction: {
          id: interaction.id,
          type: 2,
          name: interaction.name.slice(1),
          user: userObject(interaction.user),
        },
      }),
    }),
  };
  const message: FakeMessage = {
    id: str(raw.id),
    channel: from.channel,
    visibleTo: (flags & FLAGS.ephemeral) !== 0 && interaction ? interaction.user : 'channel',
    content: '',
    embeds: [],
    components: [],
    flags,
    thinking,
    deleted: false,
    editedCount: 0,
    pings: [],
    raw: raw as unknown as APIMessage,
  };
  world.messages.push(message);
  interaction?.messages.push(message);
  if (thinking) changed(world);
  else setMessage(world, message, payload, files, false);
  return message;
}

/**
 * Changes a message as an accepted edit does: fields that are absent stay, null clears.
 * @param edited whether people see it as an edit
 */
export function setMessage(
  world: World,
  message: FakeMessage,
  payload: Obj,
  files: readonly string[],
  edited: boolean,
): void {
  hear(JSON.stringify(payload));
  const raw = message.raw as unknown as Obj;
  const place = (url: string) => {
    const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
    return name === undefined
      ? url
      : `https://cdn.discordapp.com/attachments/${message.channel}/${message.id}/${name}`;
  };
  if ('content' in payload) raw.content = str(payload.content).trim();
  if ('embeds' in payload)
    raw.embeds = objects(payload.embeds).map((embed) => storedEmbed(embed, place));
  if ('components' in payload) raw.components = numbered(payload.components, place);
  const kept = 'attachments' in payload ? objects(payload.attachments) : undefined;
  const before = objects(raw.attachments);
  raw.attachments = [
    ...before.filter((old) => !kept || kept.some((item) => item.id === old.id)),
    ...files.map((filename, i) => ({
      id: snowflake(),
      filename,
      size: 1,
      content_type: 'application/octet-stream',
      url: place(`attachment://${filename}`),
      proxy_url: place(`attachment://${filename}`),
      ...described(kept?.find((item) => String(item.id) === String(i))),
    })),
  ];
  // Ephemeral can't change after the fact, and Components V2 can't be taken back.
  const wanted = Number(payload.flags ?? message.flags);
  const flags =
    (message.flags & ~FLAGS.suppressEmbeds & ~FLAGS.loading) |
    (wanted & (FLAGS.suppressEmbeds | FLAGS.componentsV2));
  raw.flags = flags;
  if (edited) {
    raw.edited_timestamp = new Date().toISOString();
    message.editedCount += 1;
  }
  message.pings.push(...pings(payload));
  Object.assign(message, {
    content: raw.content,
    embeds: raw.embeds,
    components: raw.components,
    flags,
    thinking: false,
  });
  changed(world);
}

/** What the message would be after an edit, as a payload that can be judged; `flags` as far as a bot may set them. */
export function editProblems(message: FakeMessage, payload: Obj, files: readonly string[]) {
  const raw = message.raw as unknown as Obj;
  const settable = FLAGS.suppressEmbeds | FLAGS.componentsV2;
  const flags = (Number(payload.flags ?? 0) & settable) | (message.flags & FLAGS.componentsV2);
  const attachments = payload.attachments ?? raw.attachments;
  const names = [...objects(raw.attachments).map((file) => str(file.filename)), ...files];
  const kept = Object.fromEntries(
    ['content', 'embeds', 'components'].map((key) => [
      key,
      key in payload ? payload[key] : raw[key],
    ]),
  );
  const merged: Obj = { ...payload, ...kept, flags, attachments };
  return {
    problems: messageProblems(merged, { files: names }).filter((it) => it.code !== 'EMPTY_MESSAGE'),
    empty: isEmpty(merged, files),
  };
}

/** Takes a message away. */
export function removeMessage(world: World, message: FakeMessage): void {
  message.deleted = true;
  changed(world);
}

/** A button as people see it. */
export interface FakeButton {
  label: string;
  custom_id: string | undefined;
  url: string | undefined;
  disabled: boolean;
  style: number;
}

/** Every component of a message, nested ones too, in reading order. */
export function allComponents(components: unknown): Obj[] {
  return objects(components).flatMap((item) => [
    item,
    ...allComponents(item.components),
    ...(isObj(item.accessory) ? allComponents([item.accessory]) : []),
  ]);
}

/** The buttons of a message, in reading order. A button with an emoji only has that emoji as its label. */
export function buttons(message: FakeMessage): FakeButton[] {
  return allComponents(message.components)
    .filter((item) => item.type === 2)
    .map((item) => ({
      label: str(item.label) || (isObj(item.emoji) ? str(item.emoji.name) : ''),
      custom_id: typeof item.custom_id === 'string' ? item.custom_id : undefined,
      url: typeof item.url === 'string' ? item.url : undefined,
      disabled: item.disabled === true,
      style: Number(item.style),
    }));
}

/** Everything there is to read in a message: content, embeds, text displays, labels of buttons and selects. */
export function visibleText(message: FakeMessage): string {
  const embeds = message.embeds.flatMap((embed) => [
    ...[embed.author?.name, embed.title, embed.description],
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text,
  ]);
  const labels = allComponents(message.components).flatMap((item) => [
    ...[item.label, item.placeholder].map(str),
    ...objects(item.options).flatMap((option) => [str(option.label), str(option.description)]),
    ...list(item.items).map((media) => (isObj(media) ? str(media.description) : '')),
    item.type === 11 ? str(item.description) : '',
  ]);
  return [message.content, ...embeds, ...textDisplays(message.components), ...labels]
    .filter((part) => part !== undefined && part !== '')
    .join('\n');
}
