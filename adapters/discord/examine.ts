import {
  ApplicationFlags,
  type APIApplication,
  type RESTGetAPIGatewayBotResult,
} from 'discord-api-types/v10';
import { askApi, clocks, fault, fine, warning, type Examine } from '../../src/tools/doctor.ts';

const PART = 'discord';
const API = 'https://discord.com/api';
const APPS = 'https://discord.com/developers/applications';
/** Discord lets a bot connect some 1,000 times a day; fewer left than this is a loop of restarts. */
const FEW_STARTS = 50;

/** Set where the app may read messages: all apps in few servers, and those that Discord approved. */
const READS =
  ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

/** Whether Discord takes the token and allows the intents that are asked for, and how often the bot may still connect today. */
export const examineDiscord: Examine = async ({ discord }) => {
  if (!discord) return [fine(PART, 'not configured')];
  const base = `${discord.apiUrl ?? API}/v10`;
  const me = await call(`${base}/applications/@me`, discord.token);
  if (me.status === 401) {
    return [
      fault(PART, `DISCORD_TOKEN was refused; reset it under Bot at ${APPS} and copy it again`),
    ];
  }
  if (me.status >= 300) {
    return [fault(PART, `Discord answered with status ${me.status}; try again in a minute`)];
  }
  const { name, flags } = me.body as APIApplication;
  const found = [fine(PART, `the token works, as ${name}`), ...clocks(PART, me.date)];
  if (discord.messageContent === true && (flags & READS) === 0) {
    found.push(
      fault(
        PART,
        `the Message Content intent is not allowed; allow it under Bot at ${APPS}, or leave out DISCORD_MESSAGE_CONTENT`,
      ),
    );
  }
  const gateway = await call(`${base}/gateway/bot`, discord.token);
  const { session_start_limit: limit } = gateway.body as Partial<RESTGetAPIGatewayBotResult>;
  if (limit && limit.remaining < FEW_STARTS) {
    const hours = Math.ceil(limit.reset_after / 3_600_000);
    found.push(
      warning(
        PART,
        `it may connect only ${limit.remaining} more times within ${hours} h; see in its log why it restarts`,
      ),
    );
  }
  return found;
};

async function call(
  url: string,
  token: string,
): Promise<{ status: number; body: unknown; date: string | null }> {
  const { status, body, headers } = await askApi(
    { name: 'Discord', setting: 'DISCORD_API_URL' },
    url,
    { headers: { authorization: `Bot ${token}` } },
  );
  return { status, body, date: headers.get('date') };
}
