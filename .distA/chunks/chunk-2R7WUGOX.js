import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
function keepNewest(map,key,value,most){map.delete(key),map.set(key,value);for(let oldest of map.keys()){if(map.size<=most)return;map.delete(oldest)}}export{keepNewest};
//# sourceMappingURL=chunk-2R7WUGOX.js.map
