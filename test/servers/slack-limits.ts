import { z } from 'zod';
import { find, isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';

/**
 * What Slack refuses, from its Block Kit reference (docs.slack.dev/reference/block-kit) and the
 * doc comments of @slack/types 3.2. Lengths are counted in UTF-16 units, which is never fewer than
 * Slack's characters: a message that passes here is short enough there.
 */
const MAX = {
  blocks: 50,
  id: 255,
  text: 3000,
  fields: 10,
  fieldText: 2000,
  headerText: 150,
  contextElements: 10,
  actionElements: 25,
  contextActions: 5,
  buttonText: 75,
  accessibilityLabel: 75,
  value: 2000,
  url: 3000,
  altText: 2000,
  imageTitle: 2000,
  selectOptions: 100,
  overflowOptions: 5,
  optionText: 75,
  optionValue: 150,
  groupLabel: 75,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  listIndent: 8,
  tableRows: 100,
  tableColumns: 20,
  /** Over all markdown blocks of a message. */
  markdown: 12_000,
  /** chat.postMessage: longer texts are cut by Slack, which for a card is as bad as a refusal. */
  topLevelText: 40_000,
  /** Visible text of all blocks. Undocumented: `msg_blocks_too_long` starts near here. */
  blockText: 13_200,
} as const;

// --- texts and elements -------------------------------------------------------------------------

const filled = (max: number) => z.string().min(1).max(max);
const id = filled(MAX.id).optional();

const link = (protocols: readonly string[]) =>
  filled(MAX.url).refine(
    (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
    {
      error: `must be a URL (${protocols.join(', ')})`,
    },
  );
const webUrl = link(['http:', 'https:']);
const anyUrl = link(['http:', 'https:', 'mailto:', 'tel:', 'slack:']);

const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: filled(max),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: filled(max),
    verbatim: z.boolean().optional(),
  });
const text = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

const colour = z.enum(['primary', 'danger']).optional();
const confirm = z
  .strictObject({
    title: plain(MAX.confirmTitle).optional(),
    text: text(MAX.confirmText),
    confirm: plain(MAX.confirmButton).optional(),
    deny: plain(MAX.confirmButton).optional(),
    style: colour,
  })
  .optional();
const accessibility_label = filled(MAX.accessibilityLabel).optional();

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(MAX.buttonText),
  action_id: id,
  value: filled(MAX.value).optional(),
  url: webUrl.optional(),
  style: colour,
  confirm,
  accessibility_label,
});

const option = (value: number) =>
  z.strictObject({
    text: plain(MAX.optionText),
    value: filled(value),
    description: plain(MAX.optionText).optional(),
  });
const options = z.array(option(MAX.optionValue)).min(1).max(MAX.selectOptions);
const selectFields = {
  action_id: id,
  placeholder: plain(MAX.placeholder).optional(),
  confirm,
};
const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...selectFields,
    options: options.optional(),
    option_groups: z
      .array(z.strictObject({ label: plain(MAX.groupLabel), options }))
      .min(1)
      .max(MAX.selectOptions)
      .optional(),
    initial_option: option(MAX.optionValue).optional(),
  })
  .refine((it) => (it.options === undefined) !== (it.option_groups === undefined), {
    error: 'needs either options or option_groups',
  });
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...selectFields,
  min_query_length: z.int().min(0).optional(),
  initial_option: option(MAX.optionValue).optional(),
});
const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: id,
  options: z
    .array(option(MAX.optionValue).extend({ url: webUrl.optional() }))
    .min(1)
    .max(MAX.overflowOptions),
  confirm,
});

const imageSource = {
  image_url: webUrl.optional(),
  slack_file: z
    .union([z.strictObject({ id: filled(MAX.id) }), z.strictObject({ url: webUrl })])
    .optional(),
};
const oneSource = (it: { image_url?: unknown; slack_file?: unknown }) =>
  (it.image_url === undefined) !== (it.slack_file === undefined);
const oneSourceError = { error: 'needs either image_url or slack_file' };
const imageElement = z
  .strictObject({ type: z.literal('image'), alt_text: filled(MAX.altText), ...imageSource })
  .refine(oneSource, oneSourceError);

const feedbackButton = z.strictObject({
  text: plain(MAX.buttonText),
  accessibility_label,
  value: filled(MAX.value),
});
const contextAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    action_id: id,
    positive_button: feedbackButton,
    negative_button: feedbackButton,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    action_id: id,
    icon: filled(MAX.id),
    text: plain(MAX.buttonText),
    accessibility_label,
    value: filled(MAX.value).optional(),
    visible_to_user_ids: z.array(filled(MAX.id)).optional(),
    confirm,
  }),
]);

