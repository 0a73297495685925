import { afterEach, expect, it, vi } from 'vitest';
import { createPlayground } from '../../adapters/playground/index.ts';
import { ask, type Answer } from '../../adapters/playground/page/talk.ts';
import { createModel } from '../../src/answer/model.ts';
import { createBot } from '../../src/bot.ts';
import { commands } from '../../src/commands/index.ts';
import { serve } from '../../src/http.ts';
import { startModel } from '../servers/model.ts';
import { daily, memoryLog, notes, store, testBot } from './world.ts';

// What the page finds in a browser.
vi.hoisted(() => {
  Object.assign(globalThis, { location: { search: '' }, document: { documentElement: {} } });
  Object.defineProperty(globalThis, 'navigator', { value: { language: 'en' }, configurable: true });
});

afterEach(() => vi.unstubAllGlobals());

it('the page has the first answer at once, and each better one after it', async () => {
  const log = memoryLog();
  const model = await startModel();
  const said = ['A task is a small file.', 'A LoRA checkpoint of GPT-3 is 35 MB.'];
  model.behave({
    say: ({ passages }) =>
      said.map((claim) => ({ passage: 'p1', quote: passages[0]?.text ?? '', claim })),
    pause: 5,
  });
  const bot = testBot(log, { model: createModel({ name: model.name, url: model.url }, log) });
  const server = await serve(createPlayground(bot).routes, { host: '127.0.0.1', port: 0, log });
  const { fetch } = globalThis;
  // What a browser does with an address of the page's own server.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    fetch(path.startsWith('/') ? server.address + path : path, init),
  );
  const better: Answer[] = [];
  const outcome = await ask({ text: '/ask How big is a LoRA checkpoint?' }, (answer) =>
    better.push(answer),
  );
  expect(better).toEqual([]);
  expect(outcome).toMatchObject({ kind: 'reply', beside: false });
  expect('answer' in outcome && outcome.answer.plain).not.toContain(`${said[0] ?? ''} (LoRA`);
  await vi.waitFor(() => expect(better).toHaveLength(2), 8000);
  better.forEach(({ plain, slack, discord }, i) => {
    for (const drawn of [plain, JSON.stringify(slack), JSON.stringify(discord)])
      expect(drawn).toContain('A task is a small file.');
    expect(plain.includes(`${said[1] ?? ''} (LoRA`)).toBe(i === 1);
  });
  expect(await ask({ text: '/paper lora' })).toMatchObject({ kind: 'reply' });
  await server.stop(1000);
  await model.close();
});

it.each(['/daily', '/daily status', '/daily set 09:00 London', '/daily now'])(
  'says of %s that it needs a channel, and asks for nothing that can’t be done there',
  async (text) => {
    const log = memoryLog();
    const bot = createBot({ catalog: () => notes, commands, version: '1', store, daily, log });
    const server = await serve(createPlayground(bot).routes, { host: '127.0.0.1', port: 0, log });
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
      fetch(path.startsWith('/') ? server.address + path : path, init),
    );
    const outcome = await ask({ text });
    const plain = 'answer' in outcome ? outcome.answer.plain : '';
    expect(plain).toContain('A daily pick needs a channel');
    expect(plain).not.toContain('/daily set');
    await server.stop(1000);
  },
);
