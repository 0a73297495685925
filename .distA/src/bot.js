import { describeProblem } from "./catalog/problem.js";
import { toCaller, worksOn, } from "./command.js";
import { keepQuestion } from "./answer/feedback.js";
import { askReply, deleteFor } from "./commands/ask.js";
import { showHelp } from "./commands/calls.js";
import { homeCards } from "./commands/home.js";
import { paperIn } from "./commands/in-message.js";
import { buttonCommands } from "./commands/index.js";
import { questionsToTry } from "./commands/prompts.js";
import { createLoad } from "./load.js";
import { linkReplies } from "./links/cards.js";
import { commandOf, HIDE, InvocationError, readInvocation, readOptions, readPress, typedFor, } from "./invocation.js";
import { linksCard, newLinks } from "./links/links.js";
import { labelsOf, phrasesFor } from "./phrases/languages.js";
import { NO_METRICS } from "./metrics/metrics.js";
import { openRequest } from "./request.js";
import { createMarks } from "./store/marks.js";
import { createCounts } from "./stats/counts.js";
import { StoreError } from "./store/store.js";
/**
 * @param catalog gives the catalog of this moment, which may change while the bot runs.
 */
export function createBot(deps) {
    const { catalog, commands, store, daily, log, model, limits, storeQuestions = false } = deps;
    const { pace, metrics = NO_METRICS } = deps;
    const load = createLoad();
    const counts = createCounts(store, log);
    const byName = new Map([...commands, ...buttonCommands].map((command) => [command.name, command]));
    for (const command of commands) {
        if (command.bare !== undefined)
            byName.set(`${command.name} ${command.bare}`, command);
    }
    const find = (name) => byName.get(name);
    const status = () => ({
        version: deps.version,
        notes: catalog().notes.length,
        problems: catalog().problems.map(describeProblem),
    });
    const typedHelp = (caller) => typedFor(caller, showHelp(), commands);
    const contextOf = (caller) => ({
        catalog: catalog(),
        caller,
        commands,
        status: status(),
        store,
        daily,
        counts,
        ...(model && { model }),
        ...(limits && { limits }),
        ...(storeQuestions && {
            keepQuestion: (question, answered) => {
                keepQuestion(store, caller, question, answered).catch((error) => log.error({ err: error }, 'a question was not kept'));
            },
        }),
    });
    async function answer(name, input, caller, to) {
        const { surface } = caller;
        const { fault, button } = phrasesFor(caller);
        const request = caller.request ?? openRequest(caller.platform, 'unknown');
        request.workspace = caller.workspace;
        const meant = typeof input === 'string' ? commandOf(name, input, find) : { command: find(name), rest: '' };
        const command = meant?.command;
        request.command = command?.name ?? 'unknown';
        if (!meant || !command || !worksOn(command, caller.platform)) {
            request.outcome = 'mistake';
            const typed = `/${command?.name ?? name}`;
            return mistake(fault.noCommand(typed), fault.seeCommands(typedHelp(caller)), caller);
        }
        if (load.isTooMuch(request.inLineMs))
            return busy(request, caller);
        const early = pace?.take(caller);
        if (early) {
            request.outcome = 'early';
            const next = fault.earlyNext(Math.ceil(early.wait / 1000));
            return mistake(fault.early, next, caller);
        }
        try {
            const { options } = typeof input === 'string'
                ? readInvocation(command, meant.rest)
                : { options: readOptions(command, input) };
            const { [HIDE]: hide, ...rest } = options;
            const missing = Object.entries(command.options).find(([option, { required }]) => required === true && rest[option] === undefined);
            if (missing) {
                request.outcome = 'mistake';
                return howTo(command, caller);
            }
            const reply = await command.run(rest, contextOf(caller));
            // What is shared has been counted when it was asked for.
            if (to !== 'channel')
                counts.add(caller, reply.counted);
            if (to === 'channel' && reply.again)
                return { ...reply, to };
            const share = reply.again
                ? [{ kind: 'share', label: button.share, run: reply.again }]
                : [];
            const asked = hide ?? caller.guest === true;
            const hidden = reply.to === 'caller' || to === 'caller' || asked === true;
            if (!hidden)
                return reply;
            const own = (reply.actions ?? []).filter(({ kind }) => kind !== 'dismiss');
            return { ...reply, to: 'caller', actions: [...own, ...share, dismissFor(caller)] };
        }
        catch (error) {
            if (error instanceof InvocationError) {
                request.outcome = 'mistake';
                const message = error.messageIn(phrasesFor(caller));
                const reply = howTo(command, caller, message);
                return error.option === undefined
                    ? reply
                    : { ...reply, faults: { [error.option]: message } };
            }
            const told = {
                err: error,
                platform: surface.name,
                command: command.name,
                request: request.id,
            };
            if (error instanceof StoreError) {
                request.outcome = 'no-store';
                log.error(told, 'the store failed');
                return mistake(fault.store, fault.storeNext, caller);
            }
            request.outcome = 'failed';
            log.error(told, 'command failed');
            return mistake(fault.ours, fault.oursReference(request.id), caller);
        }
    }
    return {
        commands,
        status,
        find,
        async serve(request, work) {
            const turn = load.begin();
            try {
                if (turn) {
                    await turn;
                    request.inLineMs = performance.now() - request.receivedAt;
                }
                return await work();
            }
            catch (error) {
                request.outcome = 'lost';
                throw error;
            }
            finally {
                load.end();
                const now = performance.now();
                const answered = request.answeredAt ?? now;
                metrics.answered(request, answered - request.receivedAt);
                log.info(lineOf(request, answered), 'request');
            }
        },
        underWay: load.underWay,
        turnAway(request, reader) {
            if (!load.isTooMuch(request.inLineMs))
                return undefined;
            request.outcome = 'busy';
            return phrasesFor(reader).fault.busyNext;
        },
        metrics,
        run: (command, input, caller) => answer(command, input, caller),
        async ask(message, thread, caller) {
            const request = caller.request ?? openRequest(caller.platform, 'ask');
            request.workspace = caller.workspace;
            request.command = 'ask';
            if (load.isTooMuch(request.inLineMs))
                return busy(request, caller);
            try {
                const reply = await askReply(message, contextOf(caller), thread);
                counts.add(caller, reply.counted);
                return reply;
            }
            catch (error) {
                request.outcome = 'failed';
                const told = { err: error, platform: caller.surface.name, request: request.id };
                log.error(told, 'a question failed');
                return { ...ourFault(caller), actions: [deleteFor(caller)] };
            }
        },
        async linkCards(links, channel, localeOf) {
            try {
                return await linkReplies(links, channel, localeOf, { catalog: catalog(), store });
            }
            catch (error) {
                // Nobody asked for a card, so nobody misses one.
                log.error({ err: error, platform: channel.platform }, 'links got no cards');
                return new Map();
            }
        },
        async home(caller) {
            try {
                return await homeCards(caller, { catalog: catalog(), store });
            }
            catch (error) {
                if (caller.request)
                    caller.request.outcome = 'no-store';
                log.error({ err: error, platform: caller.surface.name }, 'a home could not be made');
                const { fault } = phrasesFor(caller);
                return [mistake(fault.homeStore, fault.homeStoreNext, caller).card];
            }
        },
        prompts: () => questionsToTry(catalog()),
        marks: createMarks(store, log),
        async useMessage(use, text, caller) {
            try {
                const typed = typedFor(caller, { command: 'paper', options: {} }, commands);
                const found = paperIn(text, use, catalog(), phrasesFor(caller), typed);
                if ('blocks' in found) {
                    return { ...toCaller(found), actions: [dismissFor(caller)] };
                }
                const { command, options } = use.run(found.id);
                return await answer(command, options, caller, 'caller');
            }
            catch (error) {
                if (caller.request)
                    caller.request.outcome = 'failed';
                log.error({ err: error, platform: caller.surface.name }, 'a message was not read');
                return ourFault(caller);
            }
        },
        async answerLinks(message, caller) {
            try {
                const card = linksCard(await newLinks(message, catalog(), store, caller), caller);
                return card && { card, to: 'channel' };
            }
            catch (error) {
                log.error({ err: error, platform: caller.surface.name }, 'links were not answered');
                return undefined;
            }
        },
        async press(pressed, caller) {
            const press = readPress(pressed);
            if (!press) {
                const { fault } = phrasesFor(caller);
                const next = fault.oldButtonNext(typedHelp(caller));
                return { kind: 'reply', reply: mistake(fault.oldButton, next, caller) };
            }
            if (caller.request)
                caller.request.workspace = caller.workspace;
            if (press.kind === 'dismiss' && press.by !== undefined && press.by !== caller.user) {
                const { fault } = phrasesFor(caller);
                const reply = mistake(fault.notYours, fault.notYoursNext, caller);
                return { kind: 'reply', reply: { ...reply, beside: true } };
            }
            if (press.kind === 'dismiss' || press.kind === 'link')
                return { kind: press.kind };
            const to = press.kind === 'share' ? 'channel' : 'caller';
            const reply = await answer(press.command, press.text, caller, to);
            return { kind: reply.to === 'channel' ? 'share' : 'reply', reply };
        },
        stop: () => counts.stop(),
        async suggest(command, option, typed, caller) {
            const definition = find(command)?.options[option];
            if (definition?.kind !== 'text' || !definition.suggest)
                return [];
            try {
                return await definition.suggest(typed, { catalog: catalog(), caller, store });
            }
            catch (error) {
                log.error({ err: error, command, option }, 'suggestions failed');
                return [];
            }
        },
    };
}
/** What the log tells of a request; never what was typed. Times in ms. */
function lineOf({ id, platform, workspace, command, outcome, ...at }, now) {
    const since = (moment) => Math.round((moment - at.receivedAt) * 10) / 10;
    return {
        request: id,
        platform,
        workspace,
        command,
        outcome,
        ...(at.ackedAt !== undefined && { ackMs: since(at.ackedAt) }),
        ms: since(now),
    };
}
function busy(request, caller) {
    request.outcome = 'busy';
    const { fault } = phrasesFor(caller);
    return mistake(fault.busy, fault.busyNext, caller);
}
function mistake(title, text, caller) {
    return {
        ...toCaller({
            title,
            blocks: [{ kind: 'text', text }],
            actions: [{ kind: 'run', label: phrasesFor(caller).button.help, run: showHelp() }],
        }),
        actions: [dismissFor(caller)],
    };
}
function ourFault(caller) {
    const { fault } = phrasesFor(caller);
    return mistake(fault.ours, fault.oursNext, caller);
}
function dismissFor(caller) {
    return { kind: 'dismiss', label: phrasesFor(caller).button.dismiss };
}
function howTo(command, caller, problem) {
    const { surface, locale } = caller;
    const { fault } = phrasesFor(caller);
    const typed = (options) => surface.typed({ command: command.name, options }, command, locale);
    const examples = command.examples.map((options) => `- \`${typed(options)}\``).join('\n');
    const about = problem ?? fault.sentence(labelsOf(command, locale).description);
    return mistake(fault.howTo(typed({})), `${fault.example(about)}\n\n${examples}`, caller);
}
//# sourceMappingURL=bot.js.map