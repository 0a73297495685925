import { choice, commandProblems, storeCommands } from './discord-command-limits.ts';
import { invalidForm, isObj, list, objects, str } from './discord-form.ts';
import type { Obj, Problem } from './discord-form.ts';
import { FLAGS, messageProblems } from './discord-limits.ts';
import type { Route } from './discord-http.ts';
import { addMessage, editProblems, removeMessage, setMessage } from './discord-messages.ts';
import { IDS, channelObject, guildObject, isGuestIn, userObject } from './discord-objects.ts';
import { dmChannel, guildOf, snowflake } from './discord-world.ts';
import type { FakeMessage, Interaction, World } from './discord-world.ts';

/** Of intents, and an app's flag once it is allowed, see the pages on both. */
const CONTENT = 1 << 15;
const CONTENT_ALLOWED = 1 << 19;

/** An answer: status and JSON body; no body for 204. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What a route gets: path parameters, query, the JSON body and the names of uploaded files. */
export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  files: string[];
}

/** The state plus what only the running server knows. */
export interface RestWorld extends World {
  gatewayUrl: () => string;
  /** Called with a message that a channel's readers get to see. */
  posted: (message: FakeMessage) => void;
}

const ok = (body?: unknown): Answer =>
  body === undefined ? { status: 204 } : { status: 200, body };
const error = (status: number, code: number, message: string): Answer => ({
  status,
  body: { message, code },
});

// JSON Error Codes reference.
const UNKNOWN_CHANNEL = error(404, 10003, 'Unknown Channel');
const UNKNOWN_MESSAGE = error(404, 10008, 'Unknown Message');
const UNKNOWN_WEBHOOK = error(404, 10015, 'Unknown Webhook');
const UNKNOWN_INTERACTION = error(404, 10062, 'Unknown interaction');
const ACKNOWLEDGED = error(400, 40060, 'Interaction has already been acknowledged.');
const MISSING_PERMISSIONS = error(403, 50013, 'Missing Permissions');
const MISSING_ACCESS = error(403, 50001, 'Missing Access');
const EMPTY_MESSAGE = error(400, 50006, 'Cannot send an empty message');
const INVALID_TOKEN = error(401, 50027, 'Invalid Webhook Token');
/** A wrong or missing bot token. */
export const UNAUTHORIZED = error(401, 0, '401: Unauthorized');
/** No such endpoint. */
export const NOT_FOUND = error(404, 0, '404: Not Found');

function refused(problems: readonly Problem[], prefix = ''): Answer | undefined {
  const rest = problems.filter((problem) => problem.code !== 'EMPTY_MESSAGE');
  if (rest.length > 0) return { status: 400, body: invalidForm(rest, prefix) };
  return problems.length > 0 ? EMPTY_MESSAGE : undefined;
}

function edit(world: World, message: FakeMessage, call: Call, prefix = ''): Answer | undefined {
  const payload = isObj(call.body) ? call.body : {};
  const { problems, empty } = editProblems(message, payload, call.files);
  const answer = refused(problems, prefix) ?? (empty ? EMPTY_MESSAGE : undefined);
  if (!answer) setMessage(world, message, payload, call.files, !message.thinking);
  return answer;
}

/** The callback types that may answer a command, a component and an autocompletion. */
const CALLBACKS: Record<Interaction['kind'], readonly number[]> = {
  2: [4, 5],
  3: [4, 5, 6, 7],
  4: [8],
};

function choiceProblems(data: Obj, type: number): Problem[] {
  const problems: Problem[] = [];
  const report = (path: string, code: string, message: string) =>
    void problems.push({ path, code, message });
  if (!Array.isArray(data.choices)) report('choices', 'BASE_TYPE_REQUIRED', 'Required');
  const items = list(data.choices);
  if (items.length > 25)
    report('choices', 'BASE_TYPE_BAD_LENGTH', 'Must be between 0 and 25 in length.');
  for (const [i, item] of items.entries()) choice(report, `choices[${i}]`, item, type);
  return problems;
}

