import { daily } from "./001-daily.js";
import { shelf } from "./002-shelf.js";
import { dailyOrder } from "./003-daily-order.js";
import { events } from "./004-events.js";
import { installations } from "./005-installations.js";
import { links } from "./006-links.js";
import { quiz } from "./007-quiz.js";
import { stats } from "./008-stats.js";
import { feedback } from "./009-feedback.js";
import { language } from "./010-language.js";
import { linkSwitch } from "./011-link-switch.js";
import { dailyClaims } from "./012-daily-claims.js";
/**
 * How the tables came to be, by name, in the order of the names. One that has been released never
 * changes; what comes later is a new one.
 */
export const migrations = {
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
//# sourceMappingURL=index.js.map