/**
 * What Discord accepts in a message, written from its documentation (Message, Embed and Component reference), so that
 * it can judge a renderer without sharing code with it. Where counting is unclear the stricter reading stands: strings
 * are trimmed as Discord trims them and counted in UTF-16 code units, which are never fewer than code points.
 */

import { checkComponents } from './discord-component-limits.ts';
import {
  array,
  integer,
  isObj,
  line,
  list,
  objects,
  onlyFields,
  str,
  text,
  url,
} from './discord-form.ts';
import type { Obj, Problem, Report } from './discord-form.ts';

export { checkCommands } from './discord-command-limits.ts';

/** Where a message is going; decides which flags and `attachment://` URLs it may use. */
export interface MessageContext {
  /** Names of the files sent beside the message. Absent: every `attachment://` name passes. */
  files?: readonly string[];
  /** `interaction` (the default) may be ephemeral; a `channel` post may not. */
  kind?: 'interaction' | 'channel';
}

/** Message flags, from the Message Flags table. */
export const FLAGS = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

// Fields Discord adds to the embeds it returns are allowed: bots edit a message by sending them back.
const MEDIA = ['url', 'proxy_url', 'width', 'height', 'content_type', 'placeholder'];
const MEDIA_ITEM = [
  ...MEDIA,
  'placeholder_version',
  'flags',
  'loading_state',
  'attachment_id',
  'id',
];
const EMBED = [
  ...['title', 'type', 'description', 'url', 'timestamp', 'color', 'footer', 'image', 'thumbnail'],
  ...['video', 'provider', 'author', 'fields', 'flags', 'content_scan_version', 'id'],
];

