// The least that answers a slash command with Bolt: what Paperboy on Slack is measured against.
import { App, HTTPReceiver } from '@slack/bolt';

const { PORT, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET } = process.env;

const app = new App({
  receiver: new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET ?? '' }),
  // Given, as Paperboy gives it: no event waits for auth.test.
  authorize: () =>
    Promise.resolve({ botToken: SLACK_BOT_TOKEN, botId: 'B0BENCH', botUserId: 'U0BENCH' }),
});

app.command(/.*/, async ({ command, ack, respond }) => {
  await ack();
  await respond(command.text);
});

await app.start({ port: Number(PORT), host: '127.0.0.1' });
