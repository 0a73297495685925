import { StartError } from "../../src/start-error.js";
/** Gateway close codes that are final, from Discord's "Opcodes and status codes". */
export function closeReason(code) {
    switch (code) {
        case 4004:
            return 'Discord refused DISCORD_TOKEN: copy or reset it under Bot at https://discord.com/developers/applications.';
        case 4013:
        case 4014:
            return 'Discord refused an intent: allow it under Bot, Privileged Gateway Intents, at https://discord.com/developers/applications.';
        default:
            return `Discord closed the connection (code ${code}). Start again; if it goes on, see https://discordstatus.com.`;
    }
}
/** Why Discord could not be used, for whoever hosts the bot. @param what that did not work. */
export function unreachable(error, what) {
    const { code, status, message } = error;
    if (code === 'TokenInvalid' || status === 401)
        return new StartError(closeReason(4004));
    return new StartError(`Discord: ${what} (${message ?? 'no reason given'}). Check the network and DISCORD_API_URL, then start again.`);
}
//# sourceMappingURL=reasons.js.map