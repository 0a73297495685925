// The least that answers a slash command with discord.js: what Paperboy on Discord is measured against.
import { Client, Events } from 'discord.js';

/** What is answered instead of the words that somebody typed. */
const { MESSAGE } = process.env;
const message = MESSAGE && JSON.parse(MESSAGE);

const client = new Client({ intents: [], rest: { api: process.env.DISCORD_API_URL } });

client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.reply(message ?? interaction.options.getString('query', true));
});

await client.login(process.env.DISCORD_TOKEN);
