import { RequestMethod } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { createLog } from "../../src/log.js";
import { StartError } from "../../src/start-error.js";
import { NEEDED, NEEDED_FOR_THREADS } from "./caller.js";
import { unreachable } from "./reasons.js";
import { createBudget, createSend } from "./requests.js";
/**
 * The links that add the bot to a server or to somebody's account, for the terminal.
 *
 * @throws {StartError} without a token, or when Discord refuses it.
 */
export async function invitation(config) {
    if (!config) {
        throw new StartError('DISCORD_TOKEN is missing: make an application at https://discord.com/developers/applications and copy its token under Bot.');
    }
    const send = createSend(config, createBudget(createLog('error')).makeRequest);
    const { id } = (await send({ method: RequestMethod.Get, fullRoute: Routes.currentApplication() }, { until: performance.now() + 10_000, tryMs: 5000, repeatable: true }).catch((error) => {
        throw unreachable(error, 'the application could not be read');
    }));
    const permissions = [...NEEDED, ...NEEDED_FOR_THREADS].reduce((sum, [, bit]) => sum | bit, 0n);
    return `Add Paperboy to a server that you may manage:

  ${link(id, { scope: 'bot applications.commands', permissions: String(permissions), integration_type: '0' })}

It asks for ${NEEDED.map(([name]) => name).join(', ')}, and threads for the questions below a daily pick.

Add it to your own account, to use it anywhere, in private:

  ${link(id, { scope: 'applications.commands', integration_type: '1' })}
`;
}
/** See https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow. */
function link(application, parameters) {
    const query = new URLSearchParams({ client_id: application, ...parameters });
    return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
//# sourceMappingURL=invite.js.map