import { randomUUID } from 'node:crypto';
import { callback, linkEvent, messageEvent } from './slack-events.ts';
import type { SaidMessage } from './slack-events.ts';
import { FORM, parseJson, post, signedHeaders } from './slack-http.ts';
import { botUser, inOrganisation, oauthServer } from './slack-oauth.ts';
import { APP, messageObject } from './slack-payloads.ts';
import type { SlackMessage } from './slack-payloads.ts';
import { subscriptionOf } from './slack-scopes.ts';
import { socketMode } from './slack-socket.ts';
import { isJson, str } from './slack-text.ts';
import type { Json } from './slack-text.ts';
import type { Ack, Invitation, World, Transport } from './slack-world.ts';

/** An event that is not acked comes again, up to 3 times; the waits are shorter here. */
const RETRY_MS = [0, 40, 80];
const RESPONSE_MS = 30 * 60 * 1000;

/** How what happens reaches the app: over its sockets, or at its address. */
export function deliveryOf(world: World, { sockets, oauth }: Wires) {
  const {
    options,
    home,
    ackTimeoutMs,
    failures,
    grant,
    usedScopes,
    underWay,
    responseUrls,
    after,
    changed,
    refuse,
  } = world;

  /**
   * Sends an event until it is acked, at most four times; one that the app does not hear of is dropped.
   *
   * @param options `from`: the workspace that a channel shared with `team` is of, or its writer.
   */
  async function tell(
    transport: Transport,
    event: Json,
    {
      loseAcks = 0,
      team = home.team,
      from,
    }: { loseAcks?: number; team?: string; from?: string } = {},
  ): Promise<Json | undefined> {
    const { name, scope } = subscriptionOf(event);
    if (grant && !grant.events.includes(name)) return undefined;
    if (scope !== undefined) usedScopes.add(scope);
    if (scope !== undefined && grant && !grant.scopes.includes(scope)) {
      refuse(name, [`missing_scope: ${scope}`], event);
      return undefined;
    }
    const organisation = oauth.servedBy(team);
    const plain = { ...callback(event, team), team_id: from ?? team };
    const body = organisation === undefined ? plain : inOrganisation(plain, organisation);
    await sendEvent(transport, body, 0, loseAcks);
    return body;
  }

  async function sendEvent(
    transport: Transport,
    body: Json,
    attempt: number,
    loseAcks: number,
  ): Promise<void> {
    const reason = attempt === 0 ? '' : 'http_timeout';
    let status: number | 'timeout' | 'unreachable';
    if (transport.kind === 'socket') {
      const more = { retry_attempt: attempt, retry_reason: attempt === 0 ? '' : 'timeout' };
      status = (await sockets.send('events_api', body, more)).status;
    } else {
      const text = JSON.stringify(body);
      const answer = await post(
        transport.url,
        text,
        signedHeaders(text, transport.signingSecret, {
          'content-type': 'application/json',
          ...(attempt > 0 && {
            'x-slack-retry-num': String(attempt),
            'x-slack-retry-reason': reason,
          }),
        }),
        ackTimeoutMs,
      );
      status = typeof answer === 'string' ? answer : answer.status;
    }
    if (status === 200 && attempt >= loseAcks) return;
    const wait = RETRY_MS[attempt];
    if (wait === undefined) {
      failures.push({
        act: `event ${str(isJson(body['event']) ? body['event']['type'] : '')}`,
        error: status === 'timeout' ? 'operation_timeout' : 'dispatch_failed',
      });
      changed();
      return;
    }
    await new Promise<void>((resolve) => after(wait, resolve));
    return sendEvent(transport, body, attempt + 1, loseAcks);
  }

  /** The app hears of its own messages as of everybody's. */
  function tellOfOwn(message: SlackMessage): void {
    const transport = world.listening;
    if (transport === undefined) return;
    const event = messageEvent(message.channel, {
      ...messageObject(message),
      ...(message.thread !== undefined && { thread_ts: message.thread }),
    });
    const links = [...JSON.stringify(message.blocks).matchAll(/https?:\/\/[^\s"\\<>|]+/g)].map(
      ([url]) => url,
    );
    const holder = oauth.holders.find((it) => oauth.reaches(it, message.team));
    const own: SaidMessage = {
      ...message,
      user: holder ? botUser(holder) : APP.botUser,
      thread: undefined,
      byBot: false,
      links,
      unfurls: {},
    };
    const events = [event, ...(links.length > 0 ? [linkEvent(own, links)] : [])];
    const { team } = message;
    for (const one of events) void follow(tell(transport, one, { team }));
  }

  function follow<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const done = () => void underWay.delete(work);
    work.then(done, done);
    return work;
  }

  async function deliver(
    transport: Transport,
    envelopeType: 'slash_commands' | 'interactive',
    act: string,
    payload: Json,
    form: Record<string, string>,
  ): Promise<Ack> {
    const start = performance.now();
    const team = isJson(payload['team']) ? str(payload['team']['id']) : str(payload['team_id']);
    const organisation = oauth.servedBy(team);
    if (organisation !== undefined) {
      payload = inOrganisation(payload, organisation);
      form = 'payload' in form ? { payload: JSON.stringify(payload) } : (payload as typeof form);
    }
    let result: Pick<Ack, 'status' | 'body'>;
    if (transport.kind === 'socket') {
      result = await sockets.send(envelopeType, payload);
    } else {
      const body = new URLSearchParams(form).toString();
      const headers = signedHeaders(body, transport.signingSecret, FORM);
      const answer = await post(transport.url, body, headers, ackTimeoutMs);
      const type = typeof answer === 'string' ? '' : (answer.headers['content-type'] ?? '');
      result =
        typeof answer === 'string'
          ? { status: answer, body: undefined }
          : {
              status: answer.status,
              body: type.includes('json') ? parseJson(answer.body) : answer.body || undefined,
            };
    }
    if (result.status !== 200) {
      const error = result.status === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
      failures.push({ act, error });
      changed();
    }
    return {
      ...result,
      ackMs: performance.now() - start,
      triggerId: str(payload['trigger_id']),
      responseUrl: str(payload['response_url']),
    };
  }

  function invite(kind: 'commands' | 'actions', invitation: Invitation): string {
    const key = `/${kind}/${invitation.team}/${randomUUID()}`;
    const expires = Date.now() + (options.responseUrlMs ?? RESPONSE_MS);
    responseUrls.set(key, { ...invitation, uses: 0, expires });
    return world.origin + key;
  }

  return { tell, sendEvent, tellOfOwn, follow, deliver, invite };
}

interface Wires {
  sockets: ReturnType<typeof socketMode>;
  oauth: ReturnType<typeof oauthServer>;
}

export type Delivery = ReturnType<typeof deliveryOf>;
