import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { worksOn } from "../../src/command.js";
import { readBody, sendJson, sendText } from "../../src/http.js";
import { commandOf, positional, readInvocation, typedAsText } from "../../src/invocation.js";
import { labelsOf } from "../../src/phrases/languages.js";
import { root } from "../../src/package.js";
import { openRequest } from "../../src/request.js";
import { servePicture } from "../../src/picture/route.js";
import { discordSurface } from "../discord/surface.js";
import { slackSurface } from "../slack/surface.js";
const LARGEST_BODY = 20_000;
/** The longest locale that anybody writes. */
const LOCALE = 35;
const lang = z.string().max(LOCALE).optional();
const askRequest = z.union([
    z.strictObject({ text: z.string().max(4000), lang }),
    z.strictObject({ press: z.string().max(2000), lang }),
]);
/** Nothing is loaded from, or sent to, any other host. */
const CONTENT_SECURITY = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
].join('; ');
/** The browser playground: what Slack and Discord would be sent, drawn side by side. */
export function createPlayground(bot) {
    return {
        name: 'playground',
        routes: {
            'GET /': page('index.html', 'text/html'),
            'GET /playground/page.js': page('page.js', 'text/javascript'),
            'GET /playground/page.css': page('page.css', 'text/css'),
            'GET /pictures/*': servePicture,
            'GET /playground/commands': (request, response) => {
                const locale = localeIn(request);
                const commands = bot.commands.filter((it) => worksOn(it, 'playground'));
                sendJson(response, 200, commands.map((it) => describe(it, locale)));
            },
            'GET /playground/problems': (_request, response) => {
                sendJson(response, 200, bot.status().problems);
            },
            'GET /playground/suggest': async (request, response) => {
                const text = queryOf(request).get('text') ?? '';
                sendJson(response, 200, await suggest(bot, text.slice(0, 4000), localeIn(request)));
            },
            'POST /playground/ask': async (message, response) => {
                const asked = askRequest.safeParse(await readJson(message));
                if (!asked.success) {
                    sendText(response, 400, 'Send {"text": "/paper lora"} as JSON, at most 4,000 characters');
                    return;
                }
                const request = openRequest('playground', 'press' in asked.data ? 'button' : 'command');
                const later = await bot.serve(request, async () => {
                    const { answer, later: better } = await ask(bot, asked.data, request);
                    if (!better) {
                        sendJson(response, 200, answer);
                        return undefined;
                    }
                    response.writeHead(200, {
                        'content-type': 'application/x-ndjson; charset=utf-8',
                        'cache-control': 'no-store',
                    });
                    response.write(`${JSON.stringify(answer)}\n`);
                    return better;
                });
                if (!later)
                    return;
                for await (const better of later) {
                    if (response.destroyed)
                        break;
                    response.write(`${JSON.stringify(better)}\n`);
                }
                response.end();
            },
        },
        start: () => Promise.resolve(),
        health: () => ({ ok: true }),
        stop: () => Promise.resolve(),
    };
}
function queryOf(request) {
    return new URL(request.url ?? '', 'http://localhost').searchParams;
}
/** The language that a page asks for; nothing where it does not say. */
function localeIn(request) {
    return queryOf(request).get('lang')?.slice(0, LOCALE);
}
async function readJson(request) {
    try {
        return JSON.parse((await readBody(request, LARGEST_BODY)).toString('utf8'));
    }
    catch {
        return undefined;
    }
}
/** A line somebody typed, as a command and the rest. Words without a command ask for a paper. */
export function readLine(text) {
    const [, command, rest] = /^\s*\/(\S+)\s*(.*)$/su.exec(text) ?? [];
    return command === undefined || rest === undefined
        ? { command: 'paper', rest: text }
        : { command: command.toLowerCase(), rest };
}
/** Whoever sits at the browser, on a platform's surface. */
function visitor(surface, locale, request, echo) {
    return {
        platform: 'playground',
        ...(request && { request }),
        surface,
        workspace: 'playground',
        channel: 'playground',
        user: 'visitor',
        person: 'visitor',
        ...(locale !== undefined && { locale }),
        // What is asked once is answered for both panes.
        ...(echo && { echo: true }),
        timezone: () => Promise.resolve(undefined),
        mayManage: () => Promise.resolve(true),
        hindrance: () => Promise.resolve(undefined),
    };
}
async function ask(bot, asked, request) {
    const { lang: locale } = asked;
    // Not at the start: who never opens the page need not wait for both platforms' messages.
    const { both } = await import("./draw.js");
    if ('press' in asked) {
        const slack = await bot.press(asked.press, visitor(slackSurface, locale, request));
        if (!('reply' in slack))
            return { answer: { kind: slack.kind } };
        const discord = await bot.press(asked.press, visitor(discordSurface, locale, request, 'echo'));
        return both(bot, slack.kind, slack.reply, 'reply' in discord ? discord.reply : slack.reply);
    }
    const { command, rest } = readLine(asked.text);
    const slack = await bot.run(command, rest, visitor(slackSurface, locale, request));
    // A remark is the same everywhere.
    const discord = slack.beside
        ? slack
        : await bot.run(command, rest, visitor(discordSurface, locale, request, 'echo'));
    return both(bot, 'reply', slack, discord);
}
function describe(command, locale) {
    return {
        name: command.name,
        description: labelsOf(command, locale).description,
        examples: command.examples.map((options) => typedAsText({ command: command.name, options }, command)),
    };
}
async function suggest(bot, text, locale) {
    const described = (command) => `/${command.name}: ${labelsOf(command, locale).description}`;
    const { command: name, rest } = readLine(text);
    const parts = bot.commands.flatMap((command) => {
        const part = command.name.startsWith(`${name} `) && command.name.slice(name.length + 1);
        return part && part.startsWith(rest) ? [{ command, part }] : [];
    });
    const meant = commandOf(name, rest, bot.find);
    const command = meant?.command;
    const complete = /^\s*\/\S+\s/.test(text) || !text.trimStart().startsWith('/');
    if (!command || !complete) {
        const suggestions = bot.commands
            .filter((candidate) => candidate.name.startsWith(name) && !candidate.name.includes(' '))
            .map((candidate) => ({
            label: described(candidate),
            text: `/${candidate.name} `,
        }));
        return { suggestions: text.trimStart().startsWith('/') ? suggestions : [] };
    }
    const offered = parts.map((part) => ({
        label: described(part.command),
        text: `/${part.command.name} `,
    }));
    const option = positional(command);
    if (option === undefined)
        return { suggestions: offered };
    const typed = wordsOf(command, meant.rest, option);
    const suggestions = await bot.suggest(command.name, option, typed, visitor(slackSurface, locale));
    return {
        suggestions: [
            ...offered,
            ...suggestions.map(({ label, value }) => ({
                label,
                text: typedAsText({ command: command.name, options: { [option]: value } }, command),
            })),
        ],
    };
}
/** What is typed of an option so far, without the flags around it. */
function wordsOf(command, rest, option) {
    try {
        return String(readInvocation(command, rest).options[option] ?? '');
    }
    catch {
        return rest;
    }
}
/** A file of the page, which `npm run build` puts together; read once. */
function page(name, type) {
    let content;
    return (_request, response) => {
        content ??= readFileSync(join(root, 'dist', 'page', name));
        response
            .writeHead(200, {
            'content-type': `${type}; charset=utf-8`,
            'content-security-policy': CONTENT_SECURITY,
            'referrer-policy': 'no-referrer',
            'x-content-type-options': 'nosniff',
            'cache-control': 'no-cache',
        })
            .end(content);
    };
}
//# sourceMappingURL=index.js.map