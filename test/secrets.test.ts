import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { WebClient } from '@slack/web-api';
import { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { expect, it, vi } from 'vitest';
import { createLog } from '../src/log.ts';
import { memoryLog } from './adapters/world.ts';
import { takeLeaks } from './heard.ts';
import { IDS, startDiscord } from './servers/discord.ts';
import { startSlack } from './servers/slack.ts';

const BOT = 'xoxb-1234567890';

it.each([
  ['a log of the tests', () => memoryLog().warn({ err: new Error(`no ${BOT}`) }, 'it failed')],
  ['the program’s log', () => createLog('info', false).info({ url: `https://${BOT}` }, 'seen')],
  ['its readable form', () => createLog('info', true).error(new Error(BOT))],
])('a token in %s fails the test it is written in', async (_where, write) => {
  write();
  await vi.waitFor(() => {
    const leaks = takeLeaks();
    expect(leaks).toHaveLength(1);
    expect(leaks[0]).toContain(BOT);
  });
});

it.each(['stdout', 'stderr'])('and so does one that a program writes to %s', async (stream) => {
  const program = `process.${stream}.write('it is ' + process.env.MY_TOKEN)`;
  const env = { PATH: process.env['PATH'], MY_TOKEN: 'no shape that is known' };
  const child = spawn(process.execPath, ['-e', program], { env });
  let heard = '';
  child[stream as 'stdout'].on('data', (chunk: Buffer) => (heard += chunk.toString()));
  await once(child, 'close');
  expect(heard).toBe('it is no shape that is known');
  expect(takeLeaks()).toHaveLength(1);
});

it('and one that is said in a chat', async () => {
  const slack = await startSlack();
  const { team, channel, botToken } = slack;
  const said = new WebClient(botToken, { slackApiUrl: slack.apiUrl });
  await said.chat.postMessage({ channel, text: `I am ${BOT} in ${team}` });
  await slack.close();
  expect(takeLeaks()).toHaveLength(1);
  const discord = await startDiscord();
  const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
  await rest.post(Routes.channelMessages(IDS.channel), { body: { content: `I am ${BOT}` } });
  await discord.close();
  expect(takeLeaks()[0]).toContain(BOT);
});

it('but words about tokens don’t', () => {
  memoryLog().info(
    {},
    'SLACK_BOT_TOKEN must be the bot token, which starts with xoxb-; find it there',
  );
  expect(takeLeaks()).toEqual([]);
});
