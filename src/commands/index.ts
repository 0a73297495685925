import type { Command } from '../command.ts';
import { daily, dailyNow, dailyOff, dailySet, dailySkip, dailyStatus } from './daily.ts';
import { map } from './map.ts';
import { paper } from './paper.ts';
import { paperboy } from './paperboy.ts';
import { papers } from './papers.ts';

/** All commands, in the order they are listed everywhere. */
export const commands: readonly Command[] = [
  paper,
  papers,
  map,
  daily,
  dailySet,
  dailyStatus,
  dailyNow,
  dailySkip,
  dailyOff,
  paperboy,
];
