import { createPlayground } from '../../adapters/playground/index.ts';
import type { AskRequest, AskResponse, SuggestResponse } from '../../adapters/playground/api.ts';
import type { Adapter, Bot } from '../../src/bot.ts';
import { serve, type HttpServer } from '../../src/http.ts';
import type { Log } from '../../src/log.ts';
import * as discordLimits from '../servers/discord-limits.ts';
import * as slack from '../servers/slack.ts';
import type { Chat, Message } from './contract.ts';

interface Shown {
  answer: AskResponse;
  gone: boolean;
}

/** The playground's server, and what its page does with the answers. */
export function playgroundChat(): Promise<Chat> {
  const seen = new Map<Message, Shown>();
  const complaints: string[] = [];
  let server: HttpServer | undefined;

  const ask = async (body: AskRequest): Promise<AskResponse> => {
    const response = await fetch(`${server?.address ?? ''}/playground/ask`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) complaints.push(`${response.status} ${await response.text()}`);
    // Better answers follow on lines of their own; the last one stays.
    const lines = (await response.text()).trim().split('\n');
    const answer = JSON.parse(lines.at(-1) ?? '') as AskResponse;
    if (answer.slack) {
      // The page takes pictures from its own server; Slack would be given a full address.
      const sent = JSON.stringify(answer.slack).replaceAll(
        '"image_url":"/',
        '"image_url":"https://paperboy.example/',
      );
      const message = JSON.parse(sent) as unknown;
      complaints.push(...slack.checkMessage(message), ...slack.pings(message));
    }
    if (answer.discord) {
      complaints.push(
        ...discordLimits.checkMessage(answer.discord),
        ...discordLimits.pings(answer.discord),
      );
    }
    return answer;
  };
  const payload = ({ answer }: Shown): NonNullable<AskResponse['slack']> => {
    if (!answer.slack) throw new Error('the playground shows no Slack message');
    return answer.slack;
  };
  const blocks = (shown: Shown): Parameters<typeof slack.buttons>[0] =>
    payload(shown) as unknown as Parameters<typeof slack.buttons>[0];
  const show = (answer: AskResponse): Message => {
    const shown: Shown = { answer, gone: false };
    const message: Message = {
      text: () => slack.visibleText({ ...blocks(shown), text: payload(shown).text }),
      buttons: () => slack.buttons(blocks(shown)).map(({ label, url }) => ({ label, url })),
      isPrivate: () => shown.answer.private ?? false,
      isGone: () => shown.gone,
    };
    seen.set(message, shown);
    return message;
  };

  return Promise.resolve({
    connect: async (bot: Bot, log: Log): Promise<Adapter> => {
      const playground = createPlayground(bot);
      const http = await serve(playground.routes, { host: '127.0.0.1', port: 0, log });
      server = http;
      await playground.start();
      return {
        ...playground,
        stop: async () => {
          await Promise.all([playground.stop(), http.stop(1000)]);
        },
      };
    },
    type: async (line) => show(await ask({ text: line })),
    complete: async (command, _option, typed) => {
      const query = new URLSearchParams({ text: `/${command} ${typed}` });
      const response = await fetch(`${server?.address ?? ''}/playground/suggest?${query}`);
      const { suggestions } = (await response.json()) as SuggestResponse;
      return suggestions.map(({ label }) => label);
    },
    press: async (message, label) => {
      const pressed = seen.get(message);
      if (!pressed) throw new Error('no such message');
      const button = slack.buttons(blocks(pressed)).find((candidate) => candidate.label === label);
      if (!button?.value) throw new Error(`no button ${label}`);
      const answer = await ask({ press: button.value });
      if (answer.kind === 'dismiss' || answer.kind === 'share') pressed.gone = true;
      if (answer.kind === 'dismiss') return message;
      if (answer.kind === 'share' || answer.beside || !message.isPrivate()) return show(answer);
      pressed.answer = answer;
      return message;
    },
    complaints: () => complaints,
    close: () => Promise.resolve(),
  });
}
