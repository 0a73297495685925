import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pausedCard } from '../../src/daily/pick-card.ts';
import type { FakeSlack } from '../servers/slack.ts';
import { PUBLIC_URL, slackOf, startReplica, type Replica } from './slack-team.ts';

let slack: FakeSlack;
let replica: Replica;
const START = `${PUBLIC_URL}/slack/install`;
const HERE = { team: 'T1' };

beforeEach(async () => {
  slack = await slackOf();
  replica = await startReplica(slack, 'http');
});
afterEach(async () => {
  vi.useRealTimers();
  await replica.stop();
  await slack.close();
});

const installed = async (): Promise<string[]> =>
  (await replica.store.db.selectFrom('installations').select('team').execute()).map(
    ({ team }) => team,
  );
const logged = (): string => replica.log.lines.join('\n');

describe('installing in a workspace', () => {
  it('goes to Slack with a state, and back to a page that says what to do', async () => {
    const somebody = replica.browser();
    const sent = await somebody.open(START);
    expect(sent.status).toBe(302);
    const asked = new URL(sent.location);
    expect(asked.pathname).toBe('/oauth/v2/authorize');
    expect(asked.searchParams.get('redirect_uri')).toBe(`${PUBLIC_URL}/slack/oauth_redirect`);
    const scopes = asked.searchParams.get('scope')?.split(',') ?? [];
    expect(scopes).toContain('commands');
    // Nothing is uploaded where pictures have an address.
    expect(scopes).not.toContain('files:write');
    expect(sent.headers.getSetCookie().join()).toMatch(
      /^__Host-paperboy-install=.*Secure; HttpOnly; Path=\/; Max-Age=600$/,
    );
    const done = await somebody.open(slack.oauth.consent(sent.location, HERE));
    expect(done.status).toBe(200);
    expect(done.text).toContain('Paperboy is in Workspace &lt;T1&gt;');
    expect(done.text).toContain('/paper lora');
    expect(done.text).toContain('https://slack.com/app_redirect?app=A0FAKE&amp;team=T1');
    expect(done.headers.get('cache-control')).toBe('no-store');
    expect(done.headers.get('referrer-policy')).toBe('no-referrer');
    expect(done.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await installed()).toEqual(['T1']);
    expect(somebody.cookies.size).toBe(0);
  });

  it('may be done again, and counts once', async () => {
    await replica.install(HERE);
    await replica.install(HERE);
    expect(await installed()).toEqual(['T1']);
    slack.settle({ team: 'T1', channel: 'C1', user: 'U1' });
    await replica.publisher.tell(
      { platform: 'slack', workspace: 'T1', channel: 'C1' },
      'U1',
      pausedCard('of a test', 'https://chat.example/C1', '/daily set'),
    );
    expect(slack.messages).toHaveLength(1);
  });
});

describe('an installation that fails', () => {
  it.each([
    [
      'in another browser',
      async () => {
        const sent = await replica.browser().open(START);
        return replica.browser().open(slack.oauth.consent(sent.location, HERE));
      },
    ],
    [
      'with a state that was changed',
      async () => {
        const somebody = replica.browser();
        const sent = await somebody.open(START);
        const back = new URL(slack.oauth.consent(sent.location, HERE));
        const state = back.searchParams.get('state') ?? '';
        const forged = state.replace(/^[^.]+/, Buffer.from('{"alg":"none"}').toString('base64url'));
        back.searchParams.set('state', forged);
        for (const name of somebody.cookies.keys()) somebody.cookies.set(name, forged);
        return somebody.open(back.href);
      },
    ],
    [
      'after ten minutes',
      async () => {
        const somebody = replica.browser();
        const sent = await somebody.open(START);
        const back = slack.oauth.consent(sent.location, HERE);
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
        return somebody.open(back);
      },
    ],
    [
      'a second time with the same code',
      async () => {
        const somebody = replica.browser();
        const sent = await somebody.open(START);
        const back = slack.oauth.consent(sent.location, HERE);
        const cookies = [...somebody.cookies];
        await somebody.open(back);
        await replica.store.db.deleteFrom('installations').execute();
        for (const [name, value] of cookies) somebody.cookies.set(name, value);
        return somebody.open(back);
      },
    ],
    ['with nothing at all', () => replica.browser().open(`${PUBLIC_URL}/slack/oauth_redirect`)],
    [
      'with a made-up code',
      async () => {
        const somebody = replica.browser();
        const sent = await somebody.open(START);
        const back = new URL(slack.oauth.consent(sent.location, HERE));
        back.searchParams.set('code', 'made-up');
        return somebody.open(back.href);
      },
    ],
  ])('%s says that the link is spent, and where to start again', async (_how, act) => {
    const shown = await act();
    expect(shown.status).toBe(400);
    expect(shown.text).toContain('This link does not work any more');
    expect(shown.text).toContain(`href="${START}"`);
    expect(await installed()).toEqual([]);
  });

  it('because it was not allowed is no error', async () => {
    const somebody = replica.browser();
    const sent = await somebody.open(START);
    const shown = await somebody.open(slack.oauth.consent(sent.location, HERE, false));
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Nothing was installed');
    expect(logged()).not.toContain('error ');
  });

  it('because of a setting tells whoever runs the bot which, and nobody else', async () => {
    await replica.stop();
    replica = await startReplica(slack, 'http', { oauth: { clientSecret: 'f'.repeat(32) } });
    const shown = await replica.install(HERE);
    expect(shown.status).toBe(500);
    expect(shown.text).toContain('finds more in its log');
    expect(shown.text).not.toMatch(/secret|bad_client/);
    expect(logged()).toContain('bad_client_secret');
    expect(logged()).not.toContain('f'.repeat(32));
  });

  it.each([
    ['an error of Slack’s', { httpStatus: 500 }],
    ['a lost answer', { dropAnswer: true }],
  ])('because of %s asks to start again', async (_what, fault) => {
    slack.next('oauth.v2.access', fault);
    const shown = await replica.install(HERE);
    expect(shown.status).toBe(502);
    expect(shown.text).toContain('start again in a minute');
    expect(await installed()).toEqual([]);
    expect((await replica.install(HERE)).status).toBe(200);
  });

  it('because the database is away says so', async () => {
    await replica.store.db.schema.alterTable('installations').renameTo('away').execute();
    const shown = await replica.install(HERE);
    expect(shown.status).toBe(503);
    expect(shown.text).toContain('could not keep the installation');
    expect(shown.text).not.toContain('no such table');
    await replica.store.db.schema.alterTable('away').renameTo('installations').execute();
    expect((await replica.install(HERE)).status).toBe(200);
  });

  it('never writes a code, a token or a secret to the log', async () => {
    slack.next('oauth.v2.access', { httpStatus: 500 });
    await replica.install(HERE);
    await replica.install(HERE);
    const secrets = slack.calls.flatMap(({ args, token }) => [args['code'], token]);
    for (const secret of [...secrets, ...slack.oauth.holders.map(({ token }) => token)]) {
      if (typeof secret === 'string' && secret !== '') expect(logged()).not.toContain(secret);
    }
  });
});
