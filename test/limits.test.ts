import { describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.ts';
import { commands } from '../src/commands/index.ts';
import { createLimits } from '../src/limits.ts';
import { plainText } from '../src/plain.ts';
import { openRequest } from '../src/request.ts';
import { slackSurface } from '../adapters/slack/surface.ts';
import { callerOn, daily, memoryLog, notes, store } from './adapters/world.ts';

const anna = { platform: 'slack', workspace: 'T1', person: 'T1/U1' };

describe('how often somebody is answered', () => {
  it('is limited within any minute, and each person has their own', () => {
    let now = 0;
    const limits = createLimits({ person: 3, workspace: Infinity }, () => now);
    for (now = 0; now < 3000; now += 1000) expect(limits.take(anna)).toBeUndefined();
    expect(limits.take(anna)).toEqual({ who: 'person', wait: 57_000 });
    expect(limits.take({ ...anna, person: 'T1/U2' })).toBeUndefined();
    expect(limits.take({ ...anna, platform: 'discord' })).toBeUndefined();
    now = 60_000;
    // What was refused was not counted.
    expect(limits.take(anna)).toBeUndefined();
    expect(limits.take(anna)).toEqual({ who: 'person', wait: 1000 });
  });

  it('is limited for a workspace, but not for places that are none', () => {
    const limits = createLimits({ person: 9, workspace: 2 }, () => 0);
    const of = (user: number, workspace: string) =>
      limits.take({ platform: 'discord', workspace, person: String(user) });
    expect([of(1, 'G1'), of(2, 'G1')]).toEqual([undefined, undefined]);
    expect(of(3, 'G1')).toEqual({ who: 'workspace', wait: 60_000 });
    expect([of(3, 'G2'), of(4, ''), of(5, ''), of(6, '')]).toEqual(Array(4).fill(undefined));
  });
});

it('commands and buttons beyond the limit are answered with when to come again', async () => {
  const log = memoryLog();
  const pace = createLimits({ person: 2, workspace: Infinity });
  const deps = { catalog: () => notes, commands, version: '1', store, daily, log };
  const bot = createBot({ ...deps, pace });
  const caller = callerOn(slackSurface, { request: openRequest('slack', 'command') });
  expect(plainText((await bot.run('paper', 'lora', caller)).card)).toContain('Low-Rank');
  const pressed = await bot.press('run:paper dpo', caller);
  expect('reply' in pressed && plainText(pressed.reply.card)).toContain('Direct Preference');
  const third = await bot.run('paper', 'lora', caller);
  expect(third.to).toBe('caller');
  expect(plainText(third.card)).toMatch(/Please ask again in \d+ seconds/);
  expect(caller.request?.outcome).toBe('early');
  const other = { ...caller, person: 'W1/U2' };
  expect(plainText((await bot.run('paper', 'lora', other)).card)).toContain('Low-Rank');
});
