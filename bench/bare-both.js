// The least that gives recorded answers with Bolt and discord.js: what a load is measured against.
import { readFileSync } from 'node:fs';
// First: after Bolt, whose undici is another one, it could send no files.
import { Client, Events } from 'discord.js';
import { App, HTTPReceiver } from '@slack/bolt';

const { PORT, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, DISCORD_API_URL, DISCORD_TOKEN, ANSWERS } =
  process.env;
/** @type {{ slack: Record<string, object>, discord: Record<string, { data: any, png?: string }> }} */
const answers = JSON.parse(readFileSync(ANSWERS ?? '', 'utf8'));
const pictures = new Map(
  Object.entries(answers.discord).map(([typed, { png }]) => [
    typed,
    png === undefined ? [] : [{ attachment: Buffer.from(png, 'base64'), name: 'picture.png' }],
  ]),
);

const app = new App({
  receiver: new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET ?? '' }),
  authorize: () =>
    Promise.resolve({ botToken: SLACK_BOT_TOKEN, botId: 'B0BENCH', botUserId: 'U0BENCH' }),
});
app.command(/.*/, async ({ command, ack, respond }) => {
  await ack();
  await respond(answers.slack[`${command.command} ${command.text}`] ?? {});
});
await app.start({ port: Number(PORT), host: '127.0.0.1' });

const client = new Client({ intents: [], rest: { api: DISCORD_API_URL } });
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand() && !interaction.isAutocomplete()) return;
  const typed = `${interaction.commandName} ${interaction.options.data[0]?.value}`;
  if (interaction.isAutocomplete()) {
    await interaction.respond(answers.discord[`${typed}…`]?.data.choices);
  } else {
    await interaction.reply({ ...answers.discord[typed]?.data, files: pictures.get(typed) });
  }
});
await client.login(DISCORD_TOKEN);