function callback(world: RestWorld, call: Call): Answer {
  const interaction = world.interactions.get(call.params.id ?? '');
  if (!interaction || interaction.token !== call.params.token || interaction.state === 'dead')
    return UNKNOWN_INTERACTION;
  if (interaction.state === 'answered') return ACKNOWLEDGED;
  const body = isObj(call.body) ? call.body : {};
  const type = Number(body.type);
  const allowed = CALLBACKS[interaction.kind];
  if (!allowed.includes(type)) {
    const message = `Value must be one of (${allowed.join(', ')}).`;
    return {
      status: 400,
      body: invalidForm([{ path: 'type', code: 'BASE_TYPE_CHOICES', message }]),
    };
  }
  const data = isObj(body.data) ? body.data : {};
  const { source } = interaction;
  if (type === 4) {
    const answer = refused(messageProblems(data, { files: call.files }), 'data');
    if (answer) return answer;
  } else if (type === 5 && (Number(data.flags ?? 0) & ~FLAGS.ephemeral) !== 0) {
    const message = 'A deferred answer can be ephemeral, nothing else.';
    const problem = { path: 'data.flags', code: 'MESSAGE_FLAGS_INVALID', message };
    return { status: 400, body: invalidForm([problem]) };
  } else if (type === 7 && source) {
    const answer = edit(world, source, { ...call, body: data }, 'data');
    if (answer) return answer;
  } else if (type === 8) {
    const answer = refused(choiceProblems(data, interaction.focusedType ?? 3), 'data');
    if (answer) return answer;
  }
  interaction.state = 'answered';
  if (type === 4 || type === 5) {
    const from = { channel: interaction.channel, interaction, first: true, thinking: type === 5 };
    interaction.original = addMessage(world, data, call.files, from);
    world.posted(interaction.original);
  } else if (source) {
    interaction.original = source;
    interaction.messages.push(source);
  }
  interaction.settle(type, data);
  if (call.query.get('with_response') !== 'true') return ok();
  const { original } = interaction;
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.kind,
      ...(original && {
        response_message_id: original.id,
        response_message_loading: original.thinking,
        response_message_ephemeral: original.visibleTo !== 'channel',
      }),
    },
    resource: { type, ...((type === 4 || type === 7) && original && { message: original.raw }) },
  });
}

/** The interaction of a webhook token, or the answer that refuses it. */
function byToken(world: World, call: Call): Interaction | Answer {
  const found = [...world.interactions.values()].find((it) => it.token === call.params.token);
  if (!found || call.params.app !== IDS.app) return INVALID_TOKEN;
  if (Date.now() - found.sentAt > world.options.tokenLivesMs) return INVALID_TOKEN;
  return found.state === 'answered' && found.kind !== 4 ? found : UNKNOWN_WEBHOOK;
}

function webhookMessage(
  world: World,
  call: Call,
  act: (message: FakeMessage, interaction: Interaction) => Answer,
): Answer {
  const interaction = byToken(world, call);
  if ('status' in interaction) return interaction;
  const { message: id = '' } = call.params;
  const message =
    id === '@original'
      ? interaction.original
      : interaction.messages.find((candidate) => candidate.id === id);
  return message && !message.deleted ? act(message, interaction) : UNKNOWN_MESSAGE;
}

function followUp(world: RestWorld, call: Call): Answer {
  const interaction = byToken(world, call);
  if ('status' in interaction) return interaction;
  const payload = isObj(call.body) ? call.body : {};
  const answer = refused(messageProblems(payload, { files: call.files }));
  if (answer) return answer;
  const { original } = interaction;
  // Create Followup Message: the first one after a deferred answer fills it, and can't change who sees it.
  if (original?.thinking && !original.deleted) {
    setMessage(world, original, payload, call.files, false);
    return ok(original.raw);
  }
  const from = { channel: interaction.channel, interaction };
  const message = addMessage(world, payload, call.files, from);
  world.posted(message);
  return ok(message.raw);
}

