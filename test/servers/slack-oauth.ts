import { randomUUID } from 'node:crypto';
import { callback } from './slack-events.ts';
import { APP } from './slack-payloads.ts';
import { isJson, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';

/** The app's credentials, from its Basic Information. */
export const CLIENT = { id: '1234567890.0987654321', secret: '0123456789abcdef'.repeat(2) };

/** Tokens of an app with token rotation end after this, in seconds. */
const TOKEN_S = 43_200;
/** A code is good this long, in ms (docs.slack.dev/authentication/installing-with-oauth). */
const CODE_MS = 600_000;
/** No more tokens than this are good at once; a further exchange ends the oldest. */
const ACTIVE = 2;

/** A workspace, or a whole organisation. */
export type Site = { team: string; enterprise?: string; orgWide?: boolean };

/** What an access token is good for. */
type Holder = Site & { token: string; refresh: string | undefined; endsAt: number; state: string };
type Code = Site & { redirectUri: string; scope: string; madeAt: number; used: boolean };

type Removal = 'app_uninstalled' | 'tokens_revoked';

export type OAuthOptions = {
  /** Where Slack sends people back to, as its settings say. */
  redirectUrls: string[];
  /** Whether tokens end and are exchanged for new ones. */
  rotation?: boolean;
};

/**
 * Installing with OAuth: people allow an app on Slack's page, the app exchanges the code, and, with
 * rotation, exchanges its tokens. Refuses what Slack refuses: other redirect addresses, codes that
 * are used or old, wrong secrets, spent refresh tokens, tokens that ended.
 */
export function oauthServer(
  app: OAuthOptions,
  { send, changed }: { send: (body: Json, to: unknown) => Promise<unknown>; changed: () => void },
) {
  const codes = new Map<string, Code>();
  const holders: Holder[] = [];
  const spent = new Set<string>();
  const organisations = new Map<string, string[]>();
  /** Workspaces that the app was taken out of: the token it has from its settings' page ends as well. */
  const left = new Set<string>();

  const same = (a: Site, b: Site) =>
    a.enterprise === b.enterprise && (b.orgWide === true ? a.orgWide === true : a.team === b.team);
  const nameOf = (id: string) => `Workspace <${id}>`;

  function grant(site: Site): Holder {
    const { team, enterprise, orgWide } = site;
    const kind = app.rotation === true ? 'xoxe.xoxb' : 'xoxb';
    const holder: Holder = {
      team,
      ...(enterprise !== undefined && { enterprise }),
      ...(orgWide !== undefined && { orgWide }),
      token: `${kind}-${orgWide === true ? enterprise : team}-${randomUUID()}`,
      refresh: app.rotation === true ? `xoxe-1-${randomUUID()}` : undefined,
      endsAt: app.rotation === true ? Date.now() + TOKEN_S * 1000 : Infinity,
      state: 'good',
    };
    holders.push(holder);
    const active = holders.filter((it) => it.state === 'good' && same(it, site));
    for (const old of active.slice(0, -ACTIVE)) old.state = 'token_revoked';
    return holder;
  }

  function granted(holder: Holder, scope: string): Json {
    const whole = holder.orgWide === true;
    return {
      ok: true,
      app_id: APP.id,
      authed_user: { id: 'U0INSTALLER' },
      scope,
      token_type: 'bot',
      access_token: holder.token,
      bot_user_id: botUser(holder),
      ...(holder.refresh !== undefined && { refresh_token: holder.refresh, expires_in: TOKEN_S }),
      team: whole ? null : { id: holder.team, name: nameOf(holder.team) },
      enterprise: holder.enterprise === undefined ? null : { id: holder.enterprise, name: 'Org' },
      is_enterprise_install: whole,
    };
  }

  /** The answer to oauth.v2.access, which takes no token. */
  function access(args: Json): Json {
    const no = (error: string): Json => ({ ok: false, error });
    if (args['client_id'] !== CLIENT.id) return no('invalid_client_id');
    if (args['client_secret'] !== CLIENT.secret) return no('bad_client_secret');
    if (args['grant_type'] === 'refresh_token') {
      const refresh = str(args['refresh_token']);
      const old = holders.findLast((it) => it.refresh === refresh && it.state !== 'token_revoked');
      if (!old || spent.has(refresh)) return no('invalid_refresh_token');
      spent.add(refresh);
      return granted(grant(old), '');
    }
    const code = codes.get(str(args['code']));
    if (!code || Date.now() - code.madeAt > CODE_MS) return no('invalid_code');
    if (code.used) return no('code_already_used');
    if (str(args['redirect_uri']) !== code.redirectUri) return no('bad_redirect_uri');
    code.used = true;
    for (const it of holders) if (same(it, code)) it.state = 'token_revoked';
    return granted(grant(code), code.scope);
  }

  return {
    access,
    holders,
    left,
    /** Whose a token is, or the error that Slack answers it with. */
    holderOf(token: string): Holder | string {
      const holder = holders.find((it) => it.token === token);
      if (!holder) return 'invalid_auth';
      if (holder.state !== 'good') return holder.state;
      return Date.now() >= holder.endsAt ? 'token_expired' : holder;
    },
    /** Whether a token is good in a workspace: its own, or one that the organisation has given it. */
    reaches: (holder: Site, team: string): boolean =>
      holder.orgWide === true
        ? (organisations.get(holder.enterprise ?? '') ?? []).includes(team)
        : holder.team === team,
    /** The workspaces of organisations, by the organisation's id. */
    organisations,
    /** The organisation whose installation serves a workspace. */
    servedBy: (team: string): string | undefined =>
      holders.find(
        (it) =>
          it.state === 'good' &&
          it.orgWide === true &&
          organisations.get(it.enterprise ?? '')?.includes(team),
      )?.enterprise,

    /**
     * What somebody's browser is sent to when they allow the app on Slack's page, or refuse it.
     *
     * @param url Slack's page, as the app sent people there. @throws where Slack shows an error.
     */
    consent(url: string, site: Site, allow = true): string {
      const asked = new URL(url).searchParams;
      const redirectUri = asked.get('redirect_uri') ?? '';
      if (asked.get('client_id') !== CLIENT.id) throw new Error('invalid_client_id');
      if (!app.redirectUrls.includes(redirectUri)) throw new Error('bad_redirect_uri');
      const scope = asked.get('scope') ?? '';
      if (scope === '') throw new Error('invalid_scope');
      const back = new URL(redirectUri);
      back.searchParams.set('state', asked.get('state') ?? '');
      if (!allow) {
        back.searchParams.set('error', 'access_denied');
        return back.href;
      }
      const code = randomUUID();
      codes.set(code, { ...site, redirectUri, scope, madeAt: Date.now(), used: false });
      back.searchParams.set('code', code);
      return back.href;
    },

    /**
     * Somebody takes the app out of a workspace or an organisation: its tokens end, and it is told.
     *
     * @param tell which of the two events come, in this order.
     */
    async uninstall(
      to: unknown,
      site: Site,
      tell: readonly Removal[] = ['tokens_revoked', 'app_uninstalled'],
      at = Date.now(),
    ): Promise<void> {
      for (const it of holders) if (same(it, site)) it.state = 'account_inactive';
      left.add(site.team);
      changed();
      await tellRemoval(to, site, tell, at);
    },
    tellRemoval,
    /** An organisation takes the app out of some of its workspaces. */
    revokeAccess: (to: unknown, site: Site, teams: string[]) =>
      send(event(site, { type: 'team_access_revoked', team_ids: teams }), to),
  };

  /** The events of a removal, which may also come late, or be about other tokens. */
  async function tellRemoval(
    to: unknown,
    site: Site,
    types: readonly Removal[],
    at = Date.now(),
  ): Promise<void> {
    for (const type of types) {
      const tokens = { oauth: [], bot: [botUser(site)] };
      const told = event(site, { type, ...(type === 'tokens_revoked' && { tokens }) });
      await send({ ...told, event_time: Math.floor(at / 1000) }, to);
    }
  }

  function event({ team, enterprise, orgWide }: Site, inner: Json): Json {
    const whole = orgWide === true;
    const place = { team_id: whole ? null : team, enterprise_id: enterprise ?? null };
    return {
      ...callback(inner, team),
      ...place,
      is_enterprise_install: whole,
      authorizations: [
        { ...place, user_id: APP.botUser, is_bot: true, is_enterprise_install: whole },
      ],
    };
  }
}

/** The bot has another user in each workspace. */
export function botUser({ team, enterprise, orgWide }: Site): string {
  return `U0BOT${orgWide === true ? (enterprise ?? '') : team}`;
}

/**
 * Marks what happens in a workspace that its organisation's installation serves: events name both,
 * while what is pressed, chosen or submitted names the workspace with its person alone, and a view
 * the organisation as where the app is installed.
 */
export function inOrganisation(payload: Json, enterprise: string): Json {
  if (typeof payload['command'] === 'string') {
    return { ...payload, is_enterprise_install: 'true', enterprise_id: enterprise };
  }
  if (payload['type'] === 'event_callback') {
    const holder = { enterprise_id: enterprise, team_id: null, is_enterprise_install: true };
    const authorizations = [{ ...holder, user_id: APP.botUser, is_bot: true }];
    return { ...payload, enterprise_id: enterprise, authorizations };
  }
  const view = payload['view'];
  return {
    ...payload,
    is_enterprise_install: true,
    enterprise: { id: enterprise, name: 'Org' },
    team: null,
    ...(isJson(view) && { view: { ...view, app_installed_team_id: enterprise } }),
  };
}
