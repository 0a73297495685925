import type { Migration } from 'kysely';
import { daily } from './001-daily.ts';
import { shelf } from './002-shelf.ts';
import { dailyOrder } from './003-daily-order.ts';
import { events } from './004-events.ts';
import { installations } from './005-installations.ts';
import { links } from './006-links.ts';
import { quiz } from './007-quiz.ts';
import { stats } from './008-stats.ts';
import { feedback } from './009-feedback.ts';
import { language } from './010-language.ts';
import { linkSwitch } from './011-link-switch.ts';
import { dailyClaims } from './012-daily-claims.ts';

/**
 * How the tables came to be, by name, in the order of the names. One that has been released never
 * changes; what comes later is a new one.
 */
export const migrations: Record<string, Migration> = {
  '001-daily': daily,
  '002-shelf': shelf,
  '003-daily-order': dailyOrder,
  '004-events': events,
  '005-installations': installations,
  '006-links': links,
  '007-quiz': quiz,
  '008-stats': stats,
  '009-feedback': feedback,
  '010-language': language,
  '011-link-switch': linkSwitch,
  '012-daily-claims': dailyClaims,
};
