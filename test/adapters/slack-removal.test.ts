import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlack } from '../../adapters/slack/index.ts';
import { serve } from '../../src/http.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { startSlack, type FakeSlack, type Transport } from '../servers/slack.ts';
import { SIGNING_SECRET, slackConfig } from './slack-chat.ts';
import { memoryLog, testBot } from './world.ts';

const SOON = { timeout: 5000 };

/** One workspace, whose token is a setting, and a server of Discord's in the same database. */
describe.each(['http', 'socket'] as const)('the one workspace, over %s', (mode) => {
  const closing: (() => Promise<unknown>)[] = [];
  let slack: FakeSlack;
  let store: Store;
  let to: Transport;
  let adapter: ReturnType<typeof createSlack>;
  let site: { team: string };

  beforeEach(async () => {
    slack = await startSlack();
    closing.push(() => slack.close());
    site = { team: slack.team };
    store = await openStore(':memory:', memoryLog());
    closing.push(() => store.close());
    const shelved = { note: 'lora', state: 'saved', changed_at: 1, workspace: '' } as const;
    await store.db
      .insertInto('shelf')
      .values([
        { ...shelved, platform: 'slack', reader: `${slack.team}/U1` },
        { ...shelved, platform: 'discord', reader: 'U2' },
      ])
      .execute();
    adapter = await open();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function open(): Promise<typeof adapter> {
    const log = memoryLog();
    const made = createSlack(slackConfig(slack, mode), testBot(log), log, { store });
    const server = await serve(made.routes, { host: '127.0.0.1', port: 0, log });
    closing.push(async () => {
      await made.stop();
      await server.stop(500);
    });
    to =
      mode === 'http'
        ? { kind: 'http', url: `${server.address}/slack/events`, signingSecret: SIGNING_SECRET }
        : { kind: 'socket' };
    await made.start();
    return made;
  }
  const readers = async (): Promise<string[]> =>
    (await store.db.selectFrom('shelf').select('reader').execute()).map(({ reader }) => reader);

  it('is forgotten when the bot is taken out of it, and nothing else is', async () => {
    expect(adapter.health()).toEqual({ ok: true });
    await slack.oauth.uninstall(to, site);
    await vi.waitFor(async () => expect(await readers()).toEqual(['U2']), SOON);
    expect(adapter.health()).toMatchObject({ ok: false, reason: /taken out of the workspace/ });
  });

  it('stays while its token is good: another one was revoked, or the word comes late', async () => {
    await slack.oauth.tellRemoval(to, site, ['tokens_revoked', 'app_uninstalled']);
    await slack.settled();
    expect(await readers()).toHaveLength(2);
    expect(adapter.health()).toEqual({ ok: true });
  });

  it('stays where Slack can’t be asked', async () => {
    for (let i = 0; i < 3; i++) slack.next('auth.test', { httpStatus: 503 });
    await slack.oauth.uninstall(to, site, ['app_uninstalled']);
    await slack.settled();
    expect(await readers()).toHaveLength(2);
  });

  it('that was left while nobody listened is told at the next start, and nothing is deleted', async () => {
    await adapter.stop();
    await slack.oauth.uninstall(to, site, []);
    await expect(open()).rejects.toThrow(
      /took SLACK_BOT_TOKEN back \(account_inactive\).*removed from the workspace/,
    );
    expect(await readers()).toHaveLength(2);
  });
});