/** Reports what is wrong with one embed; returns its characters, as counted towards the 6000 of the message. */
function embed(report: Report, path: string, value: unknown, files?: readonly string[]): number {
  if (!isObj(value)) {
    report(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return 0;
  }
  onlyFields(report, path, value, EMBED);
  text(report, `${path}.title`, value.title, { max: 256 });
  text(report, `${path}.description`, value.description, { max: 4096 });
  url(report, `${path}.url`, value.url, 2048, 'none');
  integer(report, `${path}.color`, value.color, 0, 0xffffff);
  if (value.timestamp != null && Number.isNaN(Date.parse(str(value.timestamp))))
    report(`${path}.timestamp`, 'DATE_TIME_TYPE_PARSE', 'Could not parse. Should be ISO8601.');
  const footer = isObj(value.footer) ? value.footer : undefined;
  if (footer) {
    text(report, `${path}.footer.text`, footer.text, { min: 1, max: 2048 });
    url(report, `${path}.footer.icon_url`, footer.icon_url, 2048, files);
    onlyFields(report, `${path}.footer`, footer, ['text', 'icon_url', 'proxy_icon_url']);
  }
  const author = isObj(value.author) ? value.author : undefined;
  if (author) {
    text(report, `${path}.author.name`, author.name, { min: 1, max: 256 });
    url(report, `${path}.author.url`, author.url, 2048, 'none');
    url(report, `${path}.author.icon_url`, author.icon_url, 2048, files);
    onlyFields(report, `${path}.author`, author, ['name', 'url', 'icon_url', 'proxy_icon_url']);
  }
  for (const key of ['image', 'thumbnail']) {
    const media = value[key];
    if (!isObj(media)) continue;
    url(report, `${path}.${key}.url`, media.url, 2048, files);
    onlyFields(report, `${path}.${key}`, media, MEDIA_ITEM);
  }
  const fields = array(report, `${path}.fields`, value.fields, { max: 25 });
  let size = 0;
  for (const [i, field] of fields.entries()) {
    if (!isObj(field)) continue;
    text(report, `${path}.fields[${i}].name`, field.name, { min: 1, max: 256 });
    text(report, `${path}.fields[${i}].value`, field.value, { min: 1, max: 1024 });
    onlyFields(report, `${path}.fields[${i}]`, field, ['name', 'value', 'inline']);
    size += str(field.name).trim().length + str(field.value).trim().length;
  }
  const texts = [value.title, value.description, footer?.text, author?.name];
  size += texts.reduce<number>((sum, part) => sum + str(part).trim().length, 0);
  if (size === 0 && !isObj(value.image) && !isObj(value.thumbnail))
    report(`${path}.description`, 'BASE_TYPE_REQUIRED', 'This field is required');
  return size;
}

function mentions(report: Report, value: unknown): void {
  if (!isObj(value)) return;
  const parse = list(value.parse);
  for (const [i, kind] of parse.entries())
    if (!['roles', 'users', 'everyone'].includes(str(kind)))
      report(
        `allowed_mentions.parse[${i}]`,
        'BASE_TYPE_CHOICES',
        `Value must be one of ('roles', 'users', 'everyone').`,
      );
  for (const key of ['users', 'roles']) {
    const ids = array(report, `allowed_mentions.${key}`, value[key], { max: 100 });
    if (parse.includes(key) && ids.length > 0)
      report(
        `allowed_mentions.parse`,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`,
      );
  }
}

/** True when nothing would be shown: no content, embed, component, file, sticker or poll (Discord's error 50006). */
export function isEmpty(payload: Obj, files: readonly string[] = []): boolean {
  const parts = [payload.embeds, payload.components, payload.attachments, payload.sticker_ids];
  return (
    str(payload.content).trim() === '' &&
    files.length === 0 &&
    parts.every((part) => list(part).length === 0) &&
    !isObj(payload.poll)
  );
}

/** Everything Discord would refuse in a message payload (a create body, or the `data` of a callback), in detail. */
export function messageProblems(payload: unknown, context: MessageContext = {}): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, code, message) => void problems.push({ path, code, message });
  if (!isObj(payload)) return [{ path: 'data', code: 'MODEL_TYPE_CONVERT', message: 'No object.' }];
  const flags = Number(payload.flags ?? 0);
  const v2 = (flags & FLAGS.componentsV2) !== 0;
  const usable = FLAGS.suppressEmbeds | FLAGS.suppressNotifications | FLAGS.componentsV2;
  const allowed = context.kind === 'channel' ? usable : usable | FLAGS.ephemeral;
  if (!Number.isInteger(flags) || (flags & ~allowed) !== 0)
    report('flags', 'MESSAGE_FLAGS_INVALID', `Flags ${flags} can't be set here.`);
  text(report, 'content', payload.content, { max: 2000 });
  if (typeof payload.nonce !== 'number')
    text(report, 'nonce', payload.nonce, { max: 25, trim: false });
  if (payload.enforce_nonce === true && payload.nonce == null)
    report('nonce', 'BASE_TYPE_REQUIRED', 'This field is required');
  mentions(report, payload.allowed_mentions);

  const embeds = array(report, 'embeds', payload.embeds, { max: 10 });
  const sizes = embeds.map((value, i) => embed(report, `embeds[${i}]`, value, context.files));
  if (sizes.reduce((sum, size) => sum + size, 0) > 6000)
    report('embeds', 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');

  checkComponents(report, payload.components, v2, context.files);
  if (v2) {
    const legacy = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
    for (const key of ['content', 'embeds', 'sticker_ids', 'poll']) {
      const value = payload[key];
      if (value != null && value !== '' && !(Array.isArray(value) && value.length === 0))
        report(key, legacy, `The '${key}' field cannot be used with MessageFlags.IS_COMPONENTS_V2`);
    }
  }
  if (isEmpty(payload, context.files))
    report('content', 'EMPTY_MESSAGE', 'Cannot send an empty message');
  return problems;
}

/**
 * What Discord would refuse in a message payload, one line each; empty when it is fine.
 * @param payload the JSON body (or a callback's `data`), as it goes over the wire
 */
export function checkMessage(payload: unknown, context: MessageContext = {}): string[] {
  return messageProblems(payload, context).map(line);
}

/** The text displays of Components V2, in reading order. */
export function textDisplays(components: unknown): string[] {
  return objects(components).flatMap((item) => [
    ...(item.type === 10 ? [str(item.content)] : []),
    ...textDisplays(item.components),
  ]);
}

/**
 * The mentions in a payload that would notify somebody, as written (`@everyone`, `<@123>`). Embeds never notify.
 * Without `allowed_mentions.parse` every mention counts.
 */
export function pings(payload: unknown): string[] {
  if (!isObj(payload)) return [];
  const rules = isObj(payload.allowed_mentions) ? payload.allowed_mentions : {};
  const parse = Array.isArray(rules.parse) ? list(rules.parse) : ['everyone', 'users', 'roles'];
  const shown = [str(payload.content), ...textDisplays(payload.components)].join('\n');
  return [...shown.matchAll(/@everyone|@here|<@([!&]?)(\d+)>/g)]
    .filter(([, sigil, id]) => {
      if (id === undefined) return parse.includes('everyone');
      const kind = sigil === '&' ? 'roles' : 'users';
      return parse.includes(kind) || list(rules[kind]).includes(id);
    })
    .map(([mention]) => mention);
}
