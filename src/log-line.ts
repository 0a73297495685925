const LEVEL: Record<number, string> = {
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
export function readableLine(json: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(json) as Line;
  const moment = new Date(time);
  const clock = [moment.getHours(), moment.getMinutes(), moment.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const said = msg === 'request' ? requestLine(rest as RequestLine) : `${msg}${fields(rest)}`;
  const trace =
    err === undefined ? '' : `\n  ${(err.stack ?? err.message).replaceAll('\n', '\n  ')}`;
  return `${clock} ${(LEVEL[level] ?? '').padEnd(5)} ${said}${trace}\n`;
}

interface Line {
  level: number;
  time: number;
  msg: string;
  err?: { message: string; stack?: string };
}

interface RequestLine {
  request: string;
  platform: string;
  workspace: string;
  command: string;
  outcome: string;
  ms: number;
}

function requestLine({ request, platform, workspace, command, outcome, ms }: RequestLine): string {
  const where = workspace === '' ? platform : `${platform} ${workspace}`;
  return `${command} on ${where}: ${outcome} in ${Math.round(ms)} ms (${request})`;
}

function fields(rest: Record<string, unknown>): string {
  const told = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return told.length === 0 ? '' : ` (${told.join(', ')})`;
}
