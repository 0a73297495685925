import { z } from 'zod';
import { APP, VERIFICATION_TOKEN } from './slack-payloads.ts';
import type { Place } from './slack-payloads.ts';
import { isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';

/** A modal as its user has it open. */
export type SlackView = {
  id: string;
  place: Place;
  view: Json;
  /** What is shown beside inputs after a refused submission, by block. */
  errors: Record<string, string>;
  open: boolean;
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

/** What Slack refuses of a modal made of inputs: docs.slack.dev/reference/views/modal-views. */
const modal = z.strictObject({
  type: z.literal('modal'),
  callback_id: z.string().min(1).max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  blocks: z
    .array(
      z.strictObject({
        type: z.literal('input'),
        block_id: z.string().min(1).max(255),
        label: plain(2000),
        optional: z.boolean().optional(),
        hint: plain(2000).optional(),
        element,
      }),
    )
    .min(1)
    .max(100),
});

/** The problems of a view; none for one that Slack opens. */
export function checkView(view: unknown): string[] {
  const parsed = modal.safeParse(view);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
}

/**
 * The `view_submission` of a user who fills in a modal: what is not named keeps its initial value.
 *
 * @param filled values by block_id; several choices are joined with commas.
 */
export function submission(shown: SlackView, filled: Record<string, string>): Json {
  const values = Object.fromEntries(
    list(shown.view['blocks']).flatMap((block) => {
      if (!isJson(block) || !isJson(block['element'])) return [];
      const id = str(block['block_id']);
      const state = stateOf(block['element'], filled[id]);
      return [[id, { [str(block['element']['action_id'])]: state }]];
    }),
  );
  const { user, team } = shown.place;
  return {
    type: 'view_submission',
    team: { id: team, domain: 'fake-team' },
    user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: team },
    api_app_id: APP.id,
    token: VERIFICATION_TOKEN,
    trigger_id: `${shown.id}.trigger`,
    view: { ...shown.view, id: shown.id, team_id: team, state: { values }, hash: shown.id },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
}

function stateOf(element: Json, value: string | undefined): Json {
  const choice = (wanted: string): unknown =>
    list(element['options']).find((it) => isJson(it) && it['value'] === wanted);
  const type = str(element['type']);
  if (type === 'plain_text_input') {
    return { type, value: value ?? element['initial_value'] ?? null };
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
