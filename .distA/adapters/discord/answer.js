import { setTimeout as wait } from 'node:timers/promises';
import { DiscordAPIError, RequestMethod, RESTJSONErrorCodes } from 'discord.js';
import { InteractionResponseType, InteractionType, MessageFlags, Routes, } from 'discord-api-types/v10';
import { firstPayload, payload } from "./payload.js";
import { mayBeDone } from "./requests.js";
/** A first answer later than 3 s after the interaction is refused; this leaves the way there. */
const FIRST_MS = 2800;
/** One try of a first answer, so that a lost one can be sent again in time. */
const FIRST_TRY_MS = 1200;
/** Later ones may take their time: their token lives 15 minutes. */
const LATER_MS = 20_000;
const LATER_TRY_MS = 5000;
/** @param request what the interaction asks for; when Discord took its first answer is written there. */
export function openAnswer(interaction, send, request) {
    const { token, application_id: application } = interaction;
    const inPlace = interaction.type === InteractionType.MessageComponent && isPrivate(interaction.message);
    let state = 'open';
    /** What was shown last. */
    let shown = '@original';
    /** Set when the person was told that no more comes. */
    let isOver = false;
    let last = Promise.resolve();
    /** One step at a time; none once it is over. */
    function step(work) {
        const done = last.then(() => (isOver || state === 'closed' ? undefined : work()));
        last = done.catch(() => undefined);
        return done.then(() => undefined);
    }
    async function first(type, drawn = {}) {
        try {
            await sendFirst(interaction, type, drawn, send, request.receivedAt);
            request.ackedAt = performance.now();
        }
        catch (error) {
            // Refused as it is, another one may do. Whatever else it was, the time for one is over.
            const refused = error instanceof DiscordAPIError && error.status === 400;
            if (!refused || isAnswered(error))
                state = 'closed';
            throw error;
        }
    }
    function later(method, message, drawn = {}, { ms = LATER_MS, repeatable = true } = {}) {
        return send({
            method,
            fullRoute: message === ''
                ? Routes.webhook(application, token)
                : Routes.webhookMessage(application, token, message),
            auth: false,
            ...(drawn.body && payload(drawn.body, drawn.files)),
        }, { until: performance.now() + ms, tryMs: LATER_TRY_MS, repeatable });
    }
    /** A message of its own. Discord takes no nonce for these, so one whose receipt is lost isn't sent again. */
    async function post(drawn, ms = LATER_MS) {
        try {
            const posted = await later(RequestMethod.Post, '', drawn, { repeatable: false, ms });
            shown = posted.id;
        }
        catch (error) {
            throw mayBeDone(error)
                ? new UnsureError('no receipt for a message', { cause: error })
                : error;
        }
    }
    async function acknowledge() {
        if (state !== 'open')
            return;
        try {
            if (inPlace)
                await first(InteractionResponseType.DeferredMessageUpdate);
            else {
                const body = { flags: MessageFlags.Ephemeral };
                await first(InteractionResponseType.DeferredChannelMessageWithSource, { body });
            }
        }
        catch (error) {
            // If Discord took it after all, "thinking…" is shown, and only an answer ends that.
            if (!mayBeDone(error))
                throw error;
        }
        state = inPlace ? 'changing' : 'thinking';
    }
    async function show(message, beside = false) {
        const alone = message.body.flags === MessageFlags.Ephemeral;
        if (state === 'open') {
            const { UpdateMessage, ChannelMessageWithSource } = InteractionResponseType;
            await first(inPlace && !beside ? UpdateMessage : ChannelMessageWithSource, message);
        }
        else if (state === 'changing' && beside) {
            await post(message);
        }
        else if (state === 'changing' || alone) {
            await later(RequestMethod.Patch, '@original', message);
        }
        else {
            // Who sees a message can't be changed, and the first one after "thinking…" takes its place.
            await later(RequestMethod.Delete, '@original');
            state = 'said';
            await post(message);
        }
        state = 'said';
    }
    return {
        acknowledge: () => step(acknowledge),
        show: (message, beside) => step(() => show(message, beside)),
        share: (message) => step(async () => {
            await acknowledge();
            await post(message);
            await later(RequestMethod.Delete, '@original');
            state = 'said';
        }),
        change: (message) => step(() => later(RequestMethod.Patch, shown, message)),
        remove: () => step(async () => {
            if (state === 'open')
                await first(InteractionResponseType.DeferredMessageUpdate);
            state = 'changing';
            await later(RequestMethod.Delete, '@original');
            state = 'said';
        }),
        apologise: async (content, ms = LATER_MS) => {
            if (isOver)
                return;
            isOver = true;
            // What is under way decides where this is said.
            await Promise.race([last, wait(ms / 2, undefined, { ref: false })]);
            if (state === 'closed')
                return;
            const body = { content, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } };
            if (state === 'open') {
                await first(InteractionResponseType.ChannelMessageWithSource, { body });
            }
            else if (state === 'thinking') {
                await later(RequestMethod.Patch, '@original', { body }, { ms });
            }
            else
                await post({ body }, ms);
        },
    };
}
/** A message that may or may not have been posted. */
export class UnsureError extends Error {
}
/** Sends an interaction's first answer, while Discord still takes one. @throws the SDK's error. */
export async function sendFirst({ id, token }, type, content, send, receivedAt) {
    await send({
        method: RequestMethod.Post,
        fullRoute: Routes.interactionCallback(id, token),
        ...firstPayload(type, content),
        auth: false,
    }, { until: receivedAt + FIRST_MS, tryMs: FIRST_TRY_MS, repeatable: true });
}
/** Whether only one person sees a message. */
export function isPrivate({ flags }) {
    return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
/** Whether somebody else answered already, such as another process with the same token. */
export function isAnswered(error) {
    return (error instanceof DiscordAPIError &&
        error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);
}
//# sourceMappingURL=answer.js.map