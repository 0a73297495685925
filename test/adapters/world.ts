import { createBot, type Bot } from '../../src/bot.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import { commands } from '../../src/commands/index.ts';
import type { Caller, Surface } from '../../src/command.ts';
import { createDaily, type Daily } from '../../src/daily/daily.ts';
import type { Log } from '../../src/log.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { hear } from '../heard.ts';

export const notes = await loadCatalog(new URL('../../notes', import.meta.url).pathname);

/** A log that keeps its lines. */
export function memoryLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const say =
    (level: string) =>
    (...words: unknown[]): void => {
      const line = `${level} ${words.map(showWord).join(' ')}`;
      hear(line);
      lines.push(line);
    };
  return {
    lines,
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
  };
}

function showWord(word: unknown): string {
  return JSON.stringify(word, (_key, value: unknown) =>
    value instanceof Error ? `${value.name}: ${value.message}` : value,
  );
}

/** A database that ends with the test file. */
export const store: Store = await openStore(':memory:', memoryLog());

/** A daily pick that never runs by itself. */
export const daily: Daily = createDaily({
  store,
  catalog: () => notes,
  log: memoryLog(),
  catchUpMs: 6 * 3_600_000,
});

/** Somebody on a platform with this surface. */
export function callerOn(surface: Surface, more: Partial<Caller> = {}): Caller {
  return {
    platform: 'test',
    surface,
    workspace: 'W1',
    channel: 'C1',
    user: 'U1',
    person: 'W1/U1',
    timezone: () => Promise.resolve(undefined),
    mayManage: () => Promise.resolve(true),
    hindrance: () => Promise.resolve(undefined),
    ...more,
  };
}

/** The shipped commands over the shipped notes. */
export function testBot(log: Log, more: Partial<Parameters<typeof createBot>[0]> = {}): Bot {
  return createBot({
    catalog: () => notes,
    commands,
    version: '1.2.3',
    store,
    daily,
    log,
    ...more,
  });
}
