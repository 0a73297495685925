import { StartError } from '../../src/start-error.ts';

/** What Slack says of the token of a bot that was taken out. */
export const TAKEN_OUT = ['account_inactive', 'token_revoked'];

/** What a refusal at the start means for whoever hosts the bot: which setting, and how to mend it. */
export function refused(error: unknown, variable: string, remedy: string): Error {
  const { code, data, original } = error as {
    code?: string;
    data?: { error?: string };
    original?: { code?: string; cause?: { code?: string } };
  };
  if (code === 'slack_webapi_platform_error' && TAKEN_OUT.includes(data?.error ?? '')) {
    return new StartError(
      `Slack took ${variable} back (${data?.error ?? ''}): Paperboy was removed from the workspace, or the token was revoked. Install it again and ${remedy} at https://api.slack.com/apps. Nothing was deleted: what is kept about the workspace is in the database (DATABASE_URL).`,
    );
  }
  if (code === 'slack_webapi_platform_error') {
    return new StartError(
      `Slack refused ${variable} (${data?.error ?? 'no reason given'}): ${remedy} at https://api.slack.com/apps.`,
    );
  }
  return new StartError(
    `Slack could not be reached (${original?.cause?.code ?? original?.code ?? code ?? (error as Error).message}). Check the network` +
      ' and SLACK_API_URL, then start again.',
  );
}
