import { Client, ComponentType, GatewayIntentBits, MessageFlags, REST, Routes } from 'discord.js';
import type { APIStringSelectComponent, ClientOptions, Interaction } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';

import { IDS, buttons, startDiscord, visibleText } from './discord.ts';
import type { DiscordOptions, FakeDiscord } from './discord.ts';

const COMMANDS = [
  {
    name: 'paper',
    description: 'Show a paper',
    options: [
      { type: 3, name: 'query', description: 'Which', required: true, autocomplete: true },
      { type: 5, name: 'hide', description: 'Only for me', required: false },
    ],
  },
];

const ROW = {
  type: 1,
  components: [
    { type: 2, style: 2, label: 'More', custom_id: 'more' },
    { type: 2, style: 5, label: 'arXiv', url: 'https://arxiv.org/abs/2106.09685' },
  ],
};

const running: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

async function discordWith(options: DiscordOptions = {}): Promise<FakeDiscord> {
  const discord = await startDiscord(options);
  running.push(discord.close);
  return discord;
}

function makeClient(discord: FakeDiscord, options: Partial<ClientOptions> = {}): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl, timeout: 2000 },
    waitGuildTimeout: 200,
    allowedMentions: { parse: [] },
    ...options,
  });
  running.push(() => client.destroy());
  return client;
}

