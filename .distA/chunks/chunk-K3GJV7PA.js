import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
function openRequest(platform,kind){return{id:Math.random().toString(36).slice(2,10),platform,receivedAt:performance.now(),inLineMs:0,workspace:"",command:kind,outcome:"answered"}}export{openRequest};
//# sourceMappingURL=chunk-K3GJV7PA.js.map