// --- rich text ----------------------------------------------------------------------------------

const flag = z.boolean().optional();
const style = z
  .strictObject({ bold: flag, italic: flag, strike: flag, code: flag, underline: flag })
  .optional();
const rich = <K extends string, S extends z.core.$ZodLooseShape>(type: K, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape, style });

const richString = z.string().min(1);
const richText = rich('text', { text: richString });
const richLink = rich('link', { url: anyUrl, text: richString.optional(), unsafe: flag });
const richElements = z
  .array(
    z.discriminatedUnion('type', [
      richText,
      richLink,
      rich('emoji', {
        name: richString,
        unicode: richString.optional(),
        url: webUrl.optional(),
      }),
      rich('user', { user_id: richString }),
      rich('usergroup', { usergroup_id: richString }),
      rich('channel', { channel_id: richString }),
      rich('team', { team_id: richString }),
      rich('broadcast', { range: z.enum(['here', 'channel', 'everyone']) }),
      rich('color', { value: z.string().regex(/^#[0-9a-f]{6}$/i) }),
      rich('date', {
        timestamp: z.int(),
        format: richString,
        url: webUrl.optional(),
        fallback: richString.optional(),
      }),
    ]),
  )
  .min(1);
const border = z.union([z.literal(0), z.literal(1)]).optional();
const richSection = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: richElements,
});
const richBlock = z.strictObject({
  type: z.literal('rich_text'),
  block_id: id,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richSection,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          indent: z.int().min(0).max(MAX.listIndent).optional(),
          offset: z.int().min(0).optional(),
          border,
          elements: z.array(richSection).min(1),
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), border, elements: richElements }),
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          border,
          language: richString.optional(),
          elements: z.array(z.discriminatedUnion('type', [richText, richLink])).min(1),
        }),
      ]),
    )
    .min(1),
});

// --- blocks and the message ---------------------------------------------------------------------

const block = <K extends string, S extends z.core.$ZodLooseShape>(type: K, shape: S) =>
  z.strictObject({ type: z.literal(type), block_id: id, ...shape });

/** Any block of a message; also what a modal, the Home tab and a link's card are made of. */
export const anyBlock = z.discriminatedUnion('type', [
  block('section', {
    text: text(MAX.text).optional(),
    fields: z.array(text(MAX.fieldText)).min(1).max(MAX.fields).optional(),
    accessory: z
      .discriminatedUnion('type', [button, imageElement, staticSelect, externalSelect, overflow])
      .optional(),
    expand: flag,
  }).refine((it) => it.text !== undefined || it.fields !== undefined, {
    error: 'needs text or fields',
  }),
  block('header', { text: plain(MAX.headerText) }),
  block('divider', {}),
  block('context', {
    elements: z
      .array(z.discriminatedUnion('type', [plain(MAX.text), mrkdwn(MAX.text), imageElement]))
      .min(1)
      .max(MAX.contextElements),
  }),
  block('actions', {
    elements: z
      .array(z.discriminatedUnion('type', [button, staticSelect, externalSelect, overflow]))
      .min(1)
      .max(MAX.actionElements),
  }),
  block('context_actions', { elements: z.array(contextAction).min(1).max(MAX.contextActions) }),
  block('image', {
    alt_text: filled(MAX.altText),
    title: plain(MAX.imageTitle).optional(),
    ...imageSource,
  }).refine(oneSource, oneSourceError),
  richBlock,
  block('table', {
    rows: z
      .array(
        z
          .array(
            z.discriminatedUnion('type', [
              z.strictObject({ type: z.literal('raw_text'), text: richString }),
              z.strictObject({
                type: z.literal('raw_number'),
                value: z.number(),
                text: richString,
              }),
              richBlock,
            ]),
          )
          .min(1)
          .max(MAX.tableColumns),
      )
      .min(1)
      .max(MAX.tableRows),
    column_settings: z
      .array(
        z.strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: flag }),
      )
      .max(MAX.tableColumns)
      .optional(),
  }),
  block('markdown', { text: filled(MAX.markdown) }),
]);

