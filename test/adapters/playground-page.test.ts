import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPlayground } from '../../adapters/playground/index.ts';
import { buildPage } from '../../adapters/playground/page/build.js';
import { readBlocks, readInline } from '../../adapters/playground/page/discord-markdown.ts';
import { createBot } from '../../src/bot.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/library.ts';
import { commands } from '../../src/commands/index.ts';
import { serve, type HttpServer } from '../../src/http.ts';
import { createLog } from '../../src/log.ts';
import { root } from '../../src/package.ts';
import { daily, store } from './world.ts';

const LORA = 'LoRA: Low-Rank Adaptation of Large Language Models';
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = [process.env['CHROMIUM_PATH'] ?? '', ...BROWSERS].find((path) =>
  existsSync(path),
);
if (executablePath === undefined) {
  process.stderr.write(
    `Skipped: the playground page in a browser. There is none at ${BROWSERS.join(', ')}; install Chromium or set CHROMIUM_PATH.\n`,
  );
}

/** Something to wait at until it is opened. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe.skipIf(executablePath === undefined)('the page in a browser', () => {
  let server: HttpServer;
  let browser: Browser;
  let context: BrowserContext;
  /** What the server shows, which a test may replace. */
  let shown: Catalog;
  const faults: string[] = [];

  beforeAll(async () => {
    if (!existsSync(join(root, 'dist/page/page.js'))) await buildPage();
    const log = createLog('silent');
    const catalog = await loadCatalog(join(root, 'notes'));
    shown = catalog;
    const bot = createBot({ catalog: () => shown, commands, version: '0.0.0', store, daily, log });
    server = await serve(createPlayground(bot).routes, { host: '127.0.0.1', port: 0, log });
    browser = await chromium.launch({
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop(0);
  });

  afterEach(async () => {
    await context.close();
    expect(faults.splice(0)).toEqual([]);
  });

  /** Opens the page; requests to other hosts, errors and policy violations become faults. */
  async function open(
    path = '/',
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Page> {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${server.address}/`) && !url.startsWith('data:')) {
        faults.push(`request to ${url}`);
      }
    });
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    await page.goto(server.address + path);
    return page;
  }

  const box = (page: Page): Locator => page.getByRole('combobox', { name: 'Type a command' });
  const pane = (scope: Page | Locator, name: 'Slack' | 'Discord'): Locator =>
    scope.getByRole('group', { name, exact: true });
  const turns = (page: Page): Locator => page.getByRole('article');

  it('asks a typed line and draws the answer as both chats do', async () => {
    const page = await open();
    await box(page).fill('/paper lora');
    await box(page).press('Enter');
    const turn = page.getByRole('article', { name: 'You typed /paper lora' });
    await pane(turn, 'Slack').getByRole('heading', { name: LORA }).waitFor();
    await pane(turn, 'Discord').getByRole('link', { name: LORA }).waitFor();
    for (const chat of ['Slack', 'Discord'] as const) {
      const drawn = pane(turn, chat);
      expect(await drawn.getByText('Why it still matters').count()).toBe(1);
      expect(await drawn.getByRole('listitem').count()).toBeGreaterThan(3);
      const links = drawn.getByRole('listitem').getByRole('link');
      expect(await links.count()).toBeGreaterThan(0);
      expect(await links.first().getAttribute('rel')).toContain('noopener');
    }
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain(LORA);
    await expect.poll(() => box(page).inputValue()).toBe('');
  });

  it('announces the same answer again when it is asked for again', async () => {
    const page = await open('/?q=/paper+lora');
    const status = page.getByRole('status').first();
    await expect.poll(() => status.textContent()).toContain(LORA);
    await status.evaluate((element) => {
      new MutationObserver((changes) => {
        const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
        element.setAttribute('data-read', added.map((node) => node.textContent).join());
      }).observe(element, { childList: true, subtree: true });
    });
    await page.getByRole('combobox').fill('/paper lora');
    await page.keyboard.press('Enter');
    await expect.poll(() => status.getAttribute('data-read')).toContain(LORA);
  });

  it('follows a note that is being written, and only when it is previewed', async () => {
    const before = shown;
    const lora = before.get('lora');
    if (!lora) throw new Error('there is no note lora');
    const saved = { ...lora, tldr: 'Saved just now.' };
    const others = before.notes.filter((note) => note !== lora);
    const problem = { file: 'alignment/lora.md', line: 9, column: 7, field: 'year', message: 'x' };
    const page = await open('/?preview&q=/paper+lora');
    await pane(page, 'Slack').getByText('LoRA freezes a pre-trained model').waitFor();
    shown = {
      ...before,
      notes: [...others, saved],
      get: (id) => (id === 'lora' ? saved : before.get(id)),
    };
    await pane(page, 'Slack').getByText('Saved just now.').waitFor();
    await pane(page, 'Discord').getByText('Saved just now.').waitFor();
    expect(await turns(page).count()).toBe(1);
    expect(new URL(page.url()).search).toBe('?preview&q=/paper+lora');
    const preview = page.getByRole('status', { name: 'Preview' });
    shown = { ...shown, problems: [problem, { ...problem, file: 'vision/clip.md' }] };
    await preview.getByRole('listitem').filter({ hasText: 'alignment/lora.md:9:7 year' }).waitFor();
    expect(await preview.getByRole('listitem').count()).toBe(1);
    shown = before;
    await preview.getByText('follows the note').waitFor();
    await context.close();

    const plain = await open('/?q=/paper+lora');
    await pane(plain, 'Slack').getByText('LoRA freezes a pre-trained model').waitFor();
    expect(await plain.getByRole('status', { name: 'Preview' }).count()).toBe(0);
  });

  it('suggests while somebody types, by keyboard alone', async () => {
    const page = await open();
    await box(page).pressSequentially('/pap');
    const options = page.getByRole('option');
    await options.first().waitFor();
    expect(await box(page).getAttribute('aria-expanded')).toBe('true');
    await box(page).press('Tab');
    expect(await box(page).inputValue()).toBe('/paper ');
    await box(page).pressSequentially('low-rank');
    await options.filter({ hasText: LORA }).waitFor();
    await expect.poll(() => options.first().textContent()).toContain(LORA);

    await box(page).press('Escape');
    expect(await options.count()).toBe(0);
    expect(await box(page).inputValue()).toBe('/paper low-rank');

    await box(page).press('ArrowDown');
    await options.first().waitFor();
    await box(page).press('ArrowDown');
    const active = await box(page).getAttribute('aria-activedescendant');
    expect(await options.first().getAttribute('id')).toBe(active);
    expect(await options.first().getAttribute('aria-selected')).toBe('true');
    await box(page).press('Enter');
    await page.getByRole('article', { name: 'You typed /paper lora' }).waitFor();
    expect(await options.count()).toBe(0);
  });

  it('drops suggestions that come too late', async () => {
    const page = await open();
    const late = gate();
    await page.route('**/playground/suggest?text=%2Fpapers*', async (route) => {
      await late.opened;
      await route.fulfill({ json: { suggestions: [{ label: 'stale', text: '/stale' }] } });
    });
    const asked = page.waitForRequest('**/playground/suggest?text=%2Fpapers*');
    await box(page).fill('/papers ');
    await asked;
    await box(page).fill('/paper dpo');
    await page.getByRole('option', { name: '/paper dpo' }).waitFor();
    late.open();
    await page.waitForTimeout(100);
    expect(await page.getByRole('option', { name: 'stale' }).count()).toBe(0);
  });

  it.each(['Slack', 'Discord'] as const)('answers a press on %s alone, below', async (chat) => {
    const page = await open('/?q=/paper+lora');
    const next = pane(page, chat)
      .getByRole('button', { name: /^Next: / })
      .first();
    const label = (await next.textContent()) ?? '';
    await next.click();
    const answer = page.getByRole('article', { name: `You pressed ${label}` });
    await pane(answer, 'Slack').getByText('Only visible to you').waitFor();
    await pane(answer, 'Discord').getByText('Only you can see this').waitFor();
    expect(await turns(page).count()).toBe(2);

    // On a private message the next answer takes its place.
    await pane(answer, chat).getByRole('button', { name: /^← / }).click();
    await page.getByRole('article', { name: /You pressed ←/ }).waitFor();
    expect(await turns(page).count()).toBe(2);
  });

  it('shares and dismisses a private answer', async () => {
    const page = await open('/?q=/paper+lora+--hide');
    await pane(page, 'Slack').getByRole('button', { name: 'Share' }).click();
    const shared = page.getByRole('article', { name: 'You pressed Share' });
    await pane(shared, 'Slack').getByRole('heading', { name: LORA }).waitFor();
    expect(await turns(page).count()).toBe(1);
    expect(await page.getByText('Only visible to you').count()).toBe(0);

    await page.getByRole('button', { name: '/paper lora --hide' }).click();
    const hidden = page.getByRole('article', { name: 'You typed /paper lora --hide' });
    await pane(hidden, 'Discord').getByRole('button', { name: 'Dismiss', exact: true }).click();
    await hidden.waitFor({ state: 'detached' });
    expect(await turns(page).count()).toBe(1);
    expect(await box(page).evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it.each(['Slack', 'Discord'] as const)('opens links of %s apart from the page', async (chat) => {
    const page = await open('/?q=/paper+lora');
    await context.route('https://arxiv.org/**', (route) => route.fulfill({ body: 'arXiv' }));
    const opened = context.waitForEvent('page');
    await pane(page, chat)
      .getByRole(chat === 'Slack' ? 'button' : 'link', { name: 'Read the paper' })
      .click();
    const tab = await opened;
    await tab.waitForURL('https://arxiv.org/abs/2106.09685');
    expect(await tab.evaluate(() => window.opener as unknown)).toBeNull();
    expect(await turns(page).count()).toBe(1);
  });

  it('shows the plain text and the JSON, and copies it', async () => {
    const page = await open('/?q=/paper+lora', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByRole('tab', { name: 'Cards' }).press('ArrowRight');
    const plain = page.getByRole('tabpanel', { name: 'Plain text' });
    expect(await plain.textContent()).toContain('Read the paper: https://arxiv.org/abs/2106.09685');

    await page.getByRole('tab', { name: 'JSON' }).click();
    const panel = page.getByRole('tabpanel', { name: 'JSON' });
    await panel.getByRole('button', { name: 'Copy the Discord JSON' }).click();
    await panel.getByText('Copied').waitFor();
    const copied: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied).toMatchObject({ embeds: [{ title: LORA }], allowed_mentions: { parse: [] } });
    const slack = await panel.getByRole('group', { name: 'What Slack is sent' }).textContent();
    expect(JSON.parse(slack ?? '')).toHaveProperty('blocks.0.text.text', LORA);
  });

  it('has an address for each line, and goes back', async () => {
    const page = await open('/?q=/paper+lora');
    const first = page.getByRole('article', { name: 'You typed /paper lora' });
    await pane(first, 'Slack').waitFor();
    await box(page).fill('/papers');
    await box(page).press('Enter');
    const second = page.getByRole('article', { name: 'You typed /papers' });
    await pane(second, 'Slack').waitFor();
    expect(page.url()).toBe(`${server.address}/?q=/papers`);
    expect(await page.title()).toContain('/papers');

    await page.goBack();
    expect(page.url()).toBe(`${server.address}/?q=/paper+lora`);
    const focused = (turn: Locator): Promise<boolean> =>
      turn.evaluate((element) => element === document.activeElement);
    await expect.poll(() => focused(first)).toBe(true);
    await page.goForward();
    await expect.poll(() => focused(second)).toBe(true);
    expect(await turns(page).count()).toBe(2);

    await page.reload();
    await pane(second, 'Discord').waitFor();
    expect(await turns(page).count()).toBe(1);
  });

  it('answers every example', { timeout: 60_000 }, async () => {
    const page = await open();
    const chips = page.getByRole('list', { name: 'Examples' }).getByRole('button');
    const lines = await chips.allTextContents();
    expect(lines).toHaveLength(11);
    for (const line of lines) {
      await chips.getByText(line, { exact: true }).click();
      const turn = page.getByRole('article', { name: `You typed ${line}`, exact: true });
      await pane(turn, 'Slack').getByRole('heading').first().waitFor();
      await pane(turn, 'Discord').getByRole('heading').first().waitFor();
      await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(line);
      await expect
        .poll(() => turn.evaluate((element) => Math.round(element.getBoundingClientRect().top)), {
          message: line,
        })
        .toBe(64);
      // A picture that is still being drawn moves what comes below it.
      await turn.evaluate((element) =>
        Promise.all([...element.querySelectorAll('img')].map((image) => image.decode())),
      );
    }
  });

  it('is dark like the system or as chosen, and remembers', async () => {
    const page = await open('/?q=/paper+lora', { colorScheme: 'dark', reducedMotion: 'reduce' });
    const toggle = page.getByRole('button', { name: 'Dark theme' });
    const ground = (name: 'Slack' | 'Discord'): Promise<string> =>
      pane(page, name)
        .getByRole('heading', { name: LORA })
        .evaluate((heading) => {
          const message = heading.closest('.sl, .dc');
          return message ? getComputedStyle(message).backgroundColor : '';
        });
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    expect([await ground('Slack'), await ground('Discord')]).toEqual([
      'rgb(26, 29, 33)',
      'rgb(49, 51, 56)',
    ]);
    await toggle.click();
    const white = 'rgb(255, 255, 255)';
    expect([await ground('Slack'), await ground('Discord')]).toEqual([white, white]);
    await page.reload();
    expect(await toggle.getAttribute('aria-pressed')).toBe('false');
  });

  it('fits a phone, with the panes one below the other', async () => {
    const page = await open('/?q=/paper+lora', { viewport: { width: 360, height: 740 } });
    const [slack, discord] = [
      await pane(page, 'Slack').boundingBox(),
      await pane(page, 'Discord').boundingBox(),
    ];
    expect(discord?.y).toBeGreaterThan((slack?.y ?? 0) + (slack?.height ?? 0));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it('can be found one’s way about without seeing it', async () => {
    const page = await open('/?q=/paper+lora');
    await page.getByRole('heading', { name: 'Paperboy', level: 1 }).waitFor();
    for (const role of ['banner', 'main', 'contentinfo', 'search'] as const) {
      expect(await page.getByRole(role).count()).toBe(1);
    }
    await page.getByRole('region', { name: 'Conversation' }).waitFor();
    await pane(page, 'Slack').waitFor();
    await page.getByRole('button', { name: '/paper roberta' }).click();
    await pane(turns(page).nth(1), 'Slack').waitFor();
    const ids = await page.evaluate(() =>
      [...document.querySelectorAll('[id]')].map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(await page.getByRole('button', { name: /^$/ }).count()).toBe(0);
  });

  it('says in words when there is no answer, and asks again', async () => {
    const page = await open();
    await page.route('**/playground/ask', (route) => route.abort());
    await page.getByRole('button', { name: '/papers', exact: true }).click();
    await turns(page).getByText('Check that it is still running').waitFor();
    await page.unroute('**/playground/ask');
    await page.route('**/playground/ask', (route) => route.fulfill({ status: 400, body: 'no' }));
    await page.getByRole('button', { name: 'Try again' }).click();
    await turns(page).getByText('Keep it under 4,000 characters').waitFor();
    await page.unroute('**/playground/ask');

    const slow = gate();
    await page.route('**/playground/ask', async (route) => {
      await slow.opened;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await turns(page).getByText('Asking…').waitFor();
    slow.open();
    await pane(page, 'Slack').getByRole('heading', { name: 'Papers by topic' }).waitFor();
    expect(await turns(page).count()).toBe(1);
    // The browser itself reports the two requests that were made to fail.
    expect(faults.splice(0).every((fault) => fault.includes('Failed to load resource'))).toBe(true);
  });
});

describe('Discord’s Markdown', () => {
  const text = (value: string) => ({ kind: 'text', text: value });
  const inline: [string, unknown[]][] = [
    [
      'a **b** *c* _d_',
      [
        text('a '),
        { kind: 'bold', children: [text('b')] },
        text(' '),
        { kind: 'italic', children: [text('c')] },
        text(' '),
        { kind: 'italic', children: [text('d')] },
      ],
    ],
    ['***both***', [{ kind: 'bold', children: [{ kind: 'italic', children: [text('both')] }] }]],
    [
      '~~a `*b*` c~~',
      [{ kind: 'strike', children: [text('a '), { kind: 'code', text: '*b*' }, text(' c')] }],
    ],
    [String.raw`\*a\* 1\. \[b\]`, [text('*a* 1. [b]')]],
    ['`` a`b ``', [{ kind: 'code', text: 'a`b' }]],
    [
      '[a **b**](https://c.d/e%28f%29)',
      [
        {
          kind: 'link',
          url: 'https://c.d/e%28f%29',
          children: [text('a '), { kind: 'bold', children: [text('b')] }],
        },
      ],
    ],
    [
      'see https://a.b/c.',
      [
        text('see '),
        { kind: 'link', url: 'https://a.b/c', children: [text('https://a.b/c')] },
        text('.'),
      ],
    ],
    [
      '[a](javascript:alert(1)) <b> 2*3*4 snake_case_name **open',
      [
        text('[a](javascript:alert(1)) <b> 2'),
        { kind: 'italic', children: [text('3')] },
        text('4 snake_case_name **open'),
      ],
    ],
  ];
  it.each(inline)('reads %s', (source, expected) => {
    expect(readInline(source)).toEqual(expected);
  });

  it('reads moments, in the reader’s own time and language', () => {
    const at = Math.floor(Date.now() / 1000) + 3 * 86_400;
    const shown = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' });
    expect(readInline(`<t:${at}:f>`)).toEqual([text(shown.format(at * 1000))]);
    expect(readInline(`<t:${at}:R>`)).toEqual([text('in 3 days')]);
    expect(readInline('<t:soon> <t:>')).toEqual([text('<t:soon> <t:>')]);
  });

  it('reads nested lists, quotes, headings and code', () => {
    const source = 'a\n\nb\n1. c\n   - d\n2. e\n> f\n> g\n## h\n-# i\n```js\n*j*\n```\nk';
    const line = (value: string) => ({ kind: 'text', children: [text(value)] });
    expect(readBlocks(source)).toEqual([
      line('a\n\nb'),
      {
        kind: 'list',
        ordered: true,
        start: 1,
        items: [
          [line('c'), { kind: 'list', ordered: false, start: 1, items: [[line('d')]] }],
          [line('e')],
        ],
      },
      { kind: 'quote', blocks: [line('f\ng')] },
      { kind: 'heading', level: 2, children: [text('h')] },
      { kind: 'subtext', children: [text('i')] },
      { kind: 'code', text: '*j*' },
      line('k'),
    ]);
  });

  it('stays quick on the longest message of nothing but marks', () => {
    const before = performance.now();
    for (const mark of ['*', '_', '[', '`', '**a ', '> ', '[a]('])
      readBlocks(mark.repeat(4096 / mark.length));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
