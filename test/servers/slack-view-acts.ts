import { randomUUID } from 'node:crypto';
import type { Delivery } from './slack-delivery.ts';
import { globalShortcut, messageShortcut, saidObject } from './slack-events.ts';
import type { SaidMessage } from './slack-events.ts';
import { APP, ts, VERIFICATION_TOKEN } from './slack-payloads.ts';
import { buttons, isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';
import { checkView, keepChosen, submission } from './slack-views.ts';
import type { SlackView } from './slack-views.ts';
import type { Ack, World, Transport } from './slack-world.ts';

/** What people do in views and with shortcuts: they open, type, choose, press and submit. */
export function viewActsOf(world: World, { tell, follow, deliver, invite }: Delivery) {
  const { home, grant, usedScopes, changed, homes, triggers, workspaceOf, settle, refuse } = world;

  /** Somebody opens the app's Home tab, or the conversation with it. */
  async function open(
    transport: Transport,
    tab: 'home' | 'messages',
    user = home.user,
  ): Promise<void> {
    world.listening = transport;
    const team = workspaceOf(user);
    settle({ user, team, channel: `D${user}` });
    const event = {
      type: 'app_home_opened',
      user,
      channel: `D${user}`,
      tab,
      event_ts: ts(Date.now() * 1000),
      ...(tab === 'home' && homes.has(user) && { view: homes.get(user)?.view }),
    };
    await follow(tell(transport, event, { team }));
  }

  /** Somebody chooses a shortcut, of a message or from Slack's menus. */
  async function shortcut(
    transport: Transport,
    callbackId: string,
    on?: SaidMessage,
    user = home.user,
  ): Promise<Ack> {
    if (grant) {
      usedScopes.add('commands');
      if (!grant.scopes.includes('commands') || !grant.shortcuts.includes(callbackId)) {
        throw new Error(`there is no shortcut ${callbackId}`);
      }
    }
    const team = workspaceOf(user);
    const channel = on?.channel ?? '';
    const who = { user, team, channel };
    const payload = on
      ? messageShortcut(
          callbackId,
          who,
          saidObject(on),
          invite('actions', { ...who, source: undefined }),
        )
      : globalShortcut(callbackId, user, team);
    triggers.set(str(payload['trigger_id']), { place: who, at: Date.now() });
    const form = { payload: JSON.stringify(payload) };
    return deliver(transport, 'interactive', `shortcut ${callbackId}`, payload, form);
  }

  const inView = (shown: SlackView, actionId: string): Json => {
    const block = list(shown.view['blocks']).find((it) =>
      JSON.stringify(it).includes(`"action_id":${JSON.stringify(actionId)}`),
    );
    if (!block) throw new Error(`the view has no ${actionId}`);
    return block;
  };
  const viewObject = (shown: SlackView): Json => {
    // Only modals are submitted, but their state travels with every act in them.
    const { view } = submission(shown, {}, () => '');
    return { ...(view as Json), hash: String(shown.hash ?? 1) };
  };
  const actor = (shown: SlackView): Json => {
    const { user, team } = shown.place;
    return {
      user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: team },
      api_app_id: APP.id,
      token: VERIFICATION_TOKEN,
      team: { id: team, domain: 'fake-team' },
      enterprise: null,
      is_enterprise_install: false,
      container: { type: 'view', view_id: shown.id },
      view: viewObject(shown),
    };
  };

  /** Somebody types into a list that the app fills: what is offered. */
  async function suggestions(
    transport: Transport,
    shown: SlackView,
    actionId: string,
    typed: string,
  ): Promise<{ offered: { label: string; value: string }[]; ackMs: number }> {
    const block = inView(shown, actionId);
    const payload = {
      type: 'block_suggestion',
      ...actor(shown),
      action_id: actionId,
      block_id: str(block['block_id']) || 'b',
      value: typed,
    };
    const form = { payload: JSON.stringify(payload) };
    const ack = await deliver(transport, 'interactive', `type ${typed}`, payload, form);
    const options = isJson(ack.body) ? list(ack.body['options']) : [];
    const problems = options.flatMap((it) => {
      const [text, value] = [isJson(it['text']) ? str(it['text']['text']) : '', str(it['value'])];
      const ok = text !== '' && text.length <= 75 && value !== '' && value.length <= 150;
      return ok ? [] : [`option ${text} ${value}`];
    });
    if (options.length > 100) problems.push('over 100 options');
    if (problems.length > 0) refuse('options', problems, ack.body);
    const offered = options.map((it) => ({
      label: isJson(it['text']) ? str(it['text']['text']) : '',
      value: str(it['value']),
    }));
    return { offered, ackMs: ack.ackMs };
  }

  /** Somebody acts in a view: presses a button, or chooses from a list. */
  async function actIn(transport: Transport, shown: SlackView, action: Json): Promise<Ack> {
    const trigger_id = randomUUID();
    triggers.set(trigger_id, { place: shown.place, at: Date.now() });
    const payload = {
      type: 'block_actions',
      ...actor(shown),
      trigger_id,
      actions: [{ ...action, action_ts: ts(Date.now() * 1000) }],
    };
    const form = { payload: JSON.stringify(payload) };
    return deliver(transport, 'interactive', `act ${str(action['action_id'])}`, payload, form);
  }

  async function pressIn(transport: Transport, shown: SlackView, label: string): Promise<Ack> {
    const there = buttons({ blocks: list(shown.view['blocks']) });
    const button = there.find((it) => it.label === label);
    if (!button) {
      throw new Error(`no button "${label}"; there are: ${there.map((it) => it.label).join(', ')}`);
    }
    return actIn(transport, shown, {
      type: 'button',
      action_id: button.actionId,
      block_id: button.blockId,
      text: { type: 'plain_text', text: label, emoji: true },
      ...(button.value !== undefined && { value: button.value }),
      ...(button.url !== undefined && { url: button.url }),
    });
  }

  /** Somebody chooses one of the values that the app offered. */
  async function choose(
    transport: Transport,
    shown: SlackView,
    actionId: string,
    chosen: { label: string; value: string },
  ): Promise<Ack> {
    const block = inView(shown, actionId);
    const blockId = str(block['block_id']) || 'b';
    if (block['type'] === 'input') {
      shown.chosen = { ...shown.chosen, [blockId]: { text: chosen.label, value: chosen.value } };
      if (block['dispatch_action'] !== true) throw new Error('the app does not hear of that');
    }
    return actIn(transport, shown, {
      type: 'external_select',
      action_id: actionId,
      block_id: blockId,
      selected_option: {
        text: { type: 'plain_text', text: chosen.label, emoji: true },
        value: chosen.value,
      },
    });
  }

  /** A user fills in and submits a modal; one that the app finds fault with stays open. */
  async function submit(
    transport: Transport,
    shown: SlackView,
    filled: Record<string, string> = {},
  ): Promise<Ack> {
    const payload = submission(shown, filled, (channel) =>
      invite('actions', { ...shown.place, channel, source: undefined }),
    );
    const form = { payload: JSON.stringify(payload) };
    const ack = await deliver(transport, 'interactive', 'submit', payload, form);
    const faults = isJson(ack.body) && ack.body['response_action'] === 'errors';
    shown.errors = faults && isJson(ack.body) ? (ack.body['errors'] as Record<string, string>) : {};
    const blocks = list(shown.view['blocks']).map((it) => isJson(it) && it['block_id']);
    const unknown = Object.keys(shown.errors).filter((block) => !blocks.includes(block));
    if (unknown.length > 0)
      refuse('ack', [`errors for unknown blocks: ${unknown.join()}`], ack.body);
    const updated = isJson(ack.body) && ack.body['response_action'] === 'update';
    if (updated && isJson(ack.body) && isJson(ack.body['view'])) {
      const problems = checkView(ack.body['view']);
      if (problems.length > 0) refuse('ack', problems, ack.body);
      keepChosen(shown, ack.body['view']);
    }
    shown.open = faults || updated || ack.status !== 200;
    changed();
    return ack;
  }

  return { open, shortcut, suggestions, pressIn, choose, submit };
}