function inChannel(world: World, call: Call, act: (channel: string) => Answer): Answer {
  const { channel = '' } = call.params;
  if (world.options.lockedChannels.includes(channel) || isGuestIn(channel)) return MISSING_ACCESS;
  const { moreChannels } = world.options;
  const own = [IDS.channel, IDS.otherChannel, ...moreChannels];
  const known = [...own, ...world.dms.values(), ...world.threads.keys()];
  if (world.options.readOnlyChannels.includes(channel)) return MISSING_PERMISSIONS;
  return known.includes(channel) ? act(channel) : UNKNOWN_CHANNEL;
}

function channelMessages(world: World, channel: string): FakeMessage[] {
  return world.messages.filter(
    (it) => it.channel === channel && it.visibleTo === 'channel' && !it.deleted,
  );
}

function channelMessage(world: World, call: Call, act: (message: FakeMessage) => Answer): Answer {
  return inChannel(world, call, (channel) => {
    const found = channelMessages(world, channel).find((it) => it.id === call.params.message);
    return found ? act(found) : UNKNOWN_MESSAGE;
  });
}

function history(world: World, call: Call): Answer {
  const limit = Number(call.query.get('limit') ?? 50);
  const before = BigInt(call.query.get('before') ?? '9'.repeat(19));
  const after = BigInt(call.query.get('after') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    const message = 'int value should be between 1 and 100.';
    return {
      status: 400,
      body: invalidForm([{ path: 'limit', code: 'NUMBER_TYPE_MAX', message }]),
    };
  }
  return inChannel(world, call, (channel) => {
    const found = channelMessages(world, channel)
      .filter(({ id }) => BigInt(id) < before && BigInt(id) > after)
      .reverse();
    const page = call.query.has('after') ? found.slice(-limit) : found.slice(0, limit);
    return ok(page.map((message) => message.raw));
  });
}

function post(world: RestWorld, call: Call): Answer {
  return inChannel(world, call, (channel) => {
    const payload = isObj(call.body) ? call.body : {};
    const answer = refused(messageProblems(payload, { files: call.files, kind: 'channel' }));
    if (answer) return answer;
    const nonce = payload.nonce as string | number | null | undefined;
    const key = payload.enforce_nonce === true ? `${channel}|${nonce ?? ''}` : undefined;
    const known = key === undefined ? undefined : world.nonces.get(key);
    if (known && Date.now() - known.at < world.options.nonceMs)
      return ok({ ...known.message.raw, nonce });
    const message = addMessage(world, payload, call.files, { channel });
    if (key !== undefined) world.nonces.set(key, { message, at: Date.now() });
    world.posted(message);
    return ok(nonce == null ? message.raw : { ...message.raw, nonce });
  });
}

function overwrite(world: World, call: Call): Answer {
  const answer = refused(commandProblems(call.body));
  if (answer) return answer;
  const scope = call.params.guild ?? 'global';
  const before = world.commands.get(scope) ?? [];
  const stored = storeCommands(objects(call.body), before, IDS.app, snowflake);
  world.commands.set(scope, stored);
  return ok(stored);
}

function ownApp(call: Call, answer: () => Answer): Answer {
  const { app, guild = IDS.guild } = call.params;
  if (app !== IDS.app) return error(403, 20012, 'Not authorized');
  return guild === IDS.guild ? answer() : MISSING_ACCESS;
}

function read(world: World, call: Call): Answer {
  const commands = world.commands.get(call.params.guild ?? 'global') ?? [];
  const all = call.query.get('with_localizations') === 'true';
  const bare = (value: Obj): Obj => ({
    ...Object.fromEntries(Object.entries(value).filter(([key]) => !key.endsWith('_localizations'))),
    ...(Array.isArray(value.options) && { options: objects(value.options).map(bare) }),
  });
  return ok(all ? commands : commands.map(bare));
}

