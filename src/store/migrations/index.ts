import type { Migration } from 'kysely';
import { daily } from './001-daily.ts';
import { shelf } from './002-shelf.ts';
import { dailyOrder } from './003-daily-order.ts';
import { feedback } from './003-feedback.ts';
import { events } from './004-events.ts';

/**
 * How the tables came to be, by name, in the order of the names. One that has been released never
 * changes; what comes later is a new one.
 */
export const migrations: Record<string, Migration> = {
  '001-daily': daily,
  '002-shelf': shelf,
  '003-daily-order': dailyOrder,
  '003-feedback': feedback,
  '004-events': events,
};