/** A logged-in bot that answers interactions with `answer`; what it throws is kept in `errors`. */
async function botWith(
  discord: FakeDiscord,
  answer: (interaction: Interaction) => unknown,
  options: Partial<ClientOptions> = {},
) {
  const client = makeClient(discord, options);
  const errors: { code?: unknown; message: string }[] = [];
  client.on('interactionCreate', (interaction) => {
    Promise.resolve(answer(interaction)).catch((error: unknown) => {
      errors.push(error as Error);
    });
  });
  await Promise.all([
    new Promise((resolve) => client.once('clientReady', resolve)),
    client.login(discord.token),
  ]);
  await client.application?.commands.set(COMMANDS);
  return { client, errors };
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const LORA = { name: 'paper', options: { query: 'lora' } };

describe('commands', () => {
  it('keeps commands as Discord does', async () => {
    const discord = await discordWith();
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    const route = Routes.applicationCommands(IDS.app);
    const first = await rest.put(route, { body: COMMANDS });
    expect(first).toMatchObject([
      {
        application_id: IDS.app,
        type: 1,
        nsfw: false,
        default_member_permissions: null,
        options: [{ name: 'query', required: true }, { name: 'hide' }],
      },
    ]);
    expect((discord.commands()[0]?.options as object[])[1]).not.toHaveProperty('required');
    expect(await rest.put(route, { body: COMMANDS })).toEqual(first);
    expect(await rest.get(route)).not.toHaveProperty('0.name_localizations');
  });

  it('refuses commands that Discord refuses', async () => {
    const discord = await discordWith();
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    const body = [{ name: 'Paper', description: '' }];
    await expect(rest.put(Routes.applicationCommands(IDS.app), { body })).rejects.toMatchObject({
      code: 50035,
      status: 400,
      message: expect.stringContaining('0.description') as string,
    });
    expect(discord.refusals[0]?.problems).toHaveLength(2);
  });

  it('lets users send only what is registered', async () => {
    const discord = await discordWith();
    await botWith(discord, () => undefined);
    await expect(discord.slash({ name: 'nope' })).rejects.toThrow('/nope is not registered');
    await expect(discord.slash({ name: 'paper' })).rejects.toThrow('"query" is required');
    await expect(discord.slash({ name: 'paper', options: { query: 1 } })).rejects.toThrow('type 3');
    await expect(discord.slash({ name: 'paper', options: { q: 'x' } })).rejects.toThrow(
      'no option',
    );
  });
});

describe('interactions', () => {
  it('carries a command and its answer', async () => {
    const discord = await discordWith();
    const { client, errors } = await botWith(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const content = `${interaction.options.getString('query', true)} for ${interaction.user.id}`;
      const embeds = [{ title: ' LoRA ', fields: [{ name: 'Year', value: '2021' }] }];
      const sent = await interaction.reply({
        content,
        embeds,
        components: [ROW],
        withResponse: true,
      });
      expect(sent.resource?.message?.content).toBe(content);
    });
    expect(client.guilds.cache.get(IDS.guild)?.name).toBe('Reading group');
    const { answered, ackMs, type, messages } = await discord.slash(LORA);
    expect({ answered, type }).toEqual({ answered: true, type: 4 });
    expect(ackMs).toBeLessThan(1000);
    const [message] = messages;
    if (!message) throw new Error('no message');
    expect(visibleText(message)).toBe(`lora for ${IDS.user}\nLoRA\nYear\n2021\nMore\narXiv`);
    expect(buttons(message).map((button) => button.custom_id)).toEqual(['more', undefined]);
    expect(message).toMatchObject({ visibleTo: 'channel', thinking: false, pings: [] });
    await later(20);
    expect(errors).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });

  it('works in a private channel', async () => {
    const discord = await discordWith();
    await botWith(discord, (interaction) =>
      interaction.isChatInputCommand()
        ? interaction.reply(`guild ${String(interaction.guildId)}`)
        : undefined,
    );
    const { messages } = await discord.slash({ ...LORA, dm: true });
    expect(messages[0]?.content).toBe('guild null');
  });

  it('completes an option', async () => {
    const discord = await discordWith();
    await botWith(discord, (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      const many = typed === 'many' ? 26 : 1;
      return interaction.respond(
        Array.from({ length: many }, (_, i) => ({ name: `${typed}${i}`, value: 'lora' })),
      );
    });
    const typed = (query: string) =>
      discord.autocomplete({ name: 'paper', options: { query }, focused: 'query' });
    expect(await typed('lo')).toEqual([{ name: 'lo0', value: 'lora' }]);
    const options = { name: 'paper', options: { hide: true }, focused: 'hide' };
    await expect(discord.autocomplete(options)).rejects.toThrow('does not complete');
    await expect(typed('many')).rejects.toThrow('Loading options failed');
    expect(discord.refusals[0]).toMatchObject({ code: 50035 });
  });

  it('hides ephemeral answers from others, and updates a message by its button', async () => {
    const discord = await discordWith();
    await botWith(discord, (interaction) => {
      const flags = MessageFlags.Ephemeral;
      if (interaction.isChatInputCommand())
        return interaction.reply({ content: 'mine', components: [ROW], flags });
      if (!interaction.isButton()) return;
      expect(interaction.message.flags.has(flags)).toBe(true);
      return interaction.update({ content: `pressed ${interaction.customId}`, components: [] });
    });
    const { messages } = await discord.slash(LORA);
    const [message] = messages;
    if (!message) throw new Error('no message');
    expect(message.visibleTo).toBe(IDS.user);
    const other = { user: IDS.otherUser };
    await expect(discord.press(message, 'More', other)).rejects.toThrow('does not see');
    await expect(discord.press(message, 'arXiv')).rejects.toThrow('link');
    await expect(discord.press(message, 'Less')).rejects.toThrow('only: More, arXiv');
    const { answered, type } = await discord.press(message, 'More');
    expect({ answered, type }).toEqual({ answered: true, type: 7 });
    expect(message).toMatchObject({ content: 'pressed more', editedCount: 1, components: [] });
    expect(message.visibleTo).toBe(IDS.user);
  });

  it('selects values', async () => {
    const discord = await discordWith();
    const options = [
      { label: 'LoRA', value: 'lora' },
      { label: 'DPO', value: 'dpo' },
    ];
    await botWith(discord, (interaction) => {
      const menu: APIStringSelectComponent = {
        type: ComponentType.StringSelect,
        custom_id: 'pick',
        placeholder: 'Pick',
        options,
      };
      if (interaction.isChatInputCommand())
        return interaction.reply({
          components: [{ type: ComponentType.ActionRow, components: [menu] }],
        });
      if (interaction.isStringSelectMenu()) return interaction.reply(interaction.values.join());
    });
    const { messages } = await discord.slash(LORA);
    const [message] = messages;
    if (!message) throw new Error('no message');
    await expect(discord.select(message, ['rag'])).rejects.toThrow('no value "rag"');
    expect((await discord.select(message, ['dpo'])).messages[0]?.content).toBe('dpo');
  });

  it('fills a deferred answer and takes follow-ups', async () => {
    const discord = await discordWith();
    const { errors } = await botWith(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await later(50);
      await interaction.editReply('done');
      await interaction.followUp('for all');
      const mine = await interaction.followUp({ content: 'x', flags: MessageFlags.Ephemeral });
      await interaction.deleteReply(mine);
      await interaction.editReply('done again');
    });
    const { messages, type } = await discord.slash(LORA);
    expect(type).toBe(5);
    expect(messages).toMatchObject([{ thinking: true, visibleTo: IDS.user, content: '' }]);
    await discord.waitForMessage((message) => message.content === 'done again');
    expect(messages).toMatchObject([
      { content: 'done again', thinking: false, visibleTo: IDS.user, editedCount: 1 },
      { content: 'for all', visibleTo: 'channel', deleted: false },
      { content: 'x', visibleTo: IDS.user, deleted: true },
    ]);
    expect(errors).toEqual([]);
  });

  it('edits the pressed message after a deferred update', async () => {
    const discord = await discordWith();
    const { errors } = await botWith(discord, async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: 'old', components: [ROW] });
      if (!interaction.isButton()) return;
      await interaction.deferUpdate();
      await interaction.editReply({
        content: null,
        components: [{ type: ComponentType.TextDisplay, content: 'new' }],
        flags: MessageFlags.IsComponentsV2,
      });
      await interaction.editReply({ content: 'back' });
    });
    const { messages } = await discord.slash(LORA);
    const [message] = messages;
    if (!message) throw new Error('no message');
    expect((await discord.press(message, 'More', { user: IDS.otherUser })).type).toBe(6);
    await expect.poll(() => errors).toMatchObject([{ code: 50035 }]);
    expect(visibleText(message)).toBe('new');
    expect(message.editedCount).toBe(1);
    expect(discord.messages).toHaveLength(1);
  });

  it('lets the first follow-up fill a deferred answer, as documented', async () => {
    const discord = await discordWith();
    await botWith(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.followUp({ content: 'late', flags: MessageFlags.Ephemeral });
    });
    const { messages } = await discord.slash(LORA);
    await discord.waitForMessage();
    expect(messages).toMatchObject([{ content: 'late', visibleTo: 'channel' }]);
  });

  it('says that the application did not respond', async () => {
    const discord = await discordWith({ answerWithinMs: 100 });
    const { errors } = await botWith(discord, async (interaction) => {
      await later(200);
      if (interaction.isChatInputCommand()) await interaction.reply('too late');
    });
    const { answered, messages } = await discord.slash(LORA);
    expect({ answered, messages }).toEqual({ answered: false, messages: [] });
    expect(discord.failures).toMatchObject([
      { name: '/paper', shown: 'The application did not respond' },
    ]);
    await expect.poll(() => errors).toMatchObject([{ code: 10062, status: 404 }]);
  });

  it('refuses a second first answer', async () => {
    const discord = await discordWith();
    const { client, errors } = await botWith(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply('one');
      await client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
        body: { type: 4, data: { content: 'two' } },
        auth: false,
      });
    });
    await discord.slash(LORA);
    await expect.poll(() => errors).toMatchObject([{ code: 40060, status: 400 }]);
  });

  it('refuses payloads and still takes a good one', async () => {
    const discord = await discordWith();
    const codes: unknown[] = [];
    await botWith(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const bad = [
        { embeds: [{ title: 'x'.repeat(257) }] },
        { content: 'twice', components: [ROW, ROW] },
        { content: ' ' },
        { content: 'v2', flags: MessageFlags.IsComponentsV2 as const },
      ];
      for (const payload of bad)
        await interaction.reply(payload).catch((error: unknown) => {
          codes.push((error as { code: unknown }).code);
        });
      await interaction.reply('fine');
    });
    expect((await discord.slash(LORA)).messages[0]?.content).toBe('fine');
    expect(codes).toEqual([50035, 50035, 50006, 50035]);
    expect(discord.refusals[0]?.problems).toEqual([
      'data.embeds.0.title: Must be between 0 and 256 in length.',
    ]);
  });

  it('refuses dead and unknown webhook tokens', async () => {
    const discord = await discordWith({ tokenLivesMs: 50 });
    const { client, errors } = await botWith(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply('one');
      await later(80);
      await interaction.followUp('two');
    });
    await discord.slash(LORA);
    await expect.poll(() => errors).toMatchObject([{ code: 50027, status: 401 }]);
    const route = Routes.webhook(IDS.app, 'forged');
    const sent = client.rest.post(route, { body: { content: 'x' }, auth: false });
    await expect(sent).rejects.toMatchObject({ code: 50027 });
  });
});

