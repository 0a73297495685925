import type { Command } from '../command.ts';
import { ask } from './ask.ts';
import { cite } from './cite.ts';
import { compare } from './compare.ts';
import { daily, dailyNow, dailyOff, dailySkip } from './daily.ts';
import { dailySet } from './daily-set.ts';
import { dailyStatus } from './daily-status.ts';
import { feedback } from './feedback.ts';
import { links } from './links.ts';
import { map } from './map.ts';
import { paper } from './paper.ts';
import { paperboy } from './paperboy.ts';
import { papers } from './papers.ts';
import { path } from './path.ts';
import { paperboyUnfurl } from './unfurl.ts';
import { quiz } from './quiz.ts';
import { stats } from './stats.ts';
import {
  shelf,
  shelfAdd,
  shelfExport,
  shelfForget,
  shelfRead,
  shelfReading,
  shelfRemove,
} from './shelf.ts';

const all = [
  paper,
  ask,
  papers,
  map,
  path,
  compare,
  cite,
  quiz,
  shelf,
  shelfAdd,
  shelfReading,
  shelfRead,
  shelfRemove,
  shelfExport,
  shelfForget,
  daily,
  dailySet,
  dailyStatus,
  dailyNow,
  dailySkip,
  dailyOff,
  links,
  paperboy,
  paperboyUnfurl,
  stats,
];

/** All commands, in the order they are listed everywhere. */
export const commands: readonly Command[] = all;

/** Each of them with its name and options: what a language must have words for. */
export type Commands = (typeof all)[number];

/** What only buttons run: people don't type these, so no platform lists them. */
export const buttonCommands: readonly Command[] = [feedback];
