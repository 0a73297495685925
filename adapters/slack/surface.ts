import { typedAsText } from '../../src/invocation.ts';
import type { Surface } from '../../src/command.ts';

/** Slack as commands see it. A message holds 50 blocks of buttons; forty choices stay readable. */
export const slackSurface: Surface = { name: 'Slack', choices: 40, typed: typedAsText };
