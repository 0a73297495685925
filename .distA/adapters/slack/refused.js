import { StartError } from "../../src/start-error.js";
/** What Slack says of the token of a bot that was taken out. */
export const TAKEN_OUT = ['account_inactive', 'token_revoked'];
/** What a refusal at the start means for whoever hosts the bot: which setting, and how to mend it. */
export function refused(error, variable, remedy) {
    const { code, data, original } = error;
    if (code === 'slack_webapi_platform_error' && TAKEN_OUT.includes(data?.error ?? '')) {
        return new StartError(`Slack took ${variable} back (${data?.error ?? ''}): Paperboy was removed from the workspace, or the token was revoked. Install it again and ${remedy} at https://api.slack.com/apps. Nothing was deleted: what is kept about the workspace is in the database (DATABASE_URL).`);
    }
    if (code === 'slack_webapi_platform_error') {
        return new StartError(`Slack refused ${variable} (${data?.error ?? 'no reason given'}): ${remedy} at https://api.slack.com/apps.`);
    }
    return new StartError(`Slack could not be reached (${original?.cause?.code ?? original?.code ?? code ?? error.message}). Check the network` +
        ' and SLACK_API_URL, then start again.');
}
//# sourceMappingURL=refused.js.map