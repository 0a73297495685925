import { hear } from '../heard.ts';
import { z } from 'zod';
import { APP, VERIFICATION_TOKEN } from './slack-payloads.ts';
import type { Place } from './slack-payloads.ts';
import { anyBlock, repeatedIds } from './slack-limits.ts';
import { isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';

/** A modal as its user has it open, or somebody's Home tab. */
export type SlackView = {
  id: string;
  place: Place;
  view: Json;
  /** What is shown beside inputs after a refused submission, by block. */
  errors: Record<string, string>;
  open: boolean;
  /** What its user has chosen in lists that the app fills, by block. */
  chosen?: Record<string, { text: string; value: string }>;
  /** Grows with each change. */
  hash?: number;
};

const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const option = z.strictObject({ text: plain(75), value: z.string().min(1).max(150) });
const options = z.array(option).min(1).max(100);
const element = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    action_id: z.string().min(1).max(255),
    placeholder: plain(150).optional(),
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('static_select'),
    action_id: z.string().min(1).max(255),
    placeholder: plain(150).optional(),
    options,
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_static_select'),
    action_id: z.string().min(1).max(255),
    placeholder: plain(150).optional(),
    options,
    initial_options: options.optional(),
  }),
]);

const searched = z.strictObject({
  type: z.literal('external_select'),
  action_id: z.string().min(1).max(255),
  placeholder: plain(150).optional(),
  min_query_length: z.int().min(0).optional(),
  initial_option: option.optional(),
});
const conversation = z.strictObject({
  type: z.literal('conversations_select'),
  action_id: z.string().min(1).max(255),
  placeholder: plain(150).optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  initial_conversation: z.string().optional(),
});
const input = z.strictObject({
  type: z.literal('input'),
  block_id: z.string().min(1).max(255),
  label: plain(2000),
  optional: z.boolean().optional(),
  hint: plain(2000).optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [...element.options, searched, conversation]),
});

/** docs.slack.dev/reference/views/modal-views and home-tab-views. */
const common = {
  callback_id: z.string().min(1).max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  external_id: z.string().max(255).optional(),
  blocks: z
    .array(z.union([input, anyBlock]))
    .min(1)
    .max(100),
};
const view = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...common,
  }),
  z.strictObject({ type: z.literal('home'), ...common }),
]);

/** The problems of a view; none for one that Slack shows. */
export function checkView(shown: unknown, type: 'modal' | 'home' = 'modal'): string[] {
  hear(JSON.stringify(shown));
  const parsed = view.safeParse(shown);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
  }
  if (parsed.data.type !== type) return [`/type: must be ${type}`];
  const blocks = list(parsed.data.blocks);
  // In a view an action is named by its block and its own id.
  const problems = [
    ...repeatedIds(blocks.map((it) => ({ block_id: it['block_id'] }))),
    ...blocks.flatMap((it) => repeatedIds([it]).filter((line) => line.includes('action_id'))),
  ];
  const inputs = parsed.data.blocks.some((it) => it.type === 'input');
  if (parsed.data.type === 'modal' && inputs && parsed.data.submit === undefined) {
    problems.push('/submit: a modal with inputs needs it');
  }
  return problems;
}

/**
 * The `view_submission` of a user who fills in a modal: what is not named keeps its initial value.
 *
 * @param filled values by block_id; several choices are joined with commas.
 */
export function submission(
  shown: SlackView,
  filled: Record<string, string>,
  responseUrl: (channel: string) => string,
): Json {
  const values = Object.fromEntries(
    list(shown.view['blocks']).flatMap((block) => {
      if (!isJson(block) || !isJson(block['element'])) return [];
      const id = str(block['block_id']);
      const state = stateOf(block['element'], filled[id] ?? shown.chosen?.[id]?.value, shown);
      return [[id, { [str(block['element']['action_id'])]: state }]];
    }),
  );
  const { user, team } = shown.place;
  const targets = list(shown.view['blocks']).flatMap((block) => {
    const id = str(block['block_id']);
    const to = isJson(block['element']) && block['element']['response_url_enabled'] === true;
    const [state] = Object.values(values[id] ?? {});
    const chosen = isJson(state) ? str(state['selected_conversation']) : '';
    return to && chosen !== '' ? [{ blockId: id, channel: chosen }] : [];
  });
  return {
    type: 'view_submission',
    team: { id: team, domain: 'fake-team' },
    user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: team },
    api_app_id: APP.id,
    token: VERIFICATION_TOKEN,
    trigger_id: `${shown.id}.trigger`,
    view: { ...shown.view, id: shown.id, team_id: team, state: { values }, hash: shown.id },
    response_urls: targets.map((to) => ({
      block_id: to.blockId,
      action_id: 'value',
      channel_id: to.channel,
      response_url: responseUrl(to.channel),
    })),
    is_enterprise_install: false,
    enterprise: null,
  };
}

function stateOf(element: Json, value: string | undefined, shown: SlackView): Json {
  const choice = (wanted: string): unknown =>
    list(element['options']).find((it) => isJson(it) && it['value'] === wanted);
  const type = str(element['type']);
  if (type === 'plain_text_input') {
    return { type, value: value ?? element['initial_value'] ?? null };
  }
  if (type === 'conversations_select') {
    const here = element['default_to_current_conversation'] === true ? shown.place.channel : null;
    const initial = element['initial_conversation'] ?? (here === '' ? null : here);
    return { type, selected_conversation: value ?? initial };
  }
  if (type === 'external_select') {
    const chosen =
      value === undefined ? element['initial_option'] : { text: plainText(value), value };
    return { type, selected_option: chosen ?? null };
  }
  if (type === 'static_select') {
    const initial = element['initial_option'] ?? null;
    return { type, selected_option: value === undefined ? initial : (choice(value) ?? null) };
  }
  const initial = element['initial_options'] ?? [];
  const chosen = value
    ?.split(',')
    .filter((one) => one !== '')
    .map(choice);
  return { type, selected_options: chosen ?? initial };
}

function plainText(text: string): Json {
  return { type: 'plain_text', text, emoji: true };
}

/** Changed views keep what was chosen in inputs whose block_id and action_id stay the same. */
export function keepChosen(shown: SlackView, view: Json): void {
  const ids = list(view['blocks']).map((it) => str(it['block_id']));
  shown.view = view;
  shown.hash = (shown.hash ?? 0) + 1;
  shown.chosen = Object.fromEntries(
    Object.entries(shown.chosen ?? {}).filter(([id]) => ids.includes(id)),
  );
}
