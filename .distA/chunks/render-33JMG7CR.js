import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
import{CHANGE_MS,LIMITS,MENU,measure,renderReply}from"./chunk-TVWOQ6NU.js";import"./chunk-XXIVAO7G.js";import"./chunk-OJPQ3AYA.js";import"./chunk-I2PGZSKI.js";import"./chunk-2R7WUGOX.js";import"./chunk-H3UJSU3Z.js";import"./chunk-YF4FM3IS.js";import"./chunk-42HHLC77.js";export{CHANGE_MS,LIMITS,MENU,measure,renderReply};
//# sourceMappingURL=render-33JMG7CR.js.map