/** Does what a route does. */
export const HANDLERS: Record<Route, (world: RestWorld, call: Call) => Answer> = {
  'GET /gateway/bot': (world) =>
    ok({
      url: world.gatewayUrl(),
      shards: world.options.shards,
      session_start_limit: {
        total: 1000,
        remaining: 1000,
        reset_after: 14_400_000,
        max_concurrency: world.options.maxConcurrency,
      },
    }),
  'GET /users/@me': () => ok({ ...userObject(IDS.app), verified: true, mfa_enabled: false }),
  'GET /guilds/:guild': (world, call) => {
    const { lockedChannels, guildLocale } = world.options;
    if (call.params.guild !== IDS.guild) return error(404, 10004, 'Unknown Guild');
    return ok(guildObject(lockedChannels, guildLocale));
  },
  'POST /users/@me/channels': (world, call) => {
    const user = isObj(call.body) ? str(call.body.recipient_id) : '';
    if (!/^\d{17,20}$/.test(user)) return error(400, 50033, 'Invalid Recipient(s)');
    return ok({ id: dmChannel(world, user), type: 1, recipients: [userObject(user)] });
  },
  'GET /applications/@me': ({ options }) =>
    ok({
      id: IDS.app,
      name: 'Paperboy',
      icon: null,
      description: '',
      bot_public: true,
      flags: (options.allowedIntents & CONTENT) === 0 ? 0 : CONTENT_ALLOWED,
      bot_require_code_grant: false,
      summary: '',
      verify_key: '0'.repeat(64),
      team: null,
      owner: userObject(IDS.user),
      bot: userObject(IDS.app),
      approximate_guild_count: 1,
    }),
  'GET /applications/:app/commands': (world, call) => ownApp(call, () => read(world, call)),
  'PUT /applications/:app/commands': (world, call) => ownApp(call, () => overwrite(world, call)),
  'GET /applications/:app/guilds/:guild/commands': (world, call) =>
    ownApp(call, () => read(world, call)),
  'PUT /applications/:app/guilds/:guild/commands': (world, call) =>
    ownApp(call, () => overwrite(world, call)),
  'POST /interactions/:id/:token/callback': callback,
  'POST /webhooks/:app/:token': followUp,
  'GET /webhooks/:app/:token/messages/:message': (world, call) =>
    webhookMessage(world, call, (message) => ok(message.raw)),
  'PATCH /webhooks/:app/:token/messages/:message': (world, call) =>
    webhookMessage(world, call, (message) => edit(world, message, call) ?? ok(message.raw)),
  'DELETE /webhooks/:app/:token/messages/:message': (world, call) =>
    webhookMessage(world, call, (message) => {
      removeMessage(world, message);
      return ok();
    }),
  'GET /channels/:channel': (world, call) =>
    inChannel(world, call, (channel) =>
      ok(guildOf(world, channel) === undefined ? { id: channel, type: 1 } : channelObject(channel)),
    ),
  // Who made a thread may name it: https://discord.com/developers/docs/topics/threads
  'PATCH /channels/:channel': (world, call) =>
    inChannel(world, call, (channel) => {
      if (!world.threads.has(channel)) return MISSING_PERMISSIONS;
      const name = isObj(call.body) ? str(call.body.name) : '';
      if (name === '' || name.length > 100) return error(400, 50035, 'Invalid Form Body');
      world.threads.set(channel, name);
      return ok({ id: channel, type: 11, name });
    }),
  'GET /channels/:channel/messages': history,
  'POST /channels/:channel/messages': post,
  'GET /channels/:channel/messages/:message': (world, call) =>
    channelMessage(world, call, (message) => ok(message.raw)),
  'PATCH /channels/:channel/messages/:message': (world, call) =>
    channelMessage(world, call, (message) => edit(world, message, call) ?? ok(message.raw)),
  'POST /channels/:channel/messages/:message/threads': (world, call) =>
    channelMessage(world, call, (message) => {
      const name = isObj(call.body) ? str(call.body.name) : '';
      if (name === '' || name.length > 100) return error(400, 50035, 'Invalid Form Body');
      if (guildOf(world, message.channel) === undefined || world.threads.has(message.channel)) {
        return error(400, 50024, 'Cannot execute action on this channel type');
      }
      if (world.threads.has(message.id)) {
        return error(400, 160004, 'A thread has already been created for this message');
      }
      // A thread has the id of the message it hangs on.
      world.threads.set(message.id, name);
      return ok({ id: message.id, type: 11, name, parent_id: message.channel });
    }),
  'DELETE /channels/:channel/messages/:message': (world, call) =>
    channelMessage(world, call, (message) => {
      removeMessage(world, message);
      return ok();
    }),
};
