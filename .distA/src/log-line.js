const LEVEL = {
    10: 'trace',
    20: 'debug',
    30: 'info',
    40: 'warn',
    50: 'ERROR',
    60: 'FATAL',
};
/**
 * A line of the log for a person at a terminal: `14:03:12 info  paper on slack T1: answered in 12 ms (k3f9ab2c)`.
 *
 * @param json a line as pino writes it.
 */
export function readableLine(json) {
    const { level, time, msg, err, ...rest } = JSON.parse(json);
    const moment = new Date(time);
    const clock = [moment.getHours(), moment.getMinutes(), moment.getSeconds()]
        .map((part) => String(part).padStart(2, '0'))
        .join(':');
    const said = msg === 'request' ? requestLine(rest) : `${msg}${fields(rest)}`;
    const trace = err === undefined ? '' : `\n  ${(err.stack ?? err.message).replaceAll('\n', '\n  ')}`;
    return `${clock} ${(LEVEL[level] ?? '').padEnd(5)} ${said}${trace}\n`;
}
function requestLine({ request, platform, workspace, command, outcome, ms }) {
    const where = workspace === '' ? platform : `${platform} ${workspace}`;
    return `${command} on ${where}: ${outcome} in ${Math.round(ms)} ms (${request})`;
}
function fields(rest) {
    const told = Object.entries(rest).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
    return told.length === 0 ? '' : ` (${told.join(', ')})`;
}
//# sourceMappingURL=log-line.js.map