const message = z.strictObject({
  text: z.string().max(MAX.topLevelText).optional(),
  blocks: z.array(anyBlock).max(MAX.blocks).optional(),
  channel: z.string().optional(),
  thread_ts: z.string().optional(),
  reply_broadcast: flag,
  response_type: z.enum(['in_channel', 'ephemeral']).optional(),
  replace_original: flag,
  delete_original: flag,
  unfurl_links: flag,
  unfurl_media: flag,
  mrkdwn: flag,
  link_names: z.union([z.boolean(), z.literal(0), z.literal(1)]).optional(),
  parse: z.enum(['full', 'none']).optional(),
  metadata: z.strictObject({ event_type: richString, event_payload: z.looseObject({}) }).optional(),
  username: z.string().optional(),
  icon_emoji: z.string().optional(),
  icon_url: webUrl.optional(),
});

/**
 * What Slack would refuse in a message for chat.postMessage, a response_url or an ack body.
 * In: the payload, with `blocks` as an array. Out: one line per problem, `json-pointer: what`,
 * none for a message Slack would show. Block kinds outside a chat card's needs (attachments, card,
 * video, inputs ...) are refused as unknown.
 */
export function checkMessage(payload: unknown): string[] {
  const parsed = message.safeParse(payload);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`);
  if (!isJson(payload)) return problems;

  const blocks = list(payload['blocks']);
  if (payload['delete_original'] !== true && blocks.length === 0 && !payload['text']) {
    problems.push('/: no_text');
  }
  problems.push(...repeatedIds(blocks));
  if (blocks.filter((it) => it['type'] === 'table').length > 1) {
    problems.push('/blocks: only_one_table_allowed');
  }
  const markdown = blocks.filter((it) => it['type'] === 'markdown').map((it) => str(it['text']));
  if (markdown.length > 1 && markdown.join('').length > MAX.markdown) {
    problems.push(`/blocks: markdown blocks over ${MAX.markdown} characters together`);
  }
  const length = rawText(blocks).length;
  if (length >= MAX.blockText) {
    problems.push(`/blocks: msg_blocks_too_long (${length} characters of text)`);
  }
  return problems;
}

/** Ids that stand twice in the same blocks. */
export function repeatedIds(blocks: readonly Json[]): string[] {
  return (['block_id', 'action_id'] as const).flatMap((key) => {
    const ids = find(blocks, (it) => typeof it[key] === 'string').map((it) => String(it[key]));
    const twice = new Set(ids.filter((it, index) => ids.indexOf(it) !== index));
    return [...twice].map((id) => `/blocks: ${key} "${id}" is used more than once`);
  });
}

/** What Slack would refuse in the card that an app puts under a link: one line per problem. */
export function checkUnfurl(unfurl: unknown): string[] {
  const parsed = z
    .strictObject({ blocks: z.array(anyBlock).min(1).max(MAX.blocks) })
    .safeParse(unfurl);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`);
  return isJson(unfurl) ? [...problems, ...repeatedIds(list(unfurl['blocks']))] : problems;
}

// A mention is live only with its raw angle bracket: `&lt;!channel&gt;` is plain text to Slack.
const MENTION = /<(?:!(?:channel|here|everyone|group|subteam\^)|@[UWB])[^>]*>/g;

/**
 * What in a message would notify somebody: live mentions in the top-level text, in any mrkdwn text
 * or markdown block, mention elements of rich text, and the switches that make Slack look for
 * names. Out: one line per ping, none for an inert message.
 */
export function pings(payload: unknown): string[] {
  if (!isJson(payload)) return [];
  const texts = [
    payload,
    { text: payload['markdown_text'] },
    ...find(payload['blocks'], (it) => it['type'] === 'mrkdwn' || it['type'] === 'markdown'),
  ];
  const found = texts.flatMap((it) => [...str(it['text']).matchAll(MENTION)].map(([hit]) => hit));
  const links = payload['link_names'];
  if (links === true || links === 1 || links === '1' || links === 'true') found.push('link_names');
  if (payload['parse'] === 'full') found.push('parse: full');
  for (const it of find(payload['blocks'], (at) => typeof at['type'] === 'string')) {
    const { type } = it;
    if (type === 'user' || type === 'usergroup' || type === 'broadcast') {
      found.push(`rich_text ${type} ${str(it['user_id'] ?? it['usergroup_id'] ?? it['range'])}`);
    }
  }
  return found;
}

// What counts towards the total: the strings as sent, markup included.
function rawText(blocks: readonly Json[]): string {
  const keys = ['text', 'alt_text', 'fallback'] as const;
  return find(blocks, () => true)
    .flatMap((it) => keys.map((key) => str(it[key])))
    .join('');
}
