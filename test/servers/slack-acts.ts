import type { Delivery } from './slack-delivery.ts';
import { formatted, linkEvent, mentionEvent, messageEvent, saidObject } from './slack-events.ts';
import type { SaidMessage } from './slack-events.ts';
import { checkMessage } from './slack-limits.ts';
import { APP, blockActions, slashBody } from './slack-payloads.ts';
import type { Place, SlackMessage } from './slack-payloads.ts';
import { buttons, isJson } from './slack-text.ts';
import type { Ack, World, Transport } from './slack-world.ts';

/** What people do in channels: they write, type commands and press buttons. */
export function actsOf(world: World, { tell, follow, deliver, invite }: Delivery) {
  const { home, said, grant, usedScopes, triggers, settle, refuse, nextTs, show, audience } = world;

  /**
   * Somebody writes a message. The app hears of it as it has subscribed.
   *
   * @param act `loseAcks`: so many of the app's acks get lost, and Slack sends the events again.
   */
  async function say(
    transport: Transport,
    act: Partial<Place> & { text: string; thread?: string; byBot?: boolean; loseAcks?: number },
  ): Promise<SaidMessage> {
    world.listening = transport;
    const { user = home.user, channel = home.channel, team = home.team, loseAcks = 0 } = act;
    settle({ user, channel, team });
    const message: SaidMessage = {
      id: nextTs(),
      team,
      channel,
      user,
      ...formatted(act.text),
      thread: act.thread,
      byBot: act.byBot ?? false,
      unfurls: {},
    };
    said.push(message);
    const direct = channel.startsWith('D');
    const isOurs = (url: string) => {
      const host = new URL(url.replaceAll('&amp;', '&')).hostname;
      return !grant || grant.unfurlDomains.some((it) => host === it || host.endsWith(`.${it}`));
    };
    const links = message.links.filter(isOurs);
    const events = [
      ...(message.text.includes(`<@${APP.botUser}>`) && !direct ? [mentionEvent(message)] : []),
      messageEvent(channel, saidObject(message)),
      ...(links.length > 0 ? [linkEvent(message, links)] : []),
    ];
    await Promise.all(events.map((event) => follow(tell(transport, event, { loseAcks, team }))));
    return message;
  }

  /** A user types `command text`. An answer in the ack is shown as Slack would. */
  async function slash(
    transport: Transport,
    act: Partial<Place> & { command: string; text?: string },
  ): Promise<Ack> {
    const { command, text = '', user = home.user, channel = home.channel, team = home.team } = act;
    const who = { user, channel, team };
    settle(who);
    const body = slashBody(who, command, text, invite('commands', { ...who, source: undefined }));
    triggers.set(body.trigger_id, { place: who, at: Date.now() });
    const name = `${command} ${text}`.trim();
    if (grant) {
      usedScopes.add('commands');
      if (!grant.scopes.includes('commands') || !grant.commands.includes(command)) {
        throw new Error(`there is no ${command}`);
      }
    }
    const ack = await deliver(transport, 'slash_commands', name, body, body);
    if (ack.status === 200 && ack.body !== undefined) {
      const payload = isJson(ack.body) ? ack.body : { text: ack.body };
      const problems = checkMessage(payload);
      if (problems.length > 0) refuse('ack', problems, payload);
      else show(payload, who, audience(payload, who.user));
    }
    return ack;
  }

  /** A user presses the button with this label; link buttons tell the app too, as at Slack. */
  async function press(
    transport: Transport,
    message: SlackMessage,
    label: string,
    act: { user?: string } = {},
  ): Promise<Ack> {
    const ephemeral = message.visibleTo !== 'channel';
    const user = act.user ?? (ephemeral ? message.visibleTo : home.user);
    if (message.deleted) throw new Error('the message is deleted, nobody can press its buttons');
    if (ephemeral && user !== message.visibleTo) throw new Error(`${user} cannot see the message`);
    const labels = buttons(message).map((it) => it.label);
    const button = buttons(message)[labels.indexOf(label)];
    if (button === undefined) {
      throw new Error(`no button "${label}"; there are: ${labels.join(', ') || 'none'}`);
    }
    const { team, channel } = message;
    const responseUrl = invite('actions', { user, channel, team, source: message });
    const payload = blockActions(user, message, button, responseUrl);
    const form = { payload: JSON.stringify(payload) };
    return deliver(transport, 'interactive', `press ${label}`, payload, form);
  }

  /** Somebody presses a button of the card under a link. */
  async function pressUnfurl(
    transport: Transport,
    on: SaidMessage,
    url: string,
    label: string,
    user = home.user,
  ): Promise<Ack> {
    const blocks = on.unfurls[url]?.blocks ?? [];
    const button = buttons({ blocks }).find((it) => it.label === label);
    if (!button) throw new Error(`no button "${label}" under ${url}`);
    const { team, channel } = on;
    const responseUrl = invite('actions', { user, channel, team, source: undefined });
    const shown = { ...on, blocks: [], visibleTo: 'channel' } as unknown as SlackMessage;
    const payload = {
      ...blockActions(user, shown, button, responseUrl),
      container: {
        type: 'message_attachment',
        message_ts: on.id,
        attachment_id: 1,
        channel_id: channel,
        is_ephemeral: false,
        is_app_unfurl: true,
        app_unfurl_url: url,
      },
      app_unfurl: { app_unfurl_url: url, is_app_unfurl: true, blocks },
    };
    const form = { payload: JSON.stringify(payload) };
    return deliver(transport, 'interactive', `press ${label}`, payload, form);
  }

  return { say, slash, press, pressUnfurl };
}
