import { setTimeout as wait } from 'node:timers/promises';
import { DiscordAPIError, RequestMethod, RESTJSONErrorCodes } from 'discord.js';
import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  Routes,
  type APIInteraction,
  type APIMessage,
} from 'discord-api-types/v10';
import { readPress } from '../../src/invocation.ts';
import type { Request } from '../../src/request.ts';
import type { Drawn } from './draw.ts';
import { firstPayload, payload, type Content } from './payload.ts';
import { mayBeDone, type Send } from './requests.ts';

/** A first answer later than 3 s after the interaction is refused; this leaves the way there. */
const FIRST_MS = 2800;
/** One try of a first answer, so that a lost one can be sent again in time. */
const FIRST_TRY_MS = 1200;
/** Later ones may take their time: their token lives 15 minutes. */
const LATER_MS = 20_000;
const LATER_TRY_MS = 5000;

/** The answer to one interaction, in as many steps as it takes. Each step rejects with the SDK's error. */
export interface Answer {
  /** Tells Discord that an answer comes, unless something was said already. */
  acknowledge: () => Promise<void>;
  /** Shows a message: in place of the private one it was asked from unless `beside`, else as a new one. */
  show: (message: Drawn, beside?: boolean) => Promise<void>;
  /** Posts a message for everybody; the private one that it was asked from stays. */
  share: (message: Drawn) => Promise<void>;
  /** Shows a message in place of the one that was shown or shared last. Who sees it can't change. */
  change: (message: Drawn) => Promise<void>;
  /** Takes the message away that it was asked from. */
  remove: () => Promise<void>;
  /** Tells the person alone what went wrong, within `ms`; nothing more is said after it. */
  apologise: (text: string, ms?: number) => Promise<void>;
}

/**
 * Where an answer is: nothing said yet; "thinking…" is shown to the person alone; the message it was
 * asked from is to change; something was said; or nothing can be said any more.
 */
type State = 'open' | 'thinking' | 'changing' | 'said' | 'closed';

/** @param request what the interaction asks for; when Discord took its first answer is written there. */
export function openAnswer(interaction: APIInteraction, send: Send, request: Request): Answer {
  const { token, application_id: application } = interaction;
  // Where a message is to go, "thinking…" would stand in its place.
  const inPlace =
    interaction.type === InteractionType.MessageComponent &&
    (isPrivate(interaction.message) || readPress(interaction.data.custom_id)?.kind === 'dismiss');
  let state: State = 'open';
  /** What was shown last. */
  let shown = '@original';
  /** Set when the person was told that no more comes. */
  let isOver = false;
  let last: Promise<void> | undefined;

  /** One step at a time, whatever became of the one before; none once it is over. */
  function step(work: () => Promise<unknown>): Promise<void> {
    return (last = after(last, work));
  }

  async function after(before: typeof last, work: () => Promise<unknown>): Promise<void> {
    if (before) await before.catch(() => undefined);
    if (!isOver && state !== 'closed') await work();
  }

  async function first(type: InteractionResponseType, drawn: Content = {}): Promise<void> {
    try {
      await sendFirst(interaction, type, drawn, send, request.receivedAt);
      request.ackedAt = performance.now();
    } catch (error) {
      // Refused as it is, another one may do. Whatever else it was, the time for one is over.
      const refused = error instanceof DiscordAPIError && error.status === 400;
      if (!refused || isAnswered(error)) state = 'closed';
      throw error;
    }
  }

  function later(
    method: RequestMethod,
    message: string,
    drawn: Content = {},
    { ms = LATER_MS, repeatable = true } = {},
  ): Promise<unknown> {
    return send(
      {
        method,
        fullRoute:
          message === ''
            ? Routes.webhook(application, token)
            : Routes.webhookMessage(application, token, message),
        auth: false,
        ...(drawn.body && payload(drawn.body, drawn.files)),
      },
      { until: performance.now() + ms, tryMs: LATER_TRY_MS, repeatable },
    );
  }

  /** A message of its own. Discord takes no nonce for these, so one whose receipt is lost isn't sent again. */
  async function post(drawn: Content, ms = LATER_MS): Promise<void> {
    try {
      const posted = await later(RequestMethod.Post, '', drawn, { repeatable: false, ms });
      shown = (posted as APIMessage).id;
    } catch (error) {
      throw mayBeDone(error)
        ? new UnsureError('no receipt for a message', { cause: error })
        : error;
    }
  }

  async function acknowledge(): Promise<void> {
    if (state !== 'open') return;
    try {
      if (inPlace) await first(InteractionResponseType.DeferredMessageUpdate);
      else {
        const body = { flags: MessageFlags.Ephemeral };
        await first(InteractionResponseType.DeferredChannelMessageWithSource, { body });
      }
    } catch (error) {
      // If Discord took it after all, "thinking…" is shown, and only an answer ends that.
      if (!mayBeDone(error)) throw error;
    }
    state = inPlace ? 'changing' : 'thinking';
  }

  async function show(message: Drawn, beside = false): Promise<void> {
    const alone = message.body.flags === MessageFlags.Ephemeral;
    if (state === 'open') {
      const { UpdateMessage, ChannelMessageWithSource } = InteractionResponseType;
      await first(inPlace && !beside ? UpdateMessage : ChannelMessageWithSource, message);
    } else if (state === 'changing' && beside) {
      await post(message);
    } else if (state === 'changing' || alone) {
      await later(RequestMethod.Patch, '@original', message);
    } else {
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
    share: (message) =>
      step(async () => {
        await acknowledge();
        await post(message);
        state = 'said';
      }),
    change: (message) => step(() => later(RequestMethod.Patch, shown, message)),
    remove: () =>
      step(async () => {
        if (state === 'open') await first(InteractionResponseType.DeferredMessageUpdate);
        state = 'changing';
        await later(RequestMethod.Delete, '@original');
        state = 'said';
      }),
    apologise: async (content, ms = LATER_MS) => {
      if (isOver) return;
      isOver = true;
      // What is under way decides where this is said.
      const begun = last?.catch(() => undefined);
      await Promise.race([begun, wait(ms / 2, undefined, { ref: false })]);
      if (state === 'closed') return;
      const body = { content, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } };
      if (state === 'open') {
        await first(InteractionResponseType.ChannelMessageWithSource, { body });
      } else if (state === 'thinking') {
        await later(RequestMethod.Patch, '@original', { body }, { ms });
      } else await post({ body }, ms);
    },
  };
}

/** A message that may or may not have been posted. */
export class UnsureError extends Error {}

/** Sends an interaction's first answer, while Discord still takes one. @throws the SDK's error. */
export function sendFirst(
  { id, token }: Pick<APIInteraction, 'id' | 'token'>,
  type: InteractionResponseType,
  content: Content,
  send: Send,
  receivedAt: number,
): Promise<unknown> {
  return send(
    {
      method: RequestMethod.Post,
      fullRoute: Routes.interactionCallback(id, token),
      ...firstPayload(type, content),
      auth: false,
    },
    { until: receivedAt + FIRST_MS, tryMs: FIRST_TRY_MS, repeatable: true },
  );
}

/** Whether only one person sees a message. */
export function isPrivate({ flags }: { flags?: MessageFlags }): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

/** Whether somebody else answered already, such as another process with the same token. */
export function isAnswered(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}
