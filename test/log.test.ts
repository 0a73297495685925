import fs from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../src/log.ts';
import { readableLine } from '../src/log-line.ts';

const time = new Date(2026, 10, 26, 14, 3, 9).getTime();
const line = (more: object): string => readableLine(JSON.stringify({ level: 30, time, ...more }));

describe('a line of the log at a terminal', () => {
  it('tells of a request what matters', () => {
    const request = {
      msg: 'request',
      request: 'k3f9ab2c',
      platform: 'slack',
      workspace: 'T1',
      command: 'daily set',
      outcome: 'answered',
      ms: 12.4,
    };
    expect(line(request)).toBe(
      '14:03:09 info  daily set on slack T1: answered in 12 ms (k3f9ab2c)\n',
    );
    expect(line({ ...request, workspace: '' })).toContain('daily set on slack: answered');
  });

  it('tells everything else with its fields, and an error with its trace', () => {
    expect(line({ msg: 'notes read again', notes: 22, folder: '/notes' })).toBe(
      '14:03:09 info  notes read again (notes=22, folder=/notes)\n',
    );
    const err = { message: 'no', stack: 'Error: no\n    at here' };
    expect(line({ level: 50, msg: 'it failed', err })).toBe(
      '14:03:09 ERROR it failed\n  Error: no\n      at here\n',
    );
    expect(line({ level: 40, msg: 'it failed', err: { message: 'no' } })).toContain('\n  no\n');
  });
});

describe('the log', () => {
  afterEach(() => vi.restoreAllMocks());

  it('holds lines back for a moment, but not what is wrong', async () => {
    const written: string[] = [];
    vi.spyOn(fs, 'write').mockImplementation((_file: number, text: string, ...rest: unknown[]) => {
      written.push(text);
      (rest.at(-1) as (error: null, bytes: number) => void)(null, Buffer.byteLength(text));
    });
    const log = createLog('info', false);
    log.info('one');
    log.info('two');
    expect(written).toEqual([]);
    log.warn('three');
    await vi.waitFor(() => expect(written.join('')).toMatch(/"one".*\n.*"two".*\n.*"three".*\n$/));
    log.info('four');
    expect(written.join('')).not.toContain('four');
    await vi.waitFor(() => expect(written.join('')).toContain('four'), 5000);
  });
});
