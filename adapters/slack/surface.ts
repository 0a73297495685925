import { typedAsText } from '../../src/invocation.ts';
import type { Caller, Surface } from '../../src/command.ts';

/** Slack as commands see it. A message holds 50 blocks of buttons; forty choices stay readable. */
export const slackSurface: Surface = { name: 'Slack', choices: 40, typed: typedAsText };

/** Who did something in Slack, and where. */
export function slackCaller(from: { workspace: string; channel: string; user: string }): Caller {
  return {
    platform: 'slack',
    surface: slackSurface,
    ...from,
    timezone: () => Promise.resolve(undefined),
    mayManage: () => Promise.resolve(true),
  };
}
