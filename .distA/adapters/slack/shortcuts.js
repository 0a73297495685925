import { setTimeout as wait } from 'node:timers/promises';
import { FIND, SAVE } from "../../src/commands/in-message.js";
import { showNote } from "../../src/commands/calls.js";
import { clip } from "../../src/markdown.js";
import { phrasesFor } from "../../src/phrases/languages.js";
import { openRequest } from "../../src/request.js";
import { callerIn, slackCaller } from "./caller.js";
import { modalOf } from "./home.js";
import { picturesOf, renderReply } from "./render.js";
import { acknowledge, serve } from "./serve.js";
import { wordsOf } from "./text.js";
const USES = { 'find-note': FIND, 'save-note': SAVE };
/** The list that is filled while somebody types. */
const SEARCH = 'search';
/** Options are due within 3 s; whatever isn't found by now is not offered. */
const OPTIONS_MS = 2000;
/** Limits of an option; https://docs.slack.dev/reference/block-kit/composition-objects/option-object. */
const OPTION = { text: 75, value: 150, most: 100 };
/** A shared card is not shared again by a second press within this time. */
export const SHARE_MS = 3_600_000;
const plain = (text) => ({ type: 'plain_text', text, emoji: true });
const searchIn = ({ search }) => ({
    type: 'external_select',
    action_id: SEARCH,
    placeholder: plain(search),
    min_query_length: 0,
});
/** A field that finds papers while somebody types. */
export function searchField({ slack }) {
    return { type: 'actions', block_id: SEARCH, elements: [searchIn(slack)] };
}
/** "Find a paper": the field, where to share what was found, and the note itself. */
function findModal({ button, slack: words }, card = []) {
    return {
        type: 'modal',
        callback_id: 'find-paper',
        title: plain(words.find),
        submit: plain(button.share),
        close: plain(words.close),
        blocks: [
            {
                type: 'input',
                block_id: 'paper',
                label: plain(words.paper),
                dispatch_action: true,
                optional: true,
                element: searchIn(words),
            },
            {
                type: 'input',
                block_id: 'where',
                label: plain(words.shareIn),
                optional: true,
                element: {
                    type: 'conversations_select',
                    action_id: 'value',
                    placeholder: plain(words.where),
                    default_to_current_conversation: true,
                    response_url_enabled: true,
                },
            },
            ...card,
        ],
    };
}
/** Listens to shortcuts, to what is typed into search fields, and to what is done in views. */
export function listenToShortcuts(app, desk, send) {
    const { bot, pictures } = desk;
    const callerOf = (workspace, user, client, { channel = '', request } = {}) => slackCaller({ workspace, channel, user }, { ...desk, client, ...(request && { request }) });
    app.shortcut({ type: 'shortcut', callback_id: 'find-paper' }, async ({ shortcut, ack, client, context }) => {
        const request = openRequest('slack', 'shortcut');
        await acknowledge(request, ack);
        await serve(request, 'find-paper', desk, async () => {
            const caller = await callerOf(context.teamId ?? '', shortcut.user.id, client, { request });
            const view = findModal(phrasesFor(caller));
            await client.views.open({ trigger_id: shortcut.trigger_id, view });
        });
    });
    app.shortcut({ type: 'message_action' }, async ({ shortcut, ack, client, context }) => {
        const request = openRequest('slack', 'shortcut');
        await acknowledge(request, ack);
        const use = USES[shortcut.callback_id];
        if (use === undefined)
            return;
        await serve(request, shortcut.callback_id, desk, async () => {
            // What comes from an organisation may lack its team; bolt then has it from the user.
            const workspace = context.teamId ?? '';
            const caller = await callerOf(workspace, shortcut.user.id, client, {
                channel: shortcut.channel.id,
                request,
            });
            const reply = await bot.useMessage(use, wordsOf(shortcut.message), caller);
            await send(shortcut.response_url, reply);
            desk.home.changed({ client, workspace, user: shortcut.user.id });
        });
    });
    app.options(SEARCH, async ({ body, ack, client, context }) => {
        // Slack waits for these, and whoever types in a view has been asked for their language.
        const from = { workspace: context.teamId ?? '', channel: '', user: body.user.id };
        const caller = callerIn(desk.locales.known(from), from, { ...desk, client });
        const found = await Promise.race([
            bot.suggest('paper', 'query', body.value, caller),
            wait(OPTIONS_MS, []),
        ]);
        await ack({
            options: found
                .filter(({ value }) => value !== '' && value.length <= OPTION.value)
                .slice(0, OPTION.most)
                .map(({ label, value }) => ({ text: plain(clip(label, OPTION.text)), value })),
        });
    });
    app.view('find-paper', async ({ view, body, ack, client, context }) => {
        const { paper, where } = view.state.values;
        const id = paper?.[SEARCH]?.selected_option?.value;
        const [to] = body.response_urls ?? [];
        const person = { workspace: context.teamId ?? '', user: body.user.id };
        const { slack: words } = phrasesFor({ locale: desk.locales.known(person) });
        const faults = {
            ...(id === undefined && { paper: words.choosePaper }),
            ...(where?.['value']?.selected_conversation == null && { where: words.chooseWhere }),
        };
        if (id === undefined || to === undefined || Object.keys(faults).length > 0) {
            await ack({ response_action: 'errors', errors: faults });
            return;
        }
        const request = openRequest('slack', 'form');
        await acknowledge(request, ack);
        await serve(request, 'share a paper', desk, async () => {
            const workspace = context.teamId ?? '';
            const mark = { platform: 'slack', workspace, key: `share/${view.id}` };
            if (!(await bot.marks.set(mark, SHARE_MS)))
                return;
            const { command, options } = showNote(id);
            await send(to.response_url, await bot.run(command, options, await callerOf(workspace, body.user.id, client, { request })));
        });
    });
    app.action({ type: 'block_actions' }, async ({ action, body, ack, client, context, next }) => {
        const { view } = body;
        if (!view)
            return next();
        const request = openRequest('slack', 'button');
        await acknowledge(request, ack);
        await serve(request, `in a view: ${action.action_id}`, desk, async () => {
            const workspace = context.teamId ?? '';
            const caller = await callerOf(workspace, body.user.id, client, { request });
            const reply = await replyTo(action, caller);
            if (!reply)
                return;
            const shown = view;
            const searching = shown.callback_id === 'find-paper';
            if (searching && action.type === 'external_select') {
                await pictures.bring(picturesOf(reply.card));
                const { blocks } = renderReply({ ...reply, actions: [] }, bot.find, pictures.find);
                await client.views.update({
                    view_id: shown.id,
                    view: findModal(phrasesFor(caller), blocks),
                });
            }
            else if (shown.type === 'home') {
                await client.views.open({
                    trigger_id: body.trigger_id,
                    view: modalOf(reply, bot, phrasesFor(caller)),
                });
            }
            else if (searching) {
                // What was searched for stays below.
                await client.views.push({
                    trigger_id: body.trigger_id,
                    view: modalOf(reply, bot, phrasesFor(caller)),
                });
            }
            else
                await client.views.update({
                    view_id: shown.id,
                    view: modalOf(reply, bot, phrasesFor(caller)),
                });
            desk.home.changed({ client, workspace, user: body.user.id });
        });
    });
    /** What a button answers, or the note that was chosen. */
    async function replyTo(action, caller) {
        if (action.type === 'external_select') {
            const { command, options } = showNote(action.selected_option?.value ?? '');
            return bot.run(command, options, caller);
        }
        const pressed = await bot.press('value' in action ? (action.value ?? '') : '', caller);
        return 'reply' in pressed ? pressed.reply : undefined;
    }
}
//# sourceMappingURL=shortcuts.js.map