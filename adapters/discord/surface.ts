import type { Surface } from '../../src/command.ts';

/**
 * Discord as commands see it. A message holds five rows of five buttons: three rows of choices, one
 * of a card's own buttons, one for what goes with the answer, like "Share" and "Dismiss".
 */
export const discordSurface: Surface = {
  name: 'Discord',
  choices: 15,
  typed: ({ command, options }, { bare }) =>
    [
      bare === undefined ? `/${command}` : `/${command} ${bare}`,
      ...Object.entries(options).map(([name, value]) =>
        typeof value === 'boolean' ? `${name}:${value ? 'True' : 'False'}` : `${name}:${value}`,
      ),
    ].join(' '),
};
