import { hear } from '../heard.ts';
import { pings } from './slack-limits.ts';
import type { SlackMessage } from './slack-payloads.ts';
import { isJson, list, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';

/** Per call, and of a message; from the pages of chat.startStream and chat.appendStream. */
const MARKDOWN = 12_000;

/** What is wrong with the text of a call; undefined when nothing is. */
function textError(args: Json, before = ''): string | undefined {
  const text = str(args['markdown_text']);
  if (text.length > MARKDOWN || before.length + text.length > MARKDOWN) return 'msg_too_long';
  return undefined;
}

/** Messages that are being written: text that grows, then blocks below it. */
export function streaming(desk: {
  find: (channel: string, id: string) => SlackMessage | undefined;
  /** Whether a message of anybody's stands there, so that it can be answered. */
  stands: (channel: string, id: string) => boolean;
  show: (args: Json) => SlackMessage;
  refuse: (where: string, problems: string[], payload: unknown) => void;
  check: (payload: Json) => string[];
  changed: () => void;
}): { methods: Record<string, (args: Json) => Json>; isOpen: (message: SlackMessage) => boolean } {
  const open = new Set<SlackMessage>();
  const no = (error: string): Json => ({ ok: false, error });
  const write = (message: SlackMessage, args: Json): void => {
    message.text += str(args['markdown_text']);
    hear(message.text);
    message.blocks = message.text === '' ? [] : [{ type: 'markdown', text: message.text }];
    message.pings = [...message.pings, ...pings({ markdown_text: args['markdown_text'] })];
    message.editedCount += 1;
  };
  const methods: Record<string, (args: Json) => Json> = {
    'chat.startStream': (args) => {
      const [channel, thread] = [str(args['channel']), str(args['thread_ts'])];
      if (!desk.stands(channel, thread)) return no('invalid_thread_ts');
      const direct = channel.startsWith('D');
      if (!direct && !args['recipient_user_id']) return no('missing_recipient_user_id');
      if (!direct && !args['recipient_team_id']) return no('missing_recipient_team_id');
      const wrong = textError(args);
      if (wrong !== undefined) return no(wrong);
      const message = desk.show({ thread_ts: thread, channel, text: '' });
      open.add(message);
      write(message, args);
      message.editedCount = 0;
      desk.changed();
      return { ok: true, channel, ts: message.id };
    },
    'chat.appendStream': (args) => {
      const message = desk.find(str(args['channel']), str(args['ts']));
      if (!message) return no('message_not_found');
      if (!open.has(message)) return no('message_not_in_streaming_state');
      if (str(args['markdown_text']) === '') return no('no_text');
      const wrong = textError(args, message.text);
      if (wrong !== undefined) return no(wrong);
      write(message, args);
      desk.changed();
      return { ok: true, channel: message.channel, ts: message.id };
    },
    'chat.stopStream': (args) => {
      const message = desk.find(str(args['channel']), str(args['ts']));
      if (!message) return no('message_not_found');
      if (!open.has(message)) return no('message_not_in_streaming_state');
      const wrong = textError(args, message.text);
      if (wrong !== undefined) return no(wrong);
      const blocks = list(args['blocks']);
      const problems = blocks.length === 0 ? [] : desk.check({ text: message.text || 'x', blocks });
      if (problems.length > 0) {
        desk.refuse('chat.stopStream', problems, args);
        return no('invalid_blocks');
      }
      write(message, args);
      message.blocks = [...message.blocks, ...blocks];
      if (isJson(args['metadata'])) message.metadata = args['metadata'];
      open.delete(message);
      desk.changed();
      return { ok: true, channel: message.channel, ts: message.id };
    },
  };
  return { methods, isOpen: (message) => open.has(message) };
}
