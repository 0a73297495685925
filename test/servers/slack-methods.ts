import { randomUUID } from 'node:crypto';
import { parseJson } from './slack-http.ts';
import { checkMessage, checkUnfurl } from './slack-limits.ts';
import { APP, messageObject } from './slack-payloads.ts';
import type { SlackMessage } from './slack-payloads.ts';
import type { socketMode } from './slack-socket.ts';
import { streaming } from './slack-streams.ts';
import { isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';
import { checkView, keepChosen } from './slack-views.ts';
import { refusalCode } from './slack-world.ts';
import type { World } from './slack-world.ts';

/** A trigger_id opens one view, within this time. */
const TRIGGER_MS = 3000;

/**
 * The Web API.
 *
 * @returns its methods, by name: what a call does, and what it is answered; and whether a message is
 *   still being written.
 */
export function methodsOf(world: World, sockets: ReturnType<typeof socketMode>) {
  const {
    home,
    messages,
    said,
    grant,
    changed,
    files,
    views,
    homes,
    statuses,
    shownStatuses,
    titles,
    prompts,
    triggers,
    channels,
    people,
    workspaceOf,
    channelError,
    refuse,
    content,
    show,
    stands,
    standing,
    unknownFiles,
    find,
  } = world;

  const streams = streaming({
    find,
    stands,
    show: (args) => {
      const channel = str(args['channel']);
      return show(args, { team: workspaceOf(channel), channel }, 'channel');
    },
    refuse,
    check: (payload) => [...checkMessage(payload), ...unknownFiles(payload)],
    changed,
  });
  const METHODS: Record<string, (args: Json) => Json> = {
    'files.getUploadURLExternal': (args) => {
      const id = `F${files.length + 1}`;
      const length = Number(args.length);
      if (!str(args.filename) || !(length > 0)) return { ok: false, error: 'invalid_arguments' };
      files.push({
        id,
        name: str(args.filename),
        length,
        altText: str(args.alt_txt ?? args.alt_text),
      });
      return { ok: true, upload_url: `${world.origin}/upload/${id}`, file_id: id };
    },
    'files.completeUploadExternal': (args) => {
      const named =
        typeof args.files === 'string' ? (JSON.parse(args.files) as unknown) : args.files;
      const found = list(named).map((one) =>
        files.find(({ id, bytes }) => isJson(one) && id === one.id && bytes !== undefined),
      );
      if (found.length === 0 || found.includes(undefined))
        return { ok: false, error: 'file_not_found' };
      for (const file of found) if (file) file.complete = true;
      return { ok: true, files: found.map((file) => ({ id: file?.id, title: file?.name })) };
    },
    'auth.test': () => ({
      ok: true,
      url: `${world.origin}/`,
      team: 'Fake Team',
      team_id: home.team,
      user: 'paperboy',
      user_id: APP.botUser,
      bot_id: APP.botId,
      is_enterprise_install: false,
    }),
    'apps.connections.open': () => ({
      ok: true,
      url: world.origin.replace('http', 'ws') + sockets.ticket(),
    }),
    'api.test': () => ({ ok: true }),
    'views.open': (args) => {
      const trigger = triggers.get(str(args['trigger_id']));
      if (!trigger) return { ok: false, error: 'invalid_trigger_id' };
      triggers.delete(str(args['trigger_id']));
      if (Date.now() - trigger.at > TRIGGER_MS) return { ok: false, error: 'expired_trigger_id' };
      const view = typeof args['view'] === 'string' ? parseJson(args['view']) : args['view'];
      const problems = [...checkView(view), ...unknownFiles(isJson(view) ? view : {})];
      if (problems.length > 0 || !isJson(view)) {
        refuse('views.open', problems, view);
        return { ok: false, error: 'invalid_arguments', errors: problems };
      }
      const shown = {
        id: `V${randomUUID()}`,
        place: trigger.place,
        view,
        errors: {},
        open: true,
        hash: 1,
      };
      views.push(shown);
      changed();
      return { ok: true, view: { ...view, id: shown.id } };
    },
    'views.update': (args) => {
      const shown = views.find(({ id, open }) => id === str(args['view_id']) && open);
      if (!shown) return { ok: false, error: 'not_found' };
      const view = typeof args['view'] === 'string' ? parseJson(args['view']) : args['view'];
      const problems = [...checkView(view), ...unknownFiles(isJson(view) ? view : {})];
      if (problems.length > 0 || !isJson(view)) {
        refuse('views.update', problems, view);
        return { ok: false, error: 'invalid_arguments', errors: problems };
      }
      keepChosen(shown, view);
      changed();
      return { ok: true, view: { ...view, id: shown.id } };
    },
    'views.push': (args) => {
      const trigger = triggers.get(str(args['trigger_id']));
      // A view is pushed onto the one that was acted in, three deep at most.
      if (!trigger) return { ok: false, error: 'invalid_trigger_id' };
      return METHODS['views.open']?.(args) ?? { ok: false, error: 'not_found' };
    },
    'views.publish': (args) => {
      const user = str(args['user_id']);
      if (grant?.home === false) return { ok: false, error: 'not_enabled' };
      const view = typeof args['view'] === 'string' ? parseJson(args['view']) : args['view'];
      const problems = [...checkView(view, 'home'), ...unknownFiles(isJson(view) ? view : {})];
      if (problems.length > 0 || !isJson(view)) {
        refuse('views.publish', problems, view);
        return { ok: false, error: 'invalid_arguments', errors: problems };
      }
      const place = { team: workspaceOf(user), user, channel: '' };
      const known = homes.get(user);
      if (known) keepChosen(known, view);
      else homes.set(user, { id: `VH${user}`, place, view, errors: {}, open: true, hash: 1 });
      changed();
      return { ok: true, view: { ...view, id: `VH${user}` } };
    },
    'chat.postEphemeral': (args) => {
      const [channel, user] = [str(args['channel']), str(args['user'])];
      const closed = channelError(channel);
      if (closed !== undefined) return { ok: false, error: closed };
      const payload = Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'user'));
      const problems = [...checkMessage(payload), ...unknownFiles(payload)];
      if (problems.length > 0) {
        refuse('chat.postEphemeral', problems, args);
        return { ok: false, error: refusalCode(problems), errors: problems };
      }
      const posted = show(payload, { team: workspaceOf(channel), channel }, user);
      return { ok: true, message_ts: posted.id };
    },
    'chat.unfurl': (args) => {
      const byId = str(args['unfurl_id']);
      const [channel, ts] =
        byId === ''
          ? [str(args['channel']), str(args['ts'])]
          : [byId.slice(0, byId.indexOf('.')), byId.slice(byId.indexOf('.') + 1)];
      if (byId !== '' && str(args['source']) === '') return { ok: false, error: 'missing_source' };
      const message = said.find((it) => it.channel === channel && it.id === ts);
      if (!message) return { ok: false, error: 'cannot_unfurl_message' };
      const unfurls = isJson(args['unfurls']) ? args['unfurls'] : {};
      const urls = Object.keys(unfurls);
      if (urls.length === 0) return { ok: false, error: 'missing_unfurls' };
      if (urls.some((url) => !message.links.includes(url))) {
        refuse('chat.unfurl', ['cannot_unfurl_url'], args);
        return { ok: false, error: 'cannot_unfurl_url' };
      }
      const problems = urls.flatMap((url) => checkUnfurl(unfurls[url]));
      if (problems.length > 0) {
        refuse('chat.unfurl', problems, args);
        return { ok: false, error: 'cannot_parse_attachment', errors: problems };
      }
      Object.assign(message.unfurls, unfurls);
      changed();
      return { ok: true };
    },
    'assistant.threads.setStatus': (args) => {
      const [channel, thread] = [str(args['channel_id']), str(args['thread_ts'])];
      if (!stands(channel, thread)) return { ok: false, error: 'invalid_thread_ts' };
      statuses.set(`${channel} ${thread}`, str(args['status']));
      shownStatuses.push(str(args['status']));
      return { ok: true };
    },
    'assistant.threads.setTitle': (args) => {
      const [channel, thread] = [str(args['channel_id']), str(args['thread_ts'])];
      if (!stands(channel, thread)) return { ok: false, error: 'invalid_thread_ts' };
      if (grant?.agent === false) return { ok: false, error: 'not_allowed_token_type' };
      titles.set(thread, str(args['title']));
      changed();
      return { ok: true };
    },
    'assistant.threads.setSuggestedPrompts': (args) => {
      const given = list(args['prompts']).map((it) => ({
        title: str(it['title']),
        message: str(it['message']),
      }));
      if (given.length === 0 || given.length > 4) return { ok: false, error: 'invalid_arguments' };
      if (given.some(({ title, message }) => title === '' || message === '')) {
        return { ok: false, error: 'invalid_arguments' };
      }
      // Of an agent's conversation Slack takes a thread's time stamp in silence, and does nothing.
      if (args['thread_ts'] === undefined) prompts.set(str(args['channel_id']), given);
      changed();
      return { ok: true };
    },
    'conversations.replies': (args) => {
      const [channel, thread] = [str(args['channel']), str(args['ts'])];
      const refused = channelError(channel);
      if (refused !== undefined) return { ok: false, error: refused };
      if (!stands(channel, thread)) return { ok: false, error: 'thread_not_found' };
      const limit = Number(args['limit'] ?? 1000);
      // The first message always comes along.
      const after = Number(args['cursor'] ?? args['oldest'] ?? 0);
      const found = standing(channel).filter(
        (it) => it['ts'] === thread || (it['thread_ts'] === thread && Number(it['ts']) > after),
      );
      const page = found.slice(0, limit);
      const more = found.length > limit;
      const all = String(args['include_all_metadata']) === 'true';
      return {
        ok: true,
        messages: page.map(({ metadata, ...it }) => (all ? { ...it, metadata } : it)),
        has_more: more,
        response_metadata: { next_cursor: more ? str(page.at(-1)?.['ts']) : '' },
      };
    },
    'users.info': (args) => {
      const person = people.get(str(args['user']));
      const { timezone = 'Europe/London', admin = false, locale = 'en-US' } = person ?? {};
      const id = str(args['user']);
      const asked = String(args['include_locale']) === 'true';
      return {
        ok: true,
        user: { id, tz: timezone, is_admin: admin, is_owner: false, ...(asked && { locale }) },
      };
    },
    'conversations.info': (args) => {
      const id = str(args['channel']);
      const state = channels.get(id) ?? 'member';
      if (state === 'gone') return { ok: false, error: 'channel_not_found' };
      return {
        ok: true,
        channel: {
          id,
          is_member: state === 'member',
          is_archived: state === 'archived',
          is_im: id.startsWith('D'),
        },
      };
    },
    'conversations.history': (args) => {
      const id = str(args['channel']);
      const refused = channelError(id);
      if (refused !== undefined) return { ok: false, error: refused };
      const limit = Number(args['limit'] ?? 100);
      if (limit < 1 || limit > 999) return { ok: false, error: 'invalid_limit' };
      const oldest = Number(args['oldest'] ?? 0);
      const before = Number(args['cursor'] ?? Infinity);
      const latest = Number(args['latest'] ?? Infinity);
      const found = standing(id)
        .filter(({ thread_ts: thread, ts: at }) => thread === undefined || thread === at)
        .filter(({ ts: at }) => Number(at) > oldest && Number(at) < Math.min(before, latest))
        .reverse();
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        ok: true,
        messages: page.map(({ metadata, ...message }) => ({
          ...message,
          // Shown only to who asks for it.
          ...(String(args['include_all_metadata']) === 'true' && { metadata }),
        })),
        has_more: found.length > limit,
        response_metadata: { next_cursor: found.length > limit && last ? str(last['ts']) : '' },
      };
    },
    'chat.getPermalink': (args) => {
      const [channel, at] = [str(args['channel']), str(args['message_ts'])];
      const known = messages.some((it) => it.channel === channel && it.id === at);
      return known
        ? {
            ok: true,
            channel,
            permalink: `https://fake.slack.com/archives/${channel}/p${at.replace('.', '')}`,
          }
        : { ok: false, error: 'message_not_found' };
    },
    'chat.update': (args) => {
      const message = messages.find(
        (it) => it.channel === str(args['channel']) && it.id === str(args['ts']) && !it.deleted,
      );
      if (!message) return { ok: false, error: 'message_not_found' };
      if (streams.isOpen(message)) return { ok: false, error: 'streaming_state_conflict' };
      const edited = Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'ts'));
      const problems = [...checkMessage(edited), ...unknownFiles(args)];
      if (problems.length > 0) {
        refuse('chat.update', problems, args);
        return { ok: false, error: refusalCode(problems), errors: problems };
      }
      Object.assign(message, content(args));
      message.editedCount += 1;
      changed();
      return { ok: true, channel: message.channel, ts: message.id };
    },
    'chat.postMessage': (args) => {
      const channel = str(args['channel']);
      if (channel === '') return { ok: false, error: 'channel_not_found' };
      const closed = channelError(channel);
      if (closed !== undefined) return { ok: false, error: closed };
      const problems = [...checkMessage(args), ...unknownFiles(args)];
      if (problems.length > 0) {
        refuse('chat.postMessage', problems, args);
        const messages = problems.map((it) => `[ERROR] ${it}`);
        const error = refusalCode(problems);
        return { ok: false, error, errors: problems, response_metadata: { messages } };
      }
      if (args['thread_ts'] !== undefined && !stands(channel, str(args['thread_ts']))) {
        return { ok: false, error: 'thread_not_found' };
      }
      const posted = show(args, { team: workspaceOf(channel), channel }, 'channel');
      return { ok: true, channel, ts: posted.id, message: messageObject(posted) };
    },
  };
  return {
    methods: { ...METHODS, ...streams.methods } as Record<string, (args: Json) => Json>,
    isOpen: (message: SlackMessage) => streams.isOpen(message),
  };
}