describe('faults', () => {
  it('loses an answer after the work: discord.js retries into 40060', async () => {
    const discord = await discordWith();
    const { errors } = await botWith(discord, (interaction) =>
      interaction.isChatInputCommand() ? interaction.reply('seen') : undefined,
    );
    discord.inject('POST /interactions/:id/:token/callback', { dropAnswer: 'reset' });
    expect((await discord.slash(LORA)).messages[0]?.content).toBe('seen');
    await expect.poll(() => errors).toMatchObject([{ code: 40060 }]);
  });

  it('answers an injected status, then 429, then works', async () => {
    const discord = await discordWith();
    const { client } = await botWith(discord, () => undefined);
    discord.inject('POST /channels/:channel/messages', { status: 503 });
    discord.inject('POST /channels/:channel/messages', { retryAfter: 0.1 });
    const channel = await client.channels.fetch(IDS.channel);
    if (!channel?.isSendable()) throw new Error('no channel');
    await channel.send('posted');
    expect(discord.messages).toHaveLength(1);
    expect(discord.requests.filter(({ path }) => path.endsWith('/messages'))).toHaveLength(3);
  });

  it('posts a nonce once, finds it in the history, and knows locked channels', async () => {
    const discord = await discordWith({ lockedChannels: [IDS.otherChannel] });
    const { client } = await botWith(discord, () => undefined);
    const channel = await client.channels.fetch(IDS.channel);
    if (!channel?.isSendable()) throw new Error('no channel');
    const post = { content: 'daily', nonce: 'slot-1', enforceNonce: true };
    discord.inject('POST /channels/:channel/messages', { dropAnswer: 'reset' });
    const files = [{ attachment: Buffer.from('png'), name: 'a.png' }];
    const embeds = [{ image: { url: 'attachment://a.png' } }];
    const first = await channel.send({ ...post, files, embeds });
    expect((await channel.send(post)).id).toBe(first.id);
    expect(discord.messages).toHaveLength(1);
    expect(discord.messages[0]?.embeds[0]?.image?.url).toMatch(/^https:.*a\.png$/);
    expect([...(await channel.messages.fetch({ limit: 10 })).keys()]).toEqual([first.id]);
    const locked = client.rest.post(Routes.channelMessages(IDS.otherChannel), { body: post });
    await expect(locked).rejects.toMatchObject({ code: 50001, status: 403 });
  });
});

