import { placeOf } from "../daily/delivery.js";
import { subscriptionAt } from "../daily/ledger.js";
import { typedFor } from "../invocation.js";
import { phrasesFor } from "../phrases/languages.js";
import { showDailyStatus } from "./calls.js";
import { channelless, say, statusReply } from "./daily-status.js";
/** The subscription here, or why there is none to work with. */
export async function present(context) {
    const refusal = await refused(context);
    if (refusal)
        return refusal;
    const subscription = await subscriptionAt(context.store, placeOf(context.caller));
    return subscription?.state === 'on' ? subscription : statusReply(context);
}
/** Why the caller can't change the pick here; undefined when they can. */
export async function refused(context) {
    const { caller, commands } = context;
    const nowhere = channelless(context);
    if (nowhere)
        return nowhere;
    const { daily: words, fault } = phrasesFor(caller);
    if (await caller.mayManage())
        return undefined;
    const status = typedFor(caller, showDailyStatus(), commands);
    return say(fault.onlyManagers, words.askManager(status));
}
//# sourceMappingURL=daily-here.js.map