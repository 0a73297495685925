import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
var StartError=class extends Error{};export{StartError};
//# sourceMappingURL=chunk-UUITKDKU.js.map