describe('gateway', () => {
  it('refuses a wrong token, at REST and at IDENTIFY', async () => {
    const discord = await discordWith();
    const client = makeClient(discord);
    await expect(client.login('wrong')).rejects.toMatchObject({ code: 'TokenInvalid' });

    const revoked = await discordWith({ identifyCloseCode: 4004 });
    const second = makeClient(revoked);
    second.on('error', () => undefined);
    const closed = new Promise<number>((resolve) => {
      second.once('shardDisconnect', ({ code }) => resolve(code));
    });
    second.login(revoked.token).catch(() => undefined);
    expect(await closed).toBe(4004);
  });

  it('refuses intents that the application may not use', async () => {
    const discord = await discordWith();
    const client = makeClient(discord, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent],
    });
    const closed = new Promise<number>((resolve) => {
      client.once('shardDisconnect', ({ code }) => resolve(code));
    });
    client.login(discord.token).catch(() => undefined);
    expect(await closed).toBe(4014);
  });

  it('resumes, and hands over what happened meanwhile', async () => {
    const discord = await discordWith();
    await botWith(discord, (interaction) =>
      interaction.isChatInputCommand() ? interaction.reply('back') : undefined,
    );
    discord.closeGateway(4000);
    expect((await discord.slash(LORA)).messages[0]?.content).toBe('back');
    expect(discord.gateway.received.map(({ op }) => op)).toContain(6);
    expect(discord.gateway.received.filter(({ op }) => op === 2)).toHaveLength(1);
  });

  it('sends malformed payloads, delays READY and withholds the guild', async () => {
    const discord = await discordWith({ readyDelayMs: 100, withholdGuildCreate: true });
    const start = Date.now();
    const { client } = await botWith(discord, (interaction) =>
      interaction.isChatInputCommand() ? interaction.reply('fine') : undefined,
    );
    expect(Date.now() - start).toBeGreaterThan(290);
    expect(client.guilds.cache.get(IDS.guild)?.available).toBe(false);
    discord.sendRaw('{"op":');
    expect((await discord.slash(LORA)).answered).toBe(true);
  });

  it('acknowledges heartbeats', async () => {
    const discord = await discordWith({ heartbeatMs: 50 });
    const { client } = await botWith(discord, () => undefined);
    await expect
      .poll(() => discord.gateway.received.filter(({ op }) => op === 1).length)
      .toBeGreaterThan(1);
    await expect.poll(() => client.ws.ping).toBeGreaterThanOrEqual(0);
    expect(discord.gateway.online()).toBe(1);
  });

  it('hides what users write from bots without the intent, except where it is for the bot', async () => {
    const discord = await discordWith();
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages];
    const { client } = await botWith(discord, () => undefined, { intents });
    const heard: string[] = [];
    client.on('messageCreate', (message) => heard.push(message.content));
    discord.say('read 2106.09685');
    discord.say(`<@${IDS.app}> read`);
    await expect.poll(() => heard).toEqual(['', `<@${IDS.app}> read`]);
  });
});
