import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
import{CHANGE_MS,LIMITS,measure,picturesOf,renderReply}from"./chunk-J5C5VG5G.js";import"./chunk-XXIVAO7G.js";import"./chunk-I2PGZSKI.js";import"./chunk-2R7WUGOX.js";import"./chunk-H3UJSU3Z.js";import"./chunk-YF4FM3IS.js";import"./chunk-42HHLC77.js";export{CHANGE_MS,LIMITS,measure,picturesOf,renderReply};
//# sourceMappingURL=render-CYYRCQON.js.map
