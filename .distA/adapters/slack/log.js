import { LogLevel } from '@slack/bolt';
/** Paperboy's log as the Slack packages want it. */
export function slackLogger(log) {
    const say = (level) => (...words) => log[level]({ platform: 'Slack' }, words.map(String).join(' '));
    // Their details carry tickets, response addresses and what people typed: none of a log's business.
    const detail = () => undefined;
    return {
        debug: detail,
        info: detail,
        warn: say('warn'),
        error: say('error'),
        setLevel: () => undefined,
        getLevel: () => LogLevel.WARN,
        setName: () => undefined,
    };
}
//# sourceMappingURL=log.js.map