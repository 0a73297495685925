import { ask } from "./ask.js";
import { cite } from "./cite.js";
import { compare } from "./compare.js";
import { daily, dailyNow, dailyOff, dailySkip } from "./daily.js";
import { dailySet } from "./daily-set.js";
import { dailyStatus } from "./daily-status.js";
import { feedback } from "./feedback.js";
import { links } from "./links.js";
import { map } from "./map.js";
import { paper } from "./paper.js";
import { paperboy } from "./paperboy.js";
import { papers } from "./papers.js";
import { path } from "./path.js";
import { paperboyUnfurl } from "./unfurl.js";
import { quiz } from "./quiz.js";
import { stats } from "./stats.js";
import { shelf, shelfAdd, shelfExport, shelfForget, shelfRead, shelfReading, shelfRemove, } from "./shelf.js";
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
export const commands = all;
/** What only buttons run: people don't type these, so no platform lists them. */
export const buttonCommands = [feedback];
//# sourceMappingURL=index.js.